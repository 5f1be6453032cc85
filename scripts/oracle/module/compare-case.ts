/**
 * A case's prediction beside what the kernel did. What is compared: whether the module is in the kernel, the error number,
 * the loader's lines, the module's taints, the program's words. What is not, is a rule with a name.
 */
import { ERRNO_NUMBERS } from '../../../src/module/errno.ts'
import type { LoadResult } from '../../../src/module/load-result.ts'
import type { LoadVerdict } from './load-case.ts'
import { isLoaderLine, isOverrun, lineDifferences, loaderLines } from './log-lines.ts'
import type { NotPredicted, Prediction } from './predict-case.ts'

/**
 * Why a case cannot be compared, or not in whole.
 *
 * - `init`: every check is passed, and the error is what the module's own init() returns.
 * - `own code`: every check is passed, and then the module's code or data, which the mutation has changed, does something.
 * - `memory`: every check is passed, and the kernel has not as much memory as the module asks for.
 * - `address`: whether a relocation is refused depends on where the kernel puts the module, which kcheck says it cannot know.
 * - `undefined`: kcheck says that the kernel's behaviour is not defined, and it did something other than to crash.
 * - `flags that no tool passes`, `modprobe takes names and no paths`: kcheck is not asked such things.
 */
export type Rule = 'init' | 'own code' | 'memory' | 'address' | 'undefined' | NotPredicted['notPredicted']

export type Comparison =
  | { readonly kind: 'equal' }
  | { readonly kind: 'out-of-scope'; readonly rule: Rule }
  | { readonly kind: 'different'; readonly differences: readonly string[] }

export interface CompareOptions {
  /** What may have come from init() itself. */
  readonly isFromInit: (verdict: LoadVerdict) => boolean
  /** Whether code or data of the module is not what it was. */
  readonly touchesCode: boolean
  /** The file as text, latin1, for lines that the module prints itself. */
  readonly file: string
}

/** Error numbers that the loader never returns: they are of drivers. ENXIO, ENODEV, EAGAIN, ETIMEDOUT, EIO. */
const OF_DRIVERS: ReadonlySet<number> = new Set([6, 19, 11, 110, 5])

/** Error numbers of refusals before any of the module's code can run, some of which the loader says nothing of. */
const OF_THE_LOADER: ReadonlySet<number> = new Set(
  (['EPERM', 'EBADMSG', 'EKEYREJECTED', 'ENOKEY', 'EOPNOTSUPP'] as const).map((name) => ERRNO_NUMBERS[name]),
)

/** Modules made to return an error, and errors that are no loader's. */
export const isRecordedInit = ({ file, errno }: LoadVerdict): boolean =>
  file.startsWith('t_init_') || (errno !== undefined && OF_DRIVERS.has(errno))

const isLoaded = (results: readonly LoadResult[], isToolCase: boolean): LoadResult['verdict'] | 'not-asked' =>
  results.at(-1)?.verdict ?? (isToolCase ? 'not-asked' : 'unknown')

