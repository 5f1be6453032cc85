/**
 * `npm run oracle:elf-fuzz`: damaged modules of several architectures, plain and compressed, and files crafted to cost time
 * or memory, given to kcheck. It must not throw, must answer within a second, and must not take more memory than twice the
 * file's size and 64 MiB. Exits 1 if it does.
 *
 *   --files N       so many damaged files (10000)
 *   --seed N        the generator's seed (by the clock; printed)
 *   --archs …       Debian architectures (amd64,arm64,armhf,i386,ppc64el,s390x)
 *   --crafted       the crafted files only
 *   --one NAME      one crafted file, in this process
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expand } from '../../src/archive/expand.ts'
import { AS_INSMOD, loadModule } from '../../src/module/load-module.ts'
import { readModuleInfo } from '../../src/module/module-info.ts'
import type { TargetKernel } from '../../src/module/target-kernel.ts'
import { FLAVOURS } from './debian/kernel-packages.ts'
import { imageKernel } from './module/image-kernel.ts'
import { unpackedModule } from './module/read-module.ts'
import { releaseImage, seriesRelease } from './module/release-image.ts'
import { Draw } from './mutants/draw.ts'
import { runScript, say, scriptOptions, UsageError, wholeNumber } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'
import { craftedFiles } from './robust/crafted.ts'
import { damageFile } from './robust/damage-file.ts'
import { Meter } from './robust/measure.ts'

const MILLISECONDS = 1000
const MEMORY = 64 << 20
/** What a file may be unpacked to: as the command line allows. */
const LIMIT = 1 << 28
/** For one crafted file, in milliseconds, with the start. */
const PATIENCE = 15_000
/** Modules of each kernel, spread over its list. */
const SAMPLES = 12

interface Subject {
  readonly kernel: TargetKernel
  readonly originals: readonly Uint8Array[]
  readonly structSize: number
}

const subjectOf = (architecture: string): Subject | undefined => {
  const release = seriesRelease('6.1', architecture)
  const image = release === undefined ? { why: 'no release 6.1' } : releaseImage(release, architecture)
  if ('why' in image || release === undefined) {
    say(`${architecture}: skipped: ${'why' in image ? image.why : ''}`)
    return undefined
  }
  const { kernel, modules } = imageKernel(image.root, release)
  const step = Math.max(1, Math.floor(modules.length / SAMPLES))
  const originals = modules.filter((_, index) => index % step === 0).map(unpackedModule)
  const { structModuleSize: size } = kernel
  return { kernel, originals, structSize: size.kind === 'known' ? size.value : 0 }
}

/** As the command line would: unpacked where it is compressed, judged, described. */
const ask = (kernel: TargetKernel, file: Uint8Array, params: string): void => {
  const found = expand(file, { limit: LIMIT })
  const compressed = found.kind === 'damaged'
  const bytes = found.kind === 'damaged' ? file : found.bytes
  loadModule(kernel, { ...AS_INSMOD, file: bytes, compressed, params })
  readModuleInfo(bytes)
}

const PARAMETERS = ['', '', 'a=1', `x=${'1,'.repeat(5000)}`, '"', '-- x', 'a '.repeat(2000)]

interface Totals {
  files: number
  failures: number
  slowest: number
  most: number
}

const check = (meter: Meter, totals: Totals, name: string, file: Uint8Array, work: () => void): void => {
  totals.files++
  const limit = 2 * file.length + MEMORY
  const fail = (why: string): void => {
    totals.failures++
    const path = join(workFolder(), `elf-fuzz-${totals.failures}.ko`)
    writeFileSync(path, file)
    say(`${name}: ${why} (${file.length} bytes, saved as ${path})`)
  }
  try {
    const { milliseconds, memory } = meter.measure(work, limit)
    totals.slowest = Math.max(totals.slowest, milliseconds)
    totals.most = Math.max(totals.most, memory)
    if (milliseconds > MILLISECONDS) fail(`${Math.round(milliseconds)} ms`)
    if (memory > limit) fail(`${memory >> 20} MiB`)
  } catch (error) {
    fail(`throws ${error instanceof Error ? error.stack : String(error)}`)
  }
}

