/**
 * `npm run oracle:vermagic`: the vermagic string that kcheck makes of a Debian kernel's configuration and headers, beside
 * the one that the modules of the same package carry. Exits 1 if any differs, or if nothing could be compared.
 *
 *   --linux 6.1|6.12          the kernel series (6.1)
 *   --archs amd64,arm64,…     Debian architectures (all nine)
 *   --root DIR                instead: a folder with lib/modules and usr/src as unpacked packages leave them
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../src/config/read.ts'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { findKernel } from '../../src/kernel/find-kernel.ts'
import { kernelFacts } from '../../src/kernel/kernel-facts.ts'
import { ALL_ARCHITECTURES, someArchitectures, unpackedKernels } from './debian/unpacked-kernels.ts'
import { command } from './place/command.ts'
import { oneSeries } from './place/kernel-tree.ts'
import { runScript, say, scriptOptions } from './place/script.ts'

/** What kcheck says of a folder, or why it says nothing. */
const predicted = (folder: string): { readonly text: string; readonly source: string } => {
  const files = diskFileSystem()
  const places = findKernel(files, folder)
  if (places === undefined) return { text: '', source: 'no kernel found' }
  const set = places.config === undefined ? undefined : readConfig(readFileSync(places.config), places.config)
  const { text } = kernelFacts({ files, places, ...(set && { config: (symbol) => set.entries.get(symbol) }) }).vermagic
  if (text.kind === 'unknown') return { text: '', source: `unknown: ${JSON.stringify(text.wanted)}` }
  return { text: text.value, source: text.source.kind === 'file' ? 'header' : text.source.kind }
}

/** The strings of a few modules: all of a package carry one. */
const carried = (modules: string): ReadonlySet<string> => {
  const names = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ko(\.xz)?$/.test(name))
  const some = [names[0], names[names.length >> 1], names.at(-1)].filter((name) => name !== undefined)
  return new Set(some.map((name) => command('modinfo', ['-F', 'vermagic', join(modules, name)]).replace(/\n$/, '')))
}

/** One line for each folder that says what a release is: its modules and its headers. */
const compareRelease = (root: string, release: string): { readonly compared: number; readonly good: number } => {
  const modules = join(root, 'lib/modules', release)
  const truth = carried(modules)
  let [compared, good] = [0, 0]
  for (const folder of [modules, join(root, 'usr/src', `linux-headers-${release}`)].filter((path) =>
    existsSync(path),
  )) {
    const { text, source } = predicted(folder)
    const same = truth.size === 1 && truth.has(text)
    compared++
    if (same) good++
    say(
      `${folder}: ${same ? 'identical' : `different: ${JSON.stringify([...truth])}`} ${JSON.stringify(text)} (${source})`,
    )
  }
  return { compared, good }
}

const main = (): number => {
  const values = scriptOptions({
    linux: { type: 'string', default: '6.1' },
    archs: { type: 'string', default: ALL_ARCHITECTURES },
    root: { type: 'string' },
  })
  const architectures = someArchitectures(values.archs)
  const series = oneSeries(values.linux)
  const roots = values.root === undefined ? unpackedKernels(architectures, series) : [values.root]
  let [compared, good] = [0, 0]
  for (const root of roots) {
    for (const release of readdirSync(join(root, 'lib/modules'))) {
      const found = compareRelease(root, release)
      compared += found.compared
      good += found.good
    }
  }
  say(`${good} of ${compared} identical`)
  return compared > 0 && good === compared ? 0 : 1
}

await runScript(main)
