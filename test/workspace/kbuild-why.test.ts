/** `--why` on small trees with Kconfig files: what to change, what Kconfig makes of it, and what is built then. */
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { kbuild } from '../../src/workspace/kbuild.ts'
import type { WhyReport } from '../../src/workspace/kbuild-request.ts'
import { SOURCE, type TreeOptions, treeFiles } from '../kbuild/kernel-tree.ts'

const KCONFIG = `mainmenu "Linux/tiny 6.1.0 Kernel Configuration"
config MODULES
	bool "Modules"
	modules
	default y
config NET
	bool "Networking"
config WIFI
	tristate "WiFi"
	depends on NET
	select ARC
config RADIO
	tristate "Radio"
	depends on WIFI && !QUIET
config QUIET
	bool "Quiet"
config ARC
	tristate
config IMPLIED
	tristate
config ALL
	tristate "All"
	imply IMPLIED
config FIXED
	bool
config ODD
	tristate "Odd"
	depends on FIXED
config EITHER
	tristate "Either"
	depends on FIXED || COMPILE_TEST || NET
config COMPILE_TEST
	bool "Compile tests"
config LEVEL
	tristate "Level"
	depends on RADIO=y
`

const KBUILD = `obj-$(CONFIG_NET) += net/
obj-$(CONFIG_ARC) += arc.o
obj-$(CONFIG_ODD) += odd.o
obj-$(CONFIG_IMPLIED) += implied.o
obj-$(CONFIG_EITHER) += either.o
obj-$(CONFIG_LEVEL) += level.o
obj-$(CONFIG_NOWHERE) += nowhere.o
`

const TREE = {
  '.config': '',
  Kbuild: KBUILD,
  Kconfig: KCONFIG,
  'net/Kbuild': 'obj-$(CONFIG_WIFI) += wifi.o\nobj-$(CONFIG_RADIO) += radio.o\n',
  'arch/other/Kbuild': 'obj-$(CONFIG_NET) += other.o\n',
  'arch/other/Makefile': '',
  'arch/other/Kconfig': '',
  'arch/tiny/Kconfig': '',
}

const why = async (name: string, config = '', options: TreeOptions = {}): Promise<WhyReport> => {
  const { Kconfig, ...without } = TREE
  const files = treeFiles(options.without?.includes('Kconfig') === true ? without : { Kconfig, ...without }, options)
  const result = await kbuild(
    {
      cwd: SOURCE,
      environment: {},
      stdin: () => `CONFIG_MODULES=y\n${config}`,
      wants: new Set(),
      tree: SOURCE,
      arch: 'tiny',
      config: '-',
      cache: false,
      why: name,
    },
    memoryFileSystem(files),
  )
  if (result.kind === 'failed' || result.why === undefined) throw new Error(JSON.stringify(result))
  return result.why
}

const told = ({ fragment, verified, becomes, rejections = [] }: WhyReport): readonly unknown[] => [
  verified === true ? (becomes ?? '') : 'not to be had',
  ...(fragment ?? []),
  ...rejections.map(({ symbol, reason }) => `${symbol}: ${reason.kind}`),
]

describe('what to change', () => {
  test('nothing where it is built', async () => {
    expect(await why('wifi', 'CONFIG_NET=y\nCONFIG_WIFI=m\n')).toMatchObject({ kind: 'module', changes: [] })
  })

  test('what the makefiles want', async () => {
    const report = await why('wifi')
    expect(told(report)).toEqual(['module', 'CONFIG_WIFI=m', 'CONFIG_NET=y'])
    expect(report).toMatchObject({ kind: 'not-built', kconfig: { kind: 'resolved' } })
  })

  test('and what that depends on, on and off', async () => {
    const report = await why('radio', 'CONFIG_NET=y\nCONFIG_QUIET=y\n')
    expect(told(report)).toEqual(['module', 'CONFIG_RADIO=m', 'CONFIG_WIFI=m', '# CONFIG_QUIET is not set'])
    expect(report.changes.map(({ because, dependent }) => [because, dependent])).toEqual([
      ['makefile', undefined],
      ['dependency', 'CONFIG_RADIO'],
      ['dependency', 'CONFIG_RADIO'],
    ])
  })

  test('values that a dependency compares with', async () => {
    expect(told(await why('level', 'CONFIG_NET=y\n'))).toEqual([
      'module',
      'CONFIG_LEVEL=m',
      'CONFIG_RADIO=y',
      'CONFIG_WIFI=y',
    ])
  })

  test('what selects a symbol that has no prompt', async () => {
    const report = await why('arc')
    expect(told(report)).toEqual(['module', 'CONFIG_WIFI=m', 'CONFIG_NET=y'])
    expect(report.changes[0]).toMatchObject({ because: 'select', dependent: 'CONFIG_ARC' })
  })

  test('or implies it', async () => {
    expect(told(await why('implied'))).toEqual(['module', 'CONFIG_ALL=m'])
  })

  test('modules, where they are off', async () => {
    expect(told(await why('wifi', '# CONFIG_MODULES is not set\nCONFIG_NET=y\n'))).toEqual([
      'module',
      'CONFIG_WIFI=m',
      'CONFIG_MODULES=y',
    ])
  })

  test('of several things that will do, not the last resort', async () => {
    expect(told(await why('either'))).toEqual(['module', 'CONFIG_EITHER=m', 'CONFIG_NET=y'])
  })

  test('not what nobody can set', async () => {
    expect(told(await why('odd'))).toEqual(['not to be had', 'CONFIG_ODD=m', 'ODD: unmet'])
    expect(told(await why('nowhere'))).toEqual(['not to be had', 'CONFIG_NOWHERE=m', 'NOWHERE: unknown-symbol'])
  })

  test('by the makefiles alone where there are no Kconfig files', async () => {
    const report = await why('wifi', '', { without: ['Kconfig'] })
    expect(told(report)).toEqual(['module', 'CONFIG_WIFI=m', 'CONFIG_NET=y'])
    expect(report.kconfig).toEqual({ kind: 'absent' })
  })
})

describe('what is nowhere', () => {
  test('but in another architecture', async () => {
    expect(await why('other')).toMatchObject({ kind: 'other-architecture', architectures: ['other'], changes: [] })
  })

  test('at all', async () => {
    expect(await why('wify')).toMatchObject({ kind: 'not-found', nearest: ['wifi'] })
  })
})
