/**
 * The files that the build reads instead of the `.config`: auto.conf, autoconf.h and rustc_cfg, in the order of the
 * symbol table, and the dependency file of auto.conf.
 * Follows conf_write_autoconf() in scripts/kconfig/confdata.c.
 */
import { heading } from './config-writer.ts'
import type { Evaluator } from './evaluator.ts'
import type { Model } from './model.ts'
import type { KconfigSymbol } from './symbol.ts'
import { autoconfLine, headerLine, quotedAutoconfLine, rustLine, tristateLine } from './value-line.ts'

type LineOf = (symbol: KconfigSymbol, prefix: string) => string

/** Symbols that are written and have a name, one line each. Every symbol is computed already. */
const body = (evaluator: Evaluator, prefix: string, lineOf: LineOf): string => {
  const lines: string[] = []
  for (const symbol of evaluator.model.symbols.inHashOrder()) {
    if (symbol.write && symbol.name !== null) lines.push(lineOf(symbol, prefix))
  }
  return lines.join('')
}

export const autoConf = (evaluator: Evaluator, prefix: string): string =>
  heading(evaluator.model, 'pound') +
  body(evaluator, prefix, evaluator.model.dialect.autoconfStrings === 'bare' ? autoconfLine : quotedAutoconfLine)

export const tristateConf = (evaluator: Evaluator, prefix: string): string =>
  heading(evaluator.model, 'pound') + body(evaluator, prefix, tristateLine)

export const autoHeader = (evaluator: Evaluator, prefix: string): string =>
  heading(evaluator.model, 'c') + body(evaluator, prefix, headerLine)

export const rustCfg = (evaluator: Evaluator, prefix: string): string => body(evaluator, prefix, rustLine)

/** What auto.conf depends on: every Kconfig file, and every environment variable one of them read. */
export const autoconfCommand = (model: Model, autoconf: string): string => {
  const { files, environment } = model
  const names = (list: readonly string[]): string => list.map((name) => `\t${name} \\\n`).join('')
  const noted = [...environment]
  // Symbols from the environment are linked newest first.
  const variables = model.dialect.environmentSymbols ? noted.toReversed() : noted
  if (model.dialect.autoconfCommand !== 'variable') {
    const checks = variables.map(([name, value]) => `ifneq "$(${name})" "${value}"\n${autoconf}: FORCE\nendif\n`)
    const listed = names(files.toReversed())
    return model.dialect.autoconfCommand === 'literal'
      ? `deps_config := \\\n${listed}\n${autoconf}: $(deps_config)\n\n${checks.join('')}\n$(deps_config): ;\n`
      : `deps_config := \\\n${listed.replace(/ \\\n$/, '\n')}\n${autoconf}: \\\n\t$(deps_config)\n\n${checks.join('')}\n$(deps_config): ;\n`
  }
  const checks = variables.map(([name, value]) => `\nifneq "$(${name})" "${value}"\n$(autoconfig): FORCE\nendif\n`)
  return `autoconfig := ${autoconf}\n\ndeps_config := \\\n${names(files)}\n$(autoconfig): $(deps_config)\n$(deps_config): ;\n${checks.join('')}`
}

/** Computes every symbol: what is written besides the `.config` asks for all of them. */
export const calculateAll = (evaluator: Evaluator): void => {
  for (const symbol of evaluator.model.symbols.inHashOrder()) evaluator.calculate(symbol)
}
