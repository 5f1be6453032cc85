/**
 * `npm run oracle:info`: every module of Debian's kernels, read by kcheck and by the programs that everybody uses: modinfo,
 * `modprobe --dump-modversions`, readelf; and its exports, beside Module.symvers. Exits 1 if anything differs, or if
 * nothing was compared.
 *
 *   --linux 6.1|6.12          the kernel series (6.1)
 *   --archs amd64,arm64,…     Debian architectures (all nine)
 *   --root DIR                instead: a folder with lib/modules (and usr/src) as unpacked packages leave them; repeatable
 *   --every N                 every Nth module only, where a program has to be started for each (1)
 *   --show N                  differences of a kind that are shown (5)
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readModuleInfo } from '../../src/module/module-info.ts'
import { isModuleFileName } from '../../src/module/module-name.ts'
import { versionsText } from '../../src/report/module-info.ts'
import { ALL_ARCHITECTURES, someArchitectures, unpackedKernels } from './debian/unpacked-kernels.ts'
import { checkExports, recordedExports } from './info/exports-check.ts'
import { checkModinfo, type ReadModule } from './info/modinfo-check.ts'
import { checkReadelf } from './info/readelf-check.ts'
import { Tally } from './info/tally.ts'
import { command } from './place/command.ts'
import { oneSeries } from './place/kernel-tree.ts'
import { runScript, say, scriptOptions, wholeNumber } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'

/** Modules that a program is given at a time. */
const BATCH = 64

const KINDS = ['fields (modinfo -0)', 'lines (modinfo)', 'versions (modprobe)', 'sections (readelf -S)']

/** What kcheck reads of each file; one that it does not read is a difference. */
const read = (paths: readonly string[], tally: Tally): readonly ReadModule[] =>
  paths.flatMap((path) => {
    const info = readModuleInfo(readFileSync(path))
    if (info.kind === 'module') return [{ path, info }]
    tally.compare('files', path, 'a module', JSON.stringify(info))
    return []
  })

const checkRelease = (root: string, release: string, every: number, tally: Tally): void => {
  const folder = join(root, 'lib/modules', release)
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(isModuleFileName)
    .sort()
    .map((name) => join(folder, name))
  say(`${folder}: ${paths.length} modules`)
  const recorded = recordedExports(root, release)
  const scratch = mkdtempSync(join(workFolder(), 'info-'))
  for (let start = 0; start < paths.length; start += BATCH) {
    const batch = paths.slice(start, start + BATCH)
    const modules = read(batch, tally)
    checkModinfo(modules, tally)
    checkReadelf(batch, scratch, tally)
    if (recorded !== undefined) checkExports(folder, recorded, modules, tally)
    for (const { path, info } of modules.filter((_module, index) => (start + index) % every === 0)) {
      tally.compare('versions (modprobe)', path, command('modprobe', ['--dump-modversions', path]), versionsText(info))
    }
  }
  rmSync(scratch, { recursive: true, force: true })
}

const main = (): number => {
  const values = scriptOptions({
    linux: { type: 'string', default: '6.1' },
    archs: { type: 'string', default: ALL_ARCHITECTURES },
    root: { type: 'string', multiple: true },
    every: { type: 'string', default: '1' },
    show: { type: 'string', default: '5' },
  })
  const every = wholeNumber('--every', values.every, 1)
  const tally = new Tally(wholeNumber('--show', values.show, 0))
  const architectures = someArchitectures(values.archs)
  const series = oneSeries(values.linux)
  const roots = values.root?.map((root) => resolve(root)) ?? unpackedKernels(architectures, series)
  for (const root of roots) {
    for (const release of readdirSync(join(root, 'lib/modules'))) checkRelease(root, release, every, tally)
  }
  return tally.report(KINDS) ? 0 : 1
}

await runScript(main)
