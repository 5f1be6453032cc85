/**
 * The parameters that the module is loaded with. A wrong value does not keep the kernel from the next; the last error
 * counts.
 * Follows parse_args() in kernel/params.c and unknown_module_param_cb() in kernel/module/main.c (Linux 6.12).
 */
import { nearestName } from '../../diagnostics/edit-distance.ts'
import type { Check, Load } from '../load.ts'
import { checkParameters, declaredParameters, type ParameterOutcome } from '../parameters.ts'

const refused = (load: Load, module: string, outcome: Extract<ParameterOutcome, { kind: 'refused' }>): void => {
  const fault = outcome.errno === 'ENOSPC' ? 'too large' : 'invalid'
  load.log(`${module}: \`${outcome.shown}' ${fault} for parameter \`${outcome.name}'`)
}

/** Kernels with dynamic debugging look for its parameter first, and cut the name at a dot while they do. */
const shownName = (load: Load, name: string): string => {
  const { symbolText } = load.kernel.facts.features
  const cuts = ['DYNAMIC_DEBUG', 'DYNAMIC_DEBUG_CORE'].some((symbol) => {
    const text = symbolText(symbol)
    return text.kind === 'known' && text.value === 'y'
  })
  return cuts ? (name.split('.')[0] ?? '') : name
}

const check = (load: Load): undefined => {
  const { params } = load.attempt
  if (params === '') return
  const module = load.structName ?? ''
  // what the kernel goes by is a table; .modinfo says what is in it
  const declared = load.image.findAllocated('__param') === 0 ? [] : declaredParameters(load.modinfo)
  const { outcomes, afterDashes } = checkParameters(declared, params, load.image.wordBytes)
  const failures: Parameters<Load['refuseLast']>[0][number][] = []
  for (const outcome of outcomes) {
    if (outcome.kind === 'refused') {
      refused(load, module, outcome)
      const type = declared.find(({ name }) => name === outcome.name)?.type ?? ''
      const args = { name: outcome.name, value: outcome.value ?? '', type, errno: outcome.errno }
      failures.push({ code: 'module/parameter', errno: outcome.errno, args })
    } else if (outcome.kind === 'undeclared') {
      load.log(`${module}: unknown parameter '${shownName(load, outcome.name)}' ignored`)
      const nearest = nearestName(
        outcome.name,
        declared.map(({ name }) => name),
      )
      load.note('module/parameter-unknown', { name: outcome.name, nearest: nearest === undefined ? [] : [nearest] })
    }
  }
  if (failures.length > 0) load.refuseLast(failures)
  else if (afterDashes !== undefined) load.log(`${module}: parameters '${afterDashes}' after \`--' ignored`)
}

export const parameters: Check = { name: 'parameters', needs: ['attempt.params'], run: check }
