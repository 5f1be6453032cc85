/** Kconfig trees written inline, and what becomes of them: the model, its messages, and the resolved `.config`. */
import { configText } from '../../src/config/config-text.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { autoConf, autoHeader, rustCfg } from '../../src/kconfig/autoconf-writer.ts'
import { buildModel } from '../../src/kconfig/build-model.ts'
import { readConfig } from '../../src/kconfig/config-reader.ts'
import { writeConfig } from '../../src/kconfig/config-writer.ts'
import { writeDefconfig } from '../../src/kconfig/defconfig-writer.ts'
import type { DialectName } from '../../src/kconfig/dialect.ts'
import { DIALECTS } from '../../src/kconfig/dialects/index.ts'
import { Evaluator } from '../../src/kconfig/evaluator.ts'
import { FileSources } from '../../src/kconfig/file-sources.ts'
import { loadConfig } from '../../src/kconfig/load-config.ts'
import { ConfigurationStop, type KconfigMessage } from '../../src/kconfig/message.ts'
import type { Model } from '../../src/kconfig/model.ts'
import type { KconfigSymbol } from '../../src/kconfig/symbol.ts'
import type { ProbeOracle } from '../../src/probe/probe.ts'

export const UNKNOWN = { unknown: true } as const

export interface Around {
  /** Other files by name. */
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string | typeof UNKNOWN>>
  /** Answers to `$(shell)`; a command that is missing is unknown. */
  readonly probes?: Readonly<Record<string, string>>
}

export interface Tree {
  readonly model: Model
  readonly evaluator: Evaluator
  readonly messages: readonly KconfigMessage[]
}

const oracleFor = ({ env = {}, probes = {} }: Around): ProbeOracle => ({
  shell: (command) => probes[command],
  environment: (name) => env[name],
})

/** Reads the files; `kconfig` is the text of the root file `Kconfig`. Throws a `ConfigurationStop` where reading ends. */
export const readTree = (
  dialect: DialectName,
  kconfig: string,
  around: Around = {},
  messages: KconfigMessage[] = [],
): Tree => {
  const files = Object.entries({ Kconfig: kconfig, ...around.files }).map(([name, text]) => [`/${name}`, text] as const)
  const emit = (message: KconfigMessage): number => messages.push(message)
  const model = buildModel({
    root: 'Kconfig',
    sources: new FileSources(
      memoryFileSystem(Object.fromEntries(files)),
      { cwd: '/', srctree: undefined },
      DIALECTS[dialect].syntax,
    ),
    dialect: DIALECTS[dialect],
    oracle: oracleFor(around),
    emit,
  })
  return { model, evaluator: new Evaluator(model, emit), messages }
}

const printed = (messages: readonly KconfigMessage[], stream: 'out' | 'err'): string =>
  messages.map((message) => (message.stream === stream ? message.text : '')).join('')

/** What is said, and whether reading the tree comes to an end. */
export interface Said {
  readonly stopped: boolean
  readonly stderr: string
  readonly stdout: string
  readonly messages: readonly KconfigMessage[]
}

export const saidOf = (dialect: DialectName, kconfig: string, around: Around = {}): Said => {
  const messages: KconfigMessage[] = []
  let stopped = false
  try {
    readTree(dialect, kconfig, around, messages)
  } catch (error) {
    if (!(error instanceof ConfigurationStop)) throw error
    stopped = true
  }
  return { stopped, stderr: printed(messages, 'err'), stdout: printed(messages, 'out'), messages }
}

export interface Resolved extends Tree {
  /** The `.config` without its heading. */
  readonly config: string
  readonly stderr: string
}

/** As olddefconfig: `config` is what `.config` held. */
export const resolved = (dialect: DialectName, kconfig: string, config?: string, around: Around = {}): Resolved => {
  const tree = readTree(dialect, kconfig, around)
  load(tree, config)
  const text = writeConfig(tree.evaluator, 'CONFIG_')
  return { ...tree, config: withoutHeading(text), stderr: printed(tree.messages, 'err') }
}

/** What else is made of a resolved configuration. */
export const written = (
  dialect: DialectName,
  kconfig: string,
  config: string,
  what: 'auto.conf' | 'autoconf.h' | 'rustc_cfg' | 'defconfig',
): string => {
  const tree = readTree(dialect, kconfig)
  load(tree, config)
  const { evaluator } = tree
  if (what !== 'defconfig') for (const symbol of tree.model.symbols.inHashOrder()) evaluator.calculate(symbol)
  const writers = { 'auto.conf': autoConf, 'autoconf.h': autoHeader, rustc_cfg: rustCfg, defconfig: writeDefconfig }
  return writers[what](evaluator, 'CONFIG_')
}

/** Reads `config` as the `.config`. */
export const load = ({ evaluator }: Tree, config: string | undefined): void => {
  evaluator.changed = config === undefined
  const file = config === undefined ? undefined : configText('.config', config, 'CONFIG_')
  loadConfig(evaluator, file, { prefix: 'CONFIG_', warnUnknown: true })
}

/** Takes the lines of `config` as a user's, without more. */
export const preset = ({ evaluator }: Pick<Tree, 'evaluator'>, config: string): void => {
  const options = { kind: 'user', prefix: 'CONFIG_', warnUnknown: false } as const
  readConfig(evaluator, configText('.config', config, 'CONFIG_'), options)
}

export const withoutHeading = (text: string): string => text.replace(/^(#.*\n){4}/, '')

export const symbolOf = ({ model }: Pick<Tree, 'model'>, name: string): KconfigSymbol => {
  const symbol = model.symbols.find(name)
  if (symbol === undefined) throw new Error(`no symbol ${name}`)
  return symbol
}
