/**
 * One attempt to load one module, while the checks look at it: what they have found out so far, and what the kernel would
 * have said. The first check that refuses decides; what later ones find is kept for the reader, but the log ends there.
 */
import type { Fact, Wanted } from '../kernel/fact.ts'
import { type LoaderChange, type LoaderValue, loaderChange } from '../kernel/loader-changes.ts'
import type { CheckCode } from './check-codes.ts'
import type { Errno } from './errno.ts'
import type { ExtendedVersions } from './extended-versions.ts'
import type {
  Assumption,
  Finding,
  FindingDetail,
  FindingValue,
  LoadAttempt,
  LoadResult,
  LogLine,
  Taint,
} from './load-result.ts'
import { type Modinfo, readModinfo } from './modinfo.ts'
import type { ModuleImage } from './module-image.ts'
import type { TargetKernel } from './target-kernel.ts'
import type { SymbolVersions } from './versions.ts'

/** What a check returns: whether the checks after it can still look at the module. */
export type Ending = 'stop' | undefined

/**
 * One step of the kernel's way to a loaded module. `needs`: the facts that it may ask for, by name; which of them it does
 * ask for depends on the module.
 */
export interface Check {
  readonly name: string
  readonly needs: readonly string[]
  run(load: Load): Ending
}

type Arguments = Readonly<Record<string, FindingValue>>

interface Doubt {
  readonly check: CheckCode
  readonly wanted: readonly Wanted[]
  readonly errnos: readonly Errno[]
}

/** What printk() keeps of a line: PRINTKRB_RECORD_MAX in kernel/printk/printk.c (Linux 6.12), less the NUL. */
const LONGEST_LINE = 1023
/** No kernel's log is larger: what a file made for it would have printed beyond is not kept. */
const LONGEST_LOG = 4 << 20

