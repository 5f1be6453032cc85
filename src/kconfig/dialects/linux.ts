/**
 * The kernel's own generations.  Linux 4.18 brought the preprocessor, 6.9 to 6.12 rewrote choices and interned
 * expressions.
 */
import type { KconfigSyntax } from '../../../grammar/kconfig/index.ts'
import type { Dialect } from '../dialect.ts'

const syntax61: KconfigSyntax = {
  name: 'linux-6.1',
  extraWordCharacters: '',
  preprocessor: true,
  optional: true,
  modules: true,
  option: false,
  dashedHelp: false,
  imply: true,
  reset: false,
  transitional: false,
  dependsIf: false,
  namedChoice: true,
}

export const linux61: Dialect = {
  name: 'linux-6.1',
  syntax: syntax61,
  sourceGlob: false,
  syntaxErrorLine: 1,
  inclusionChain: 'repetition',
  choices: 'symbols',
  expressions: 'tree',
  hashBuckets: 9973,
  cycles: 'positioned',
  cyclesFatal: true,
  emptyInt: '',
  emptyHex: '',
  unmetWarnings: true,
  userRange: 'forgotten',
  strictReader: false,
  writesInvisible: false,
  endOfMenu: true,
  bulkOrder: 'table',
  autoconfCommand: 'literal',
  rustConfig: true,
}

export const linux612: Dialect = {
  ...linux61,
  name: 'linux-6.12',
  syntax: { ...syntax61, name: 'linux-6.12', optional: false, namedChoice: false },
  syntaxErrorLine: 0,
  inclusionChain: 'root',
  choices: 'blocks',
  expressions: 'interned',
  hashBuckets: 16384,
  cycles: 'plain',
  emptyInt: '0',
  emptyHex: '0x0',
  userRange: 'clamped',
  strictReader: true,
  bulkOrder: 'menus',
  autoconfCommand: 'variable',
}