/** Of `crc_itu_t(OE),` as /proc/modules has it, without the states `+` and `-`. */
const taintLetters = (loaded: string): string | undefined => {
  const [, , letters = ''] = /^([^(,]+)(?:\(([A-Z+-]+)\))?,?$/.exec(loaded) ?? [undefined, undefined, undefined]
  return loaded === '' || loaded.split(',').filter((one) => one !== '').length > 1
    ? undefined
    : [...letters.replace(/[+-]/g, '')].sort().join('')
}

const outputDifferences = ({ output }: Prediction, observed: string | undefined): readonly string[] => {
  if (output === undefined || observed === undefined) return []
  const text = observed.replace(/\|/g, '\n').trimEnd()
  return text === output.trimEnd() ? [] : [`output - ${JSON.stringify(output)} + ${JSON.stringify(text)}`]
}

/** What code that was changed makes other parts of the kernel say, of addresses and flags that they are given. */
const isOfOwnCode = (difference: string): boolean => difference.startsWith('+ ') && !isLoaderLine(difference.slice(2))

const detailDifferences = (
  prediction: Prediction,
  verdict: LoadVerdict,
  { file, touchesCode }: CompareOptions,
): readonly string[] => {
  const predicted = prediction.results.flatMap(({ dmesg }) => dmesg)
  const records = verdict.dmesg ?? []
  const runs = touchesCode && prediction.results.at(-1)?.verdict === 'loads'
  const all = lineDifferences(predicted, loaderLines(records, file)).filter((line) => !(runs && isOfOwnCode(line)))
  const lines = isOverrun(records) ? all.filter((line) => line.startsWith('+')) : all
  const last = prediction.results.at(-1)
  const letters = verdict.verdict === 'LOADED' ? taintLetters(verdict.loaded ?? '') : undefined
  const taints = last?.verdict === 'loads' ? [...last.taints].sort().join('') : undefined
  const taint =
    letters === undefined || taints === undefined || letters === taints ? [] : [`taints - ${taints} + ${letters}`]
  return [...lines, ...taint, ...outputDifferences(prediction, verdict.output)]
}

const errnoDifference = (prediction: Prediction, verdict: LoadVerdict): readonly string[] => {
  const errno = prediction.results.at(-1)?.errno ?? null
  const expected = errno === null ? 0 : ERRNO_NUMBERS[errno]
  if (verdict.errno === undefined || verdict.errno === expected) return []
  return [`errno - ${errno ?? 'none'} + ${verdict.errno}`]
}

/** What a refusal without a word may be, where every check is passed. */
const silentRule = (
  verdict: LoadVerdict,
  isFromInit: CompareOptions['isFromInit'],
  touchesCode: boolean,
): Rule | undefined => {
  if (isFromInit(verdict)) return 'init'
  if (verdict.errno === ERRNO_NUMBERS.ENOMEM) return 'memory'
  return touchesCode && !OF_THE_LOADER.has(verdict.errno ?? 0) ? 'own code' : undefined
}

const different = (differences: readonly string[]): Comparison =>
  differences.length === 0 ? { kind: 'equal' } : { kind: 'different', differences }

/** Nothing but relocations is in doubt. */
const dependsOnAddress = ({ results }: Prediction): boolean => {
  const last = results.at(-1)
  return last?.verdict === 'unknown' && last.missing.every(({ check }) => check === 'module/relocation')
}

/** What the module brings along runs: its init(), and before that the functions by which its parameters are set. */
const runsOwnCode = (said: string, { results }: Prediction): boolean =>
  said === 'loads' || results.at(-1)?.check === 'module/parameter'

/** Compares a prediction with a verdict. */
export const compareCase = (
  prediction: Prediction | NotPredicted,
  verdict: LoadVerdict,
  options: CompareOptions,
): Comparison => {
  const { isFromInit, touchesCode } = options
  if ('notPredicted' in prediction) return { kind: 'out-of-scope', rule: prediction.notPredicted }
  const said = isLoaded(prediction.results, verdict.output !== undefined)
  const did = verdict.verdict
  if (did === 'NOTRUN') return different(['the kernel was not asked'])
  if (said === 'undefined') return did === 'CRASH' ? { kind: 'equal' } : { kind: 'out-of-scope', rule: 'undefined' }
  if (did === 'CRASH') {
    if (touchesCode && runsOwnCode(said, prediction)) return { kind: 'out-of-scope', rule: 'own code' }
    return different([`verdict - ${said} + CRASH`])
  }
  if (dependsOnAddress(prediction) && (did === 'LOADED' || verdict.errno === ERRNO_NUMBERS.ENOEXEC)) {
    return { kind: 'out-of-scope', rule: 'address' }
  }
  const details = detailDifferences(prediction, verdict, options)
  if (said === 'not-asked') return different(details)
  if (said === 'loads' && did === 'REJECTED') {
    // the loader has reasons to refuse without a word; what it says must have been foreseen in any case
    const rule = silentRule(verdict, isFromInit, touchesCode)
    const lines = details.filter((line) => !line.startsWith('output'))
    if (rule !== undefined && lines.length === 0) return { kind: 'out-of-scope', rule }
  }
  const same = (said === 'loads') === (did === 'LOADED') && said !== 'unknown'
  const verdicts = same ? [] : [`verdict - ${said} + ${did}`]
  return different([...verdicts, ...errnoDifference(prediction, verdict), ...details])
}
