/**
 * `npm run oracle:vermagic`: the vermagic string that kcheck makes of a Debian kernel's configuration and headers, beside
 * the one that the modules of the same package carry. Exits 1 if any differs, or if nothing could be compared.
 *
 *   --linux 6.1|6.12          the kernel series (6.1)
 *   --archs amd64,arm64,…     Debian architectures (all nine)
 *   --flavours                instead: all flavours of those architectures, by small packages: their headers, alone and with
 *                             those that flavours share, and one module of each (of the installer's packages)
 *   --largest MB              with --flavours: what may be downloaded for one module (5)
 *   --root DIR                instead: a folder with lib/modules and usr/src as unpacked packages leave them
 */
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readConfig } from '../../src/config/read.ts'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import { findKernel } from '../../src/kernel/find-kernel.ts'
import { kernelFacts } from '../../src/kernel/kernel-facts.ts'
import { type FlavourHeaders, FlavourShelf } from './debian/flavour-headers.ts'
import { privateApt } from './debian/private-apt.ts'
import { RECORDED_VERMAGIC } from './debian/recorded-vermagic.ts'
import { ALL_ARCHITECTURES, someArchitectures, unpackedKernels } from './debian/unpacked-kernels.ts'
import { command } from './place/command.ts'
import { type LinuxSeries, oneSeries } from './place/kernel-tree.ts'
import { runScript, say, scriptOptions, wholeNumber } from './place/script.ts'

interface Prediction {
  readonly text: string
  readonly source: string
}

/** What kcheck says of a folder, or why it says nothing. */
const predicted = (folder: string): Prediction => {
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

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const verdict = (compared: number, good: number): number => {
  say(`${good} of ${compared} identical`)
  return compared > 0 && good === compared ? 0 : 1
}

interface Count {
  readonly compared: number
  readonly good: number
}

/** The flavour's headers by themselves, then with those that all share beside them, where its Makefile looks. */
const flavourStrings = ({ headers, common }: FlavourHeaders): readonly Prediction[] => {
  if (common === undefined) return [predicted(headers)]
  const link = join(dirname(headers), basename(common))
  rmSync(link, { force: true })
  const alone = predicted(headers)
  symlinkSync(common, link)
  return [alone, predicted(headers)]
}

/** What modules of the flavour carry, and how that is known. */
const flavourTruth = ({
  release,
  module,
}: FlavourHeaders): { readonly text: string; readonly from: string } | undefined => {
  if ('path' in module)
    return { text: command('modinfo', ['-F', 'vermagic', module.path]).replace(/\n$/, ''), from: 'module' }
  const recorded = RECORDED_VERMAGIC[release.replace(/^[^-+]*[-+][0-9a-z]*-/, '')]
  return recorded === undefined ? undefined : { text: `${release} ${recorded}`, from: `recorded: ${module.why}` }
}

const compareFlavour = (flavour: FlavourHeaders, where: string): Count => {
  const all = flavourStrings(flavour)
  const truth = flavourTruth(flavour)
  if (truth === undefined) {
    const why = 'why' in flavour.module ? flavour.module.why : ''
    const isOne = new Set(all.map(({ text }) => text)).size === 1
    const texts = all.map(({ text, source }) => `${JSON.stringify(text)} (${source})`).join(', ')
    say(`${where} ${flavour.release}: skipped: ${why}; ${isOne ? 'all ways' : 'NOT all ways'} the same: ${texts}`)
    return isOne ? { compared: 0, good: 0 } : { compared: 1, good: 0 }
  }
  for (const { text, source } of all) {
    const answer = text === truth.text ? 'identical' : `different: ${JSON.stringify(truth.text)}`
    say(`${where} ${flavour.release}: ${answer} ${JSON.stringify(text)} (${source}; ${truth.from})`)
  }
  return { compared: all.length, good: all.filter(({ text }) => text === truth.text).length }
}

const compareFlavours = (architecture: string, series: LinuxSeries, largest: number): Count => {
  let [compared, good] = [0, 0]
  try {
    const apt = privateApt(architecture, say, ['main', 'main/debian-installer'])
    const shelf = new FlavourShelf(architecture, series, apt, largest)
    for (const release of shelf.releases()) {
      const found = compareFlavour(shelf.get(release), architecture)
      compared += found.compared
      good += found.good
    }
  } catch (error) {
    say(`${architecture}: skipped: ${error instanceof Error ? error.message : String(error)}`)
  }
  return { compared, good }
}

const main = (): number => {
  const values = scriptOptions({
    linux: { type: 'string', default: '6.1' },
    archs: { type: 'string', default: ALL_ARCHITECTURES },
    root: { type: 'string' },
    flavours: { type: 'boolean', default: false },
    largest: { type: 'string', default: '5' },
  })
  const architectures = someArchitectures(values.archs)
  const series = oneSeries(values.linux)
  if (values.flavours) {
    const largest = wholeNumber('--largest', values.largest, 0)
    const counts = architectures.map((architecture) => compareFlavours(architecture, series, largest))
    return verdict(sum(counts.map((one) => one.compared)), sum(counts.map((one) => one.good)))
  }
  const roots = values.root === undefined ? unpackedKernels(architectures, series) : [values.root]
  let [compared, good] = [0, 0]
  for (const root of roots) {
    for (const release of readdirSync(join(root, 'lib/modules'))) {
      const found = compareRelease(root, release)
      compared += found.compared
      good += found.good
    }
  }
  return verdict(compared, good)
}

await runScript(main)
