/**
 * The probes that stayed without an answer and that something in the result hangs on.
 */
import { Evaluator } from '../kconfig/evaluator.ts'
import type { Inference } from '../kconfig/infer-probes.ts'
import type { Model } from '../kconfig/model.ts'
import type { KconfigSymbol } from '../kconfig/symbol.ts'
import { unknownEffects } from '../kconfig/unknown-effects.ts'
import type { UnknownAnswer } from './predict-request.ts'

/** Ordered by how much hangs on them, most first. The model is resolved. */
export const openUnknowns = (model: Model, resolved: Evaluator, inference: Inference | undefined): UnknownAnswer[] => {
  const open = new Map<string, KconfigSymbol[]>()
  for (const symbol of model.symbols.all) {
    if (!symbol.isProbe || inference?.forced.has(symbol.label)) continue
    const known = open.get(symbol.label)
    if (known === undefined) open.set(symbol.label, [symbol])
    else known.push(symbol)
  }
  const silent = new Evaluator(model, () => {})
  silent.modulesValue = resolved.modulesValue
  const answers: UnknownAnswer[] = []
  for (const [word, affects] of unknownEffects(silent, open)) {
    const [probe] = model.unknown.partsOf(word)
    if (probe === undefined || affects.length === 0) continue
    const text = model.unknown.fill(probe.text, () => undefined)
    answers.push({ kind: probe.kind, text, affects })
  }
  return answers.toSorted((a, b) => b.affects.length - a.affects.length)
}
