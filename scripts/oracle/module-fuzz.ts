/**
 * `npm run oracle:module-fuzz`: real modules with something changed in them, loaded by a kernel that runs under emulation,
 * and what it said beside what kcheck says. Exits 1 if any differs, or if nothing could be compared. `--help` lists the
 * options.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bootKernel } from './module/boot.ts'
import { differenceText, summary } from './module/compare-boot.ts'
import { type ImageKernel, imageKernel } from './module/image-kernel.ts'
import { kernelCertificates } from './module/kernel-certificates.ts'
import type { Verdicts } from './module/load-case.ts'
import { recordedFolder } from './module/recorded-cases.ts'
import { releaseImage, seriesRelease } from './module/release-image.ts'
import { compareMutants, isTooOftenUndefined, saveDifference } from './mutants/compare-mutants.ts'
import { readMutants, withVerdicts, writeAbout, writeMutants, writeVerdicts } from './mutants/mutant-folder.ts'
import { originalModules } from './mutants/originals.ts'
import { recipes } from './mutants/recipe.ts'
import { type LinuxSeries, oneSeries } from './place/kernel-tree.ts'
import { runScript, say, scriptOptions, UsageError, wholeNumber } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'

const USAGE = `Options:
  --mutants N      so many (1000)
  --seed N         the generator's seed (by the clock; printed)
  --linux SERIES   6.1 or 6.12 (6.1)
  --out DIR        where mutants and verdicts go (mutants/SERIES-seed-N of the working folder)
  --recheck DIR    no boot: compare with the verdicts of an earlier run
  --replay DIR     no boot: the differences that were saved below DIR
  --confirm        what differs is booted once more, each mutant alone, and that verdict is kept
  --only TEXT      only mutants with this in their name
  --verbose        both answers in whole
  --help           this
`

/** An oops ends the boot: the cases after it would meet a kernel that is not whole. So does a loop in the kernel. */
const CMDLINE = 'oops=panic sysctl.kernel.softlockup_panic=1 sysctl.kernel.watchdog_thresh=5'

/** Recipes come to nothing where the module has not what they change. */
const SPARE = 2

interface Kernel {
  readonly root: string
  readonly image: string
  readonly kernel: ImageKernel
}

const kernelOf = (release: string): Kernel => {
  const found = releaseImage(release, 'amd64')
  if ('why' in found) throw new UsageError(`${release}: ${found.why}`)
  const image = join(found.root, 'boot', `vmlinuz-${release}`)
  return { root: found.root, image, kernel: imageKernel(found.root, release, kernelCertificates(image)) }
}

const boot = (image: string, folder: string): void =>
  bootKernel({
    kernel: image,
    modules: join(folder, 'modules'),
    cases: join(folder, 'cases.json'),
    out: join(folder, 'verdicts.json'),
    scratch: join(folder, 'boot'),
    cmdline: CMDLINE,
  })

/** Makes mutants and has them judged. */
const run = (series: LinuxSeries, count: number, seed: number, folder: string): void => {
  const release = seriesRelease(series, 'amd64')
  if (release === undefined) throw new UsageError(`no kernel ${series}`)
  const { root, image } = kernelOf(release)
  const cases = recordedFolder()
  const originals = originalModules(join(root, 'lib/modules', release), cases && join(cases, series))
  const { cases: made } = writeMutants(folder, release, originals, recipes(count * SPARE, seed), count)
  say(`seed ${seed}: ${made.length} mutants of ${originals.modules.length} modules in ${folder}`)
  boot(image, folder)
}

interface Outcome {
  readonly compared: number
  readonly bad: number
}

/** What the kernel says of a mutant in a boot of its own, and whether kcheck says something else. */
const bootAlone = (kernel: Kernel, saved: string): { readonly verdicts: Verdicts; readonly differs: boolean } => {
  boot(kernel.image, saved)
  const again = readMutants(saved)
  if (again === undefined) throw new Error(`${saved}: no verdict`)
  const { different } = compareMutants(kernel.kernel, join(saved, 'modules'), again.cases, again.verdicts, undefined)
  return { verdicts: again.verdicts, differs: different.length > 0 }
}

const compare = (folder: string, only: string | undefined, confirm: boolean, verbose: boolean): Outcome => {
  const read = readMutants(folder)
  if (read === undefined) throw new UsageError(`${folder}: no verdicts.json in it`)
  const kernel = kernelOf(read.release)
  const modules = join(folder, 'modules')
  const found = compareMutants(kernel.kernel, modules, read.cases, read.verdicts, only)
  const differences = join(folder, 'differences')
  if (only === undefined) rmSync(differences, { recursive: true, force: true })
  let refuted = 0
  let verdicts = read.verdicts
  for (const one of found.different) {
    const about = read.cases.find(({ id }) => id === one.verdict.id)
    if (about === undefined) continue
    saveDifference(differences, modules, about, one)
    writeAbout(join(differences, about.id), read.release)
    writeVerdicts(join(differences, about.id), { ...read.verdicts, cases: [one.verdict] })
    const alone = confirm ? bootAlone(kernel, join(differences, about.id)) : undefined
    if (alone !== undefined) {
      verdicts = withVerdicts(verdicts, alone.verdicts)
      writeVerdicts(folder, verdicts)
    }
    if (alone?.differs === false) {
      refuted++
      rmSync(join(differences, about.id), { recursive: true })
    } else say(differenceText({ ...one, verdict: { ...one.verdict, how: about.how } }, verbose))
  }
  if (refuted > 0) say(`${refuted} more differed only after what other mutants had done to the kernel`)
  say(`${read.release}: ${summary({ ...found, equal: found.equal + refuted })}`)
  const bad = found.different.length - refuted
  if (!isTooOftenUndefined(found)) return { compared: found.compared, bad }
  say('kcheck says too often that what the kernel does is not defined')
  return { compared: found.compared, bad: bad + 1 }
}

const replay = (folder: string, verbose: boolean): Outcome => {
  const outcomes = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, 'verdicts.json')))
    .map((path) => compare(path, undefined, false, verbose))
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((all, one) => all + of(one), 0)
  return { compared: sum(({ compared }) => compared), bad: sum(({ bad }) => bad) }
}

const main = (): number => {
  const values = scriptOptions({
    mutants: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    linux: { type: 'string', default: '6.1' },
    out: { type: 'string' },
    recheck: { type: 'string' },
    replay: { type: 'string' },
    confirm: { type: 'boolean', default: false },
    only: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const { only, confirm, verbose } = values
  const series = oneSeries(values.linux)
  const seed = wholeNumber('--seed', values.seed, 0)
  const out = resolve(values.out ?? join(workFolder(), 'mutants', `${series}-seed-${seed}`))
  if (values.recheck === undefined && values.replay === undefined) {
    run(series, wholeNumber('--mutants', values.mutants, 1), seed, out)
  }
  const { compared, bad } =
    values.replay === undefined
      ? compare(resolve(values.recheck ?? out), only, confirm, verbose)
      : replay(resolve(values.replay), verbose)
  return compared > 0 && bad === 0 ? 0 : 1
}

await runScript(main)