/** Each in a process of its own: what does not end, or takes all memory there is, must not take the others with it. */
const checkCrafted = (totals: Totals, names: readonly string[], architecture: string): void => {
  for (const name of names) {
    const args = [process.argv[1] ?? '', '--one', name, '--archs', architecture]
    const done = spawnSync(process.execPath, args, { encoding: 'latin1', timeout: PATIENCE })
    const [, milliseconds, memory] = /slowest (\d+) ms, most memory (\d+) MiB$/m.exec(done.stdout) ?? []
    totals.files++
    totals.slowest = Math.max(totals.slowest, Number(milliseconds ?? 0))
    totals.most = Math.max(totals.most, Number(memory ?? 0) << 20)
    if (done.status === 0) continue
    totals.failures++
    const why = done.stdout.split('\n').filter((line) => line.startsWith(name))
    say(why.length > 0 ? why.join('\n') : `${name}: the process ended by ${done.signal ?? `exit ${done.status}`}`)
  }
}

const main = (): number => {
  const values = scriptOptions({
    files: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    archs: { type: 'string', default: 'amd64,arm64,armhf,i386,ppc64el,s390x' },
    crafted: { type: 'boolean', default: false },
    one: { type: 'string' },
  })
  const files = values.crafted || values.one !== undefined ? 0 : wholeNumber('--files', values.files, 1)
  const seed = wholeNumber('--seed', values.seed, 0)
  const architectures = values.archs.split(',')
  const unknown = architectures.filter((name) => !FLAVOURS.has(name))
  if (unknown.length > 0) throw new UsageError(`--archs ${unknown}: of ${[...FLAVOURS.keys()].join(' ')}`)
  const [first = ''] = architectures
  const subjects = architectures.flatMap((architecture) => subjectOf(architecture) ?? [])
  if (subjects.length === 0) return 1
  say(`seed ${seed}`)
  const numbers = fc.array(fc.noBias(fc.nat({ max: 0x7fffffff })), { minLength: 24, maxLength: 24, size: 'max' })
  const lists = fc.sample(numbers, { numRuns: files, seed })
  for (const { kernel, originals } of subjects) for (const original of originals) ask(kernel, original, '')
  const meter = new Meter()
  const totals: Totals = { files: 0, failures: 0, slowest: 0, most: 0 }
  const crafted = subjects.slice(0, 1).flatMap(({ kernel, structSize }) => {
    const { text } = kernel.facts.vermagic
    const all = craftedFiles(structSize, text.kind === 'known' ? text.value : '')
    return all.map((one) => ({ ...one, kernel }))
  })
  const { one } = values
  if (one === undefined) {
    checkCrafted(
      totals,
      crafted.map(({ name }) => name),
      first,
    )
  } else {
    for (const { name, make, kernel } of crafted.filter(({ name }) => name === one)) {
      const bytes = make()
      check(meter, totals, name, bytes, () => ask(kernel, bytes, ''))
    }
  }
  for (const [index, list] of lists.entries()) {
    const draw = new Draw(list)
    const { kernel, originals } = draw.of(subjects)
    const original = draw.of(originals)
    const isCompressed = draw.oneIn(8)
    const file = damageFile(isCompressed ? gzipSync(original, { level: 1 }) : original, draw)
    const params = draw.of(PARAMETERS)
    check(meter, totals, `file ${index}`, file, () => ask(kernel, file, params))
  }
  const { slowest, most, failures } = totals
  say(
    `${totals.files} files, ${failures} failures, slowest ${Math.round(slowest)} ms, most memory ${Math.round(most / (1 << 20))} MiB`,
  )
  return failures === 0 ? 0 : 1
}

await runScript(main)