/** As the log shows a text: what is not printable in hexadecimal. */
const shown = (whole: string): string => {
  const text = whole.length > LONGEST_LINE ? whole.slice(0, LONGEST_LINE) : whole
  return /^[ -~]*$/.test(text)
    ? text
    : text.replace(/[^ -~]/g, (unit) => `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

const NO_MODINFO = readModinfo(new Uint8Array(0))

export class Load {
  readonly kernel: TargetKernel
  readonly attempt: LoadAttempt
  image: ModuleImage
  /** Bytes of the file that count, without what a signature takes; `info->len`. */
  length: number
  /** As messages name it; undefined while it is not known. */
  name: string | undefined
  /** The name in struct module, by which the kernel knows it. */
  structName: string | undefined
  modinfo: Modinfo = NO_MODINFO
  /** Whether the signature was found to be good, or is trusted to be. */
  isSigned = false
  /** Its versions, by whichever check asks for them first. */
  readonly versions: { basic?: SymbolVersions; extended?: ExtendedVersions } = {}
  /** Modules whose symbols it uses. */
  readonly exporters = new Set<string>()
  /** Set where the module holds taint P, which shuts it off from GPL-only symbols. */
  isProprietary = false
  readonly #lines: LogLine[] = []
  readonly #findings: Finding[] = []
  readonly #doubts: Doubt[] = []
  readonly #taints = new Set<Taint>()
  readonly #assumes: Assumption[] = []
  #decision: { readonly finding: Finding; readonly errno: Errno | undefined } | undefined
  #isLogClosed = false
  #logSize = 0

  constructor(kernel: TargetKernel, attempt: LoadAttempt, image: ModuleImage) {
    this.kernel = kernel
    this.attempt = attempt
    this.image = image
    this.length = attempt.file.length
  }

  /** The kernel has unpacked the file. */
  unpacked(image: ModuleImage): void {
    this.image = image
    this.length = image.bytes.length
  }

  /** Whether a check has refused the module already. */
  get isDecided(): boolean {
    return this.#decision !== undefined
  }

  /** The value where kernels of the target's version are known to have it, else `otherwise`. */
  changeOr<C extends LoaderChange>(change: C, otherwise: LoaderValue<C>): LoaderValue<C> {
    const fact = loaderChange(change, this.kernel.facts.version)
    return fact.kind === 'known' ? fact.value : otherwise
  }

  /** The kernel prints a line. */
  log(text: string): void {
    this.#print({ text: shown(text) })
  }

  /** The kernel prints a line if nothing gave it reason to before. */
  logOnce(text: string): void {
    const line = shown(text)
    if (this.#lines.every((other) => other.text !== line)) this.#print({ text: line, once: true })
  }

  #print(line: LogLine): void {
    if (this.#isLogClosed || this.#logSize > LONGEST_LOG) return
    this.#logSize += line.text.length
    this.#lines.push(line)
  }

  taint(taint: Taint): void {
    if (!this.isDecided) this.#taints.add(taint)
  }

  hasTaint(taint: Taint): boolean {
    return this.#taints.has(taint)
  }

  /** Each kind is said once. */
  assume(assumption: Assumption): void {
    if (this.isDecided || this.#assumes.some(({ kind }) => kind === assumption.kind)) return
    this.#assumes.push(assumption)
  }

  /** The kernel refuses the module. The first to say so decides. */
  refuse(code: CheckCode, errno: Errno, args: Arguments = {}, detail?: FindingDetail): void {
    const finding: Finding = { code, kind: 'error', errno, args, ...(detail === undefined ? {} : { detail }) }
    this.#findings.push(finding)
    this.#decision ??= { finding, errno }
  }

  /** A check whose error number is that of the last of several reasons: that one decides. */
  refuseLast(findings: readonly (Omit<Finding, 'kind'> & { readonly errno: Errno })[]): void {
    const all = findings.map((finding): Finding => ({ ...finding, kind: 'error' }))
    this.#findings.push(...all)
    const last = all.at(-1)
    if (last !== undefined) this.#decision ??= { finding: last, errno: last.errno }
  }

  /** What the kernel does from here on is not defined: it reads or writes where nothing of the module is. */
  crash(code: CheckCode, args: Arguments = {}): void {
    const finding: Finding = { code, kind: 'crash', args }
    this.#findings.push(finding)
    this.#decision ??= { finding, errno: undefined }
  }

  note(code: CheckCode, args: Arguments = {}, detail?: FindingDetail): void {
    this.#findings.push({ code, kind: 'note', args, ...(detail === undefined ? {} : { detail }) })
  }

  /** Whether the kernel refuses the module cannot be told; `errnos`: with what it would. */
  doubt(code: CheckCode, wanted: readonly Wanted[], errnos: readonly Errno[], args: Arguments = {}): void {
    if (this.isDecided) return
    this.#findings.push({ code, kind: 'unknown', args, wanted })
    this.#doubts.push({ check: code, wanted, errnos })
  }

  /** A fact's value; where it is not known, that is a doubt of the check, and undefined. */
  need<T>(fact: Fact<T>, code: CheckCode, errnos: readonly Errno[], args: Arguments = {}): T | undefined {
    if (fact.kind === 'known') return fact.value
    this.doubt(code, fact.wanted, errnos, args)
    return undefined
  }

  /** After each check: what the kernel would not reach, it does not print. */
  endCheck(): void {
    if (this.isDecided) this.#isLogClosed = true
  }

  result(): LoadResult {
    const decision = this.#decision
    const errno = decision?.errno ?? null
    // a doubt before the decision matters if it could have ended otherwise
    const doubts = this.#doubts.filter(({ errnos }) => errno === null || errnos.some((other) => other !== errno))
    const isUncertain = doubts.length > 0
    const crashed = decision?.finding.kind === 'crash'
    const verdict =
      decision === undefined || crashed ? (isUncertain ? 'unknown' : crashed ? 'undefined' : 'loads') : 'refused'
    const finding = decision?.finding
    const rest = this.#findings.filter((other) => other !== finding)
    return {
      verdict,
      name: this.name,
      errno: isUncertain ? null : errno,
      check: finding?.code ?? null,
      dmesg: this.#lines,
      taints: [...this.#taints],
      findings: finding === undefined ? rest : [finding, ...rest],
      missing: doubts.map(({ check, wanted }) => ({ check, wanted })),
      assumes: this.#assumes,
    }
  }
}
