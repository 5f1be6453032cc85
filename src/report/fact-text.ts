/**
 * Where a fact comes from, and what would tell one that is not known, in words.
 */
import type { Fact, FactSource, Wanted } from '../kernel/fact.ts'

/** What facts are inferred from, by the codes of `FactSource`. */
const INFERRED: Readonly<Record<string, string>> = {
  module: 'from the module',
  release: 'from the release',
  'release-parts': 'put together from the parts of the release',
  architecture: 'from the architecture',
  'modules-folder': "from the folder's name",
  'module-layout-crc': "from the module itself, whose CRC of module_layout is the kernel's",
}

const placed = (file: string, line: number | undefined): string => (line === undefined ? file : `${file}:${line}`)

/** `Makefile:4`, `CONFIG_SMP=y (.config:12)`, `--release`. */
export const sourceText = (source: FactSource): string => {
  switch (source.kind) {
    case 'file':
      return placed(source.file, source.line)
    case 'config': {
      const value = `CONFIG_${source.symbol}=${source.value}`
      return source.file === undefined ? value : `${value} (${placed(source.file, source.line)})`
    }
    case 'option':
      return source.option
    case 'version':
      return `as Linux ${source.version} does`
    case 'inferred':
      return INFERRED[source.from] ?? `from ${source.from}`
  }
}

/** What options take, so that a hint can be typed. */
const OPERANDS: Readonly<Record<string, string>> = {
  '--release': 'R',
  '--vermagic': 'TEXT',
  '--like': 'REF.ko',
  '--kernel': 'DIR',
  '--config': 'FILE',
  '--symvers': 'FILE',
  '--loaded': 'FILE',
  '--key': 'CERT',
  '--policy': 'NAME',
  '--tree': 'DIR',
}

const CONFIG = '--config'

/** Options in their order, each once, `--config` with the symbols that it is wanted for. */
const optionTexts = (wanted: readonly Wanted[]): readonly string[] => {
  const options = new Set<string>()
  const symbols = new Set<string>()
  for (const one of wanted) {
    if (one.kind === 'file') continue
    options.add(one.kind === 'option' ? one.option : CONFIG)
    if (one.kind === 'config' && one.symbol !== undefined) symbols.add(`CONFIG_${one.symbol}`)
  }
  const configNote = symbols.size === 0 ? "the kernel's configuration" : [...symbols].join(', ')
  return [...options].map((option) => {
    const operand = OPERANDS[option]
    return `${option}${operand === undefined ? '' : ` ${operand}`}${option === CONFIG ? ` (${configNote})` : ''}`
  })
}

/** `give --vermagic TEXT or --like REF.ko; include/generated/utsrelease.h would tell it too`; each once. */
export const wantedHelp = (wanted: readonly Wanted[]): string => {
  const options = optionTexts(wanted).join(' or ')
  const files = [...new Set(wanted.flatMap((one) => (one.kind === 'file' ? [one.file] : [])))].join(' or ')
  if (options === '') return files === '' ? 'no file and no option tells it' : `${files} would tell it`
  return files === '' ? `give ${options}` : `give ${options}; ${files} would tell it too`
}

/** `6.1.0-56-amd64 (utsrelease.h:1)`; `show` words the value. */
export const factText = <T>(fact: Fact<T>, show: (value: T) => string = String): string =>
  fact.kind === 'known' ? `${show(fact.value)} (${sourceText(fact.source)})` : `unknown: ${wantedHelp(fact.wanted)}`
