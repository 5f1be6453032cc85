/**
 * Configurations that the Kconfig files themselves name: the defaults of the symbol with `option defconfig_list` (until
 * 5.12), and the architecture's, for `--defconfig` without a file (until 5.2).
 * Follows conf_read_simple() and conf_get_default_confname() in scripts/kconfig/confdata.c.
 */
import { expandDollarNames } from './dollar-names.ts'
import type { Evaluator } from './evaluator.ts'
import { Kind } from './expression.ts'
import { stringValue } from './symbol-value.ts'
import { NO } from './tristate.ts'

/** Here an unknown name stays, without its `$`. */
const itself = (name: string): string => name

/** Names of files that stand in for a missing `.config`, in the order in which they are to be tried. */
export function* defconfigCandidates(evaluator: Evaluator): Generator<string> {
  const { defconfigList, dialect } = evaluator.model
  for (const { kind, condition, value } of defconfigList?.rules ?? []) {
    if (kind !== 'default' || evaluator.evaluate(condition) === NO || value?.kind !== Kind.symbol) continue
    const symbol = value.symbol
    if (symbol === null) continue
    if (dialect.dollarNames !== 'none') yield expandDollarNames(symbol.label, evaluator.model.symbols, itself)
    else {
      evaluator.calculate(symbol)
      yield stringValue(symbol)
    }
  }
}

/** The architecture's own configuration, as the generation names it; `environment` is for those with macros. */
export const architectureDefconfig = (
  evaluator: Evaluator,
  environment: (name: string) => string | undefined,
): string =>
  evaluator.model.dialect.dollarNames !== 'none'
    ? expandDollarNames('arch/$ARCH/defconfig', evaluator.model.symbols, itself)
    : `arch/${environment('ARCH') ?? ''}/defconfig`
