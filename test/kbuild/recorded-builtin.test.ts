/**
 * modules.builtin of recorded configurations of Linux 6.1.192, and Debian's own of that release: made of the objects
 * recorded in `kbuild` of KCHECK_ORACLE_DATA and of the sources in KCHECK_ORACLE_WORK.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config/read.ts'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { type BuiltinModules, builtinModules } from '../../src/kbuild/builtin-modules.ts'
import { folderNames } from '../../src/kbuild/folder-names.ts'
import { licenceLookup } from '../../src/kbuild/module-licence.ts'
import { compiledFile, sourceLookup } from '../../src/kbuild/object-source.ts'
import { parseKernelVersion } from '../../src/kernel/kernel-version.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const work = process.env['KCHECK_ORACLE_WORK'] ?? ''
const archive = join(process.env['KCHECK_ORACLE_DATA'] ?? '', 'kbuild/cases.tar.xz')
const tree = join(work, 'linux-source-6.1')
const makefile = join(tree, 'Makefile')
const isThere =
  work !== '' &&
  existsSync(archive) &&
  existsSync(makefile) &&
  parseKernelVersion(readFileSync(makefile, 'latin1'))?.text === '6.1.192'

const lines = (path: string): readonly string[] => readFileSync(path, 'latin1').split('\n').slice(0, -1)

const CASES = ['x86_64-debian', 'arm64-debian', 'arm-defconfig', 'x86_64-allmodconfig', 'x86_64-tinyconfig']

describe.skipIf(!isThere)('modules.builtin as recorded', { timeout: 60_000 }, () => {
  const folder = temporaryFolder('file')
  beforeAll(() => {
    execFileSync('tar', ['-C', folder(), '-xf', archive])
  }, 60_000)

  const predicted = (name: string): BuiltinModules => {
    const config = readConfig(readFileSync(join(folder(), 'kbuild', name, 'config'), 'latin1'), '.config')
    const files = diskFileSystem()
    const look = sourceLookup({ names: folderNames(files, tree), tree })
    return builtinModules({
      objects: lines(join(folder(), 'kbuild', name, 'builtin.modfile')).map((line) => {
        const [path = '', modfiles = ''] = line.split('\t')
        return { path, modfiles: modfiles.split(' ') }
      }),
      sourceOf: (object) => compiledFile(look(object)),
      licenceOf: licenceLookup({ files, tree, config: (symbol) => config.entries.get(symbol) }),
    })
  }

  it.each(CASES)('%s', (name) => {
    expect(predicted(name).modules).toEqual(lines(join(folder(), 'kbuild', name, 'modules.builtin.predicted')))
  })

  for (const [architecture, name] of [
    ['amd64', 'x86_64-debian'],
    ['arm64', 'arm64-debian'],
  ] as const) {
    const modules = join(work, 'images/6.1', architecture, 'lib/modules')
    const release = existsSync(modules) ? readdirSync(modules)[0] : undefined
    it.skipIf(release === undefined)(`Debian's own, ${architecture}`, () => {
      expect(predicted(name).modules).toEqual(lines(join(modules, release ?? '', 'modules.builtin')))
    })
  }
})
