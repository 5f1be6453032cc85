/**
 * A module's parameters: what it declares in `.modinfo`, and what the kernel would say to a text that sets them.
 * Follows parse_args() in kernel/params.c and unknown_module_param_cb() in kernel/module/main.c (Linux 6.12): a wrong
 * value does not stop the kernel from looking at the next, and the last error is the one it returns.
 */
import type { Modinfo } from './modinfo.ts'
import { plainName } from './module-name.ts'
import { type ParameterAssignment, parseParams } from './parameter-text.ts'
import { checkValue, type ValueCheck } from './parameter-value.ts'

export interface DeclaredParameter {
  readonly name: string
  /** As worded: `int`, `array of charp`, or a type of the module's own. Absent: described only. */
  readonly type: string | undefined
  readonly description: string | undefined
}

export type ParameterOutcome = ParameterAssignment &
  (
    | { readonly kind: 'accepted'; readonly elements: number }
    | {
        readonly kind: 'refused'
        readonly errno: 'EINVAL' | 'ERANGE' | 'ENOSPC'
        /** What the kernel's message shows of the value: of an array, its first element. */
        readonly shown: string
      }
    /** Of a type that only the module's code knows. */
    | { readonly kind: 'unknown-type'; readonly type: string | undefined }
    /** Known to every module: `async_probe`, `dyndbg`. */
    | { readonly kind: 'of-the-loader' }
    /**
     * Declared nowhere: a warning. A parameter with functions of its own (module_param_cb) may be there all the same,
     * unless it is described.
     */
    | { readonly kind: 'undeclared' }
  )

export interface ParameterCheck {
  readonly outcomes: readonly ParameterOutcome[]
  /** What loading fails with: the error of the last refused value. */
  readonly errno: 'EINVAL' | 'ERANGE' | 'ENOSPC' | undefined
  readonly afterDashes: string | undefined
}

const OF_THE_LOADER = new Set(['async_probe', 'dyndbg'])

/** `name:rest` of a `parm=` or `parmtype=`. */
const split = (text: string): readonly [string, string] => {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}

/** The declared parameters in the order of their first mention; the first type and description of a name count. */
export const declaredParameters = (modinfo: Modinfo): readonly DeclaredParameter[] => {
  const types = new Map<string, string>()
  const descriptions = new Map<string, string>()
  const names = new Set<string>()
  for (const { key, value } of modinfo.entries) {
    const texts = key === 'parmtype' ? types : key === 'parm' ? descriptions : undefined
    if (texts === undefined) continue
    const [name, text] = split(value)
    names.add(name)
    if (!texts.has(name)) texts.set(name, text)
  }
  return [...names].map((name) => ({ name, type: types.get(name), description: descriptions.get(name) }))
}

/** Dashes and underscores in names are the same. */

const outcome = (assignment: ParameterAssignment, type: string | undefined, check: ValueCheck): ParameterOutcome => {
  if (check.kind === 'fits') return { ...assignment, kind: 'accepted', elements: check.elements }
  if (check.kind === 'unknown-type') return { ...assignment, kind: 'unknown-type', type }
  const value = assignment.value ?? ''
  const shown = type?.startsWith('array of ') === true ? (value.split(',')[0] ?? '') : value
  return { ...assignment, kind: 'refused', errno: check.errno, shown }
}

/** What becomes of each parameter of a text. `longBytes` is the size of the target's `long`. */
export const checkParameters = (
  declared: readonly DeclaredParameter[],
  text: string,
  longBytes: 4 | 8,
): ParameterCheck => {
  const byName = new Map(declared.map((parameter) => [plainName(parameter.name), parameter]))
  const { assignments, afterDashes } = parseParams(text)
  const outcomes = assignments.map((assignment): ParameterOutcome => {
    const parameter = byName.get(plainName(assignment.name))
    if (parameter === undefined) {
      return { ...assignment, kind: OF_THE_LOADER.has(assignment.name) ? 'of-the-loader' : 'undeclared' }
    }
    const { type } = parameter
    const check: ValueCheck =
      type === undefined ? { kind: 'unknown-type' } : checkValue(type, assignment.value, longBytes)
    return outcome(assignment, type, check)
  })
  const refused = outcomes.findLast(({ kind }) => kind === 'refused')
  return { outcomes, errno: refused?.kind === 'refused' ? refused.errno : undefined, afterDashes }
}
