/**
 * Chains of everything that recorded configurations of Linux 6.1.192 build: the recordings are `kbuild` of
 * KCHECK_ORACLE_DATA, made by GNU make, the makefiles those of the tree in KCHECK_ORACLE_WORK.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { parseKernelVersion } from '../../src/kernel/kernel-version.ts'
import { kbuildInputs } from '../../src/workspace/kbuild-inputs.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { built } from './kernel-tree.ts'
import { type Explored, exploreBuild } from './why-index.ts'

const work = process.env['KCHECK_ORACLE_WORK'] ?? ''
const archive = join(process.env['KCHECK_ORACLE_DATA'] ?? '', 'kbuild/cases.tar.xz')
const tree = join(work, 'linux-source-6.1')
const makefile = join(tree, 'Makefile')
const isThere =
  work !== '' &&
  existsSync(archive) &&
  existsSync(makefile) &&
  parseKernelVersion(readFileSync(makefile, 'latin1'))?.text === '6.1.192'

const CASES = [
  ['x86_64-debian', 'x86_64', 4023],
  ['x86_64-tinyconfig', 'x86_64', 0],
  ['arm-defconfig', 'arm', 1],
  ['arm64-debian', 'arm64', 3685],
  ['x86_64-allmodconfig', 'x86_64', 9070],
] as const

describe.skipIf(!isThere)('chains of what is built', { timeout: 120_000 }, () => {
  const folder = temporaryFolder('file')
  beforeAll(() => {
    execFileSync('tar', ['-C', folder(), '-xf', archive])
  }, 60_000)

  const lines = (name: string, list: string): readonly string[] =>
    readFileSync(join(folder(), 'kbuild', name, list), 'latin1')
      .split('\n')
      .slice(0, -1)

  const explored = async (name: string, arch: string): Promise<Explored> => {
    const { request } = await kbuildInputs(diskFileSystem(), {
      cwd: folder(),
      environment: {},
      stdin: () => '',
      wants: new Set(),
      tree,
      arch,
      config: join(folder(), 'kbuild', name, 'config'),
    })
    return exploreBuild(request, built(request))
  }

  test.each(CASES)('%s', async (name, arch, least) => {
    const { index } = await explored(name, arch)
    const wrong: string[] = []
    const expectAs = (object: string, outcome: string): void => {
      const got = index.why(object).found[0]?.chain.outcome
      if (got !== outcome) wrong.push(`${object}: ${got}`)
    }
    const modules = lines(name, 'modules.order')
    expect(modules.length).toBeGreaterThanOrEqual(least)
    const builtin = new Set(lines(name, 'builtin.objects'))
    for (const path of modules) {
      expectAs(path, 'module')
      expectAs(path.slice(path.lastIndexOf('/') + 1), 'module')
    }
    for (const line of lines(name, 'modules.objects'))
      for (const object of line.split('\t')[1]?.split(' ') ?? [])
        if (object !== '' && !builtin.has(object)) expectAs(object, 'module')
    for (const object of builtin) expectAs(object, 'built-in')
    for (const line of lines(name, 'lib.objects')) {
      const object = line.split('\t')[0] ?? ''
      if (!builtin.has(object)) expectAs(object, 'library')
    }
    expect(wrong).toEqual([])
  })
})
