/** Where modules are installed, by what the tree's Makefile.modinst says and by release. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { compressionSuffix, type InstallRules, installPath, installRules } from '../../src/kbuild/install-path.ts'
import { parseKernelVersion } from '../../src/kernel/kernel-version.ts'

const version = (text: string) => {
  const [major, minor, sub = ''] = text.split('.')
  return parseKernelVersion(`VERSION = ${major}\nPATCHLEVEL = ${minor}\nSUBLEVEL = ${sub}\n`)
}

const RULES: InstallRules = { externalFolder: 'updates', compression: 'all' }

describe('the rules', () => {
  test.each([
    ['2.6.32', 'extra', 'none'],
    ['3.18', 'extra', 'switch'],
    ['5.12', 'extra', 'switch'],
    ['5.13', 'extra', 'kind'],
    ['6.1', 'extra', 'kind'],
    ['6.3', 'updates', 'kind'],
    ['6.11', 'updates', 'kind'],
    ['6.12', 'updates', 'all'],
  ])('of %s', (release, externalFolder, compression) => {
    expect(installRules(undefined, version(release))).toEqual({ externalFolder, compression })
  })

  test('what the file says is believed before the version', () => {
    const modinst = 'INSTALL_MOD_DIR ?= extra\nsuffix-$(CONFIG_MODULE_COMPRESS_XZ) := .xz\n'
    expect(installRules(modinst, version('6.12'))).toEqual({ externalFolder: 'extra', compression: 'kind' })
    const older = 'cmd = cp $@ $(2) ; $(mod_compress_cmd) $(2)/$@\nINSTALL_MOD_DIR ?= extra\n'
    expect(installRules(older, undefined)?.compression).toBe('switch')
    expect(installRules('INSTALL_MOD_DIR ?= extra\n', undefined)?.compression).toBe('none')
  })

  test('neither is known', () => {
    expect(installRules(undefined, undefined)).toBeUndefined()
    expect(installRules('# nothing\n', undefined)).toBeUndefined()
  })

  const work = process.env['KCHECK_ORACLE_WORK'] ?? ''
  for (const [tree, externalFolder, compression] of [
    ['linux-source-6.1', 'extra', 'kind'],
    ['linux-source-6.12', 'updates', 'all'],
  ] as const) {
    const file = join(work, tree, 'scripts/Makefile.modinst')
    test.skipIf(work === '' || !existsSync(file))(`of the oracle's own ${tree}`, () => {
      expect(installRules(readFileSync(file, 'latin1'), undefined)).toEqual({ externalFolder, compression })
    })
  }
})

describe('the suffix', () => {
  const suffix = (compression: InstallRules['compression'], text: string): string => {
    const { entries } = readConfig(text, '.config')
    return compressionSuffix({ ...RULES, compression }, (symbol) => entries.get(symbol))
  }
  const XZ = 'CONFIG_MODULE_COMPRESS_XZ=y\n'

  test.each<readonly [InstallRules['compression'], string, string]>([
    ['none', `CONFIG_MODULE_COMPRESS=y\n${XZ}`, ''],
    ['switch', `CONFIG_MODULE_COMPRESS=y\n${XZ}`, '.xz'],
    ['switch', XZ, ''],
    ['switch', 'CONFIG_MODULE_COMPRESS=y\nCONFIG_MODULE_COMPRESS_GZIP=y\n', '.gz'],
    ['kind', XZ, '.xz'],
    ['kind', 'CONFIG_MODULE_COMPRESS_ZSTD=y\n', '.zst'],
    ['kind', 'CONFIG_MODULE_COMPRESS_NONE=y\n', ''],
    ['all', `CONFIG_MODULE_COMPRESS=y\n${XZ}`, ''],
    ['all', `CONFIG_MODULE_COMPRESS=y\n${XZ}CONFIG_MODULE_COMPRESS_ALL=y\n`, '.xz'],
  ])('%s %j', (compression, config, expected) => {
    expect(suffix(compression, config)).toBe(expected)
  })
})

describe('the path', () => {
  const at = { release: '6.12.1-k', rules: RULES, suffix: '' }

  test('in the tree', () => {
    expect(installPath({ ...at, module: 'fs/ext4/ext4.ko', external: false, suffix: '.xz' })).toEqual({
      path: '/lib/modules/6.12.1-k/kernel/fs/ext4/ext4.ko.xz',
      folder: 'kernel/fs/ext4',
    })
  })

  test('INSTALL_MOD_DIR is for external modules only', () => {
    const module = 'drivers/nvdimm/../../tools/testing/nvdimm/test/iomap.ko'
    expect(installPath({ ...at, module, external: false, modDir: 'x' }).path).toBe(
      `/lib/modules/6.12.1-k/kernel/${module}`,
    )
    expect(installPath({ ...at, module: 'a/b.ko', external: true, modDir: 'x/y' })).toEqual({
      path: '/lib/modules/6.12.1-k/x/y/a/b.ko',
      folder: 'x/y/a',
    })
  })

  test('external modules, in another root', () => {
    expect(installPath({ ...at, module: 'b.ko', external: true, modPath: '/srv/root' })).toEqual({
      path: '/srv/root/lib/modules/6.12.1-k/updates/b.ko',
      folder: 'updates',
    })
  })
})
