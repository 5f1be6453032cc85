/**
 * The drop-in for scripts/kconfig/conf: the same options, environment, dialogue, files, messages and exit codes.
 * Follows main() in scripts/kconfig/conf.c.
 */
import { existsSync } from 'node:fs'
import { release } from 'node:os'
import { dirname, resolve } from 'node:path'
import { diskFileSystem } from '../files/disk-file-system.ts'
import { buildModel } from '../kconfig/build-model.ts'
import { applyMode, type BulkAnswer, DEFAULT_PROBABILITY, parseProbability } from '../kconfig/bulk-modes.ts'
import { writeConfig } from '../kconfig/config-writer.ts'
import { writeDefconfig } from '../kconfig/defconfig-writer.ts'
import type { Dialect } from '../kconfig/dialect.ts'
import { dialectForConf } from '../kconfig/dialects/detect.ts'
import { DIALECTS } from '../kconfig/dialects/index.ts'
import { Evaluator } from '../kconfig/evaluator.ts'
import { FileSources } from '../kconfig/file-sources.ts'
import { GlibcRandom } from '../kconfig/glibc-random.ts'
import { newSymbolHelp } from '../kconfig/help-text.ts'
import { ConfigurationStop, type MessageSink } from '../kconfig/message.ts'
import { forEachNew } from '../kconfig/new-symbols.ts'
import { listLine } from '../kconfig/value-line.ts'
import { writeAutoconfFiles } from './autoconf-files.ts'
import {
  configName,
  isDirectory,
  makeParent,
  moveIntoPlace,
  prefixOf,
  replaceConfig,
  writeText,
} from './config-files.ts'
import { Dialogue } from './dialogue.ts'
import { ConfExit, type ConfHost } from './host.ts'
import { type ConfOptions, parseOptions } from './options.ts'
import { randomSeed } from './random-seed.ts'
import { readStart } from './starting-config.ts'
import { usage } from './usage.ts'

export type { ConfHost } from './host.ts'

const PROGRAM = 'conf'

/** `argv` as the C tool gets it, without the program's name. Returns the exit code. */
export const runConf = (argv: readonly string[], host: ConfHost): number => {
  try {
    return new ConfRun(argv, host).run()
  } catch (error) {
    if (error instanceof ConfExit || error instanceof ConfigurationStop) return error.exitCode
    throw error
  }
}

/** What only kcheck reads from the environment is a matter of usage. */
const unknownDialect = ({ env, stderr }: ConfHost): never => {
  const known = Object.keys(DIALECTS).join(' ')
  stderr(`${PROGRAM}: KCHECK_CONF_DIALECT=${env['KCHECK_CONF_DIALECT']}: no such dialect; there are ${known}\n`)
  throw new ConfExit(2)
}

class ConfRun {
  readonly #host: ConfHost
  readonly #options: ConfOptions
  readonly #prefix: string
  readonly #dialect: Dialect
  #seed = 0

  constructor(argv: readonly string[], host: ConfHost) {
    this.#host = host
    this.#prefix = prefixOf(host)
    this.#dialect = dialectForConf(host.cwd, host.env) ?? unknownDialect(host)
    this.#options = parseOptions(argv, this.#dialect, host, PROGRAM)
  }

  run(): number {
    const { usage: showsUsage, kconfig, modes } = this.#options
    for (const mode of modes) if (mode === 'randconfig') this.#seed = randomSeed(this.#host, this.#dialect)
    if (showsUsage) {
      this.#host.stdout(usage(this.#dialect, PROGRAM))
      return 1
    }
    if (kconfig === undefined) {
      this.#host.stderr(`${PROGRAM}: Kconfig file missing\n`)
      this.#host.stdout(usage(this.#dialect, PROGRAM))
      return 1
    }
    const evaluator = this.#model(kconfig)
    const { mode } = this.#options
    this.#checkPresence()
    const warnings = readStart({
      evaluator,
      host: this.#host,
      options: this.#options,
      prefix: this.#prefix,
      message: (text) => this.#message(text),
    })
    const strict = this.#dialect.fatalWarnings === 'reading-and-unmet' && this.#host.env['KCONFIG_WERROR'] !== undefined
    if (strict && warnings > 0) return 1
    const frozen = this.#syncs && (this.#host.env['KCONFIG_NOSILENTUPDATE'] ?? '') !== ''
    if (frozen && evaluator.changed) {
      this.#host.stderr('\n*** The configuration requires explicit update.\n\n')
      return 1
    }
    this.#resolve(evaluator)
    if (strict && evaluator.warnings > 0) return 1
    if (mode === 'savedefconfig') return this.#saveDefconfig(evaluator)
    if (mode === 'listnewconfig' || mode === 'helpnewconfig') return 0
    return this.#finish(evaluator, frozen)
  }

  /** The build's own mode. */
  get #syncs(): boolean {
    const { mode } = this.#options
    return mode === 'syncconfig' || mode === 'silentoldconfig'
  }

  /** Generations whose sync updates only: there must be something to update. */
  #checkPresence(): void {
    if (!this.#syncs || this.#dialect.syncStyle === 'always') return
    const name = configName(this.#host)
    if (existsSync(resolve(this.#host.cwd, name))) return
    this.#host.stderr(
      `***\n*** Configuration file "${name}" not found!\n***\n` +
        '*** Please run some configurator (e.g. "make oldconfig" or\n' +
        '*** "make menuconfig" or "make xconfig").\n***\n',
    )
    throw new ConfExit(1)
  }

  /** Writes what the mode writes. `frozen`: the build asked for the `.config` to be left alone. */
  #finish(evaluator: Evaluator, frozen: boolean): number {
    const old = this.#dialect.syncStyle === 'when-changed'
    const left = this.#syncs && (old ? !evaluator.changed : frozen)
    if ((this.#options.output !== undefined || !left) && !this.#write(evaluator)) {
      this.#host.stderr('\n*** Error during writing of the configuration.\n\n')
      return 1
    }
    const { autoconf } = this.#dialect
    if (autoconf === 'never' || (autoconf === 'sync' && !this.#syncs)) return 0
    const synced = writeAutoconfFiles(evaluator, this.#host, this.#prefix, this.#syncs)
    if (!synced && this.#syncs) {
      this.#host.stderr(`\n*** Error during ${old ? 'update' : 'sync'} of the configuration.\n\n`)
      return 1
    }
    return 0
  }

  #model(kconfig: string): Evaluator {
    const host = this.#host
    const dialect = this.#dialect
    const emit: MessageSink = ({ stream, text }) => (stream === 'out' ? host.stdout(text) : host.stderr(text))
    const model = buildModel({
      root: kconfig,
      sources: new FileSources(diskFileSystem(), { cwd: host.cwd, srctree: host.env['srctree'] }, dialect.syntax),
      dialect,
      oracle: { shell: (command) => host.shell(command), environment: (name) => host.env[name] },
      emit,
      cyclesFatal: this.#options.cyclesFatal,
      kernelRelease: release(),
    })
    return new Evaluator(model, emit)
  }

  #message(text: string): void {
    const quiet = this.#dialect.syncStyle === 'always' && this.#options.modes.includes('syncconfig')
    if (this.#options.silent || quiet) return
    this.#host.stdout(`#\n# ${text}\n#\n`)
  }

  #resolve(evaluator: Evaluator): void {
    const { mode } = this.#options
    if (applyMode(evaluator, mode, () => this.#randomAnswer())) return
    switch (mode) {
      case 'oldaskconfig':
      case 'oldconfig':
      case 'syncconfig':
      case 'silentoldconfig':
        return new Dialogue(evaluator, this.#host, this.#prefix, mode).run()
      case 'listnewconfig':
        return forEachNew(evaluator, evaluator.model.root, ({ symbol }) => {
          if (symbol === null || symbol.name === null) return
          if (this.#dialect.listsValues) this.#host.stdout(listLine(symbol, this.#prefix))
          else if (symbol.memberOf === null) this.#host.stdout(`${this.#prefix}${symbol.name}\n`)
        })
      case 'helpnewconfig':
        return forEachNew(evaluator, evaluator.model.root, (node) => {
          this.#host.stdout(newSymbolHelp(evaluator, node, this.#prefix))
        })
      default:
        return
    }
  }

  #randomAnswer(): BulkAnswer {
    const text = this.#host.env['KCONFIG_PROBABILITY']
    const probability = text === undefined ? DEFAULT_PROBABILITY : parseProbability(text)
    if (probability === null) {
      this.#host.stderr('KCONFIG_PROBABILITY: Numerical result out of range\n')
      throw new ConfExit(1)
    }
    return { kind: 'random', random: new GlibcRandom(this.#seed), probability }
  }

  #saveDefconfig(evaluator: Evaluator): number {
    const file = this.#options.file as string
    const text = writeDefconfig(evaluator, this.#prefix)
    if (writeText(this.#host, file, text)) return 0
    this.#host.stderr(`n*** Error while saving defconfig to: ${file}\n\n`)
    return 1
  }

  #write(evaluator: Evaluator): boolean {
    const name = this.#options.output ?? configName(this.#host)
    if (!this.#dialect.keepsUnchanged) return this.#overwrite(evaluator, name)
    if (name === '') {
      this.#host.stderr('config name is empty\n')
      return false
    }
    if (isDirectory(this.#host, name)) {
      this.#host.stderr(`${name}: Is a directory\n`)
      return false
    }
    if (!makeParent(this.#host, name)) return false
    const message = replaceConfig(this.#host, name, writeConfig(evaluator, this.#prefix))
    if (message === null) return false
    this.#message(message)
    evaluator.changed = false
    return true
  }

  /** Until 5.1: whatever is there becomes `.old`, and a folder stands for the file of the usual name in it. */
  #overwrite(evaluator: Evaluator, name: string): boolean {
    const usual = configName(this.#host)
    const target =
      name === '' || name.endsWith('/') ? name + usual : isDirectory(this.#host, name) ? `${name}/${usual}` : name
    const folder = this.#options.output === undefined ? '.' : dirname(target)
    if (!moveIntoPlace(this.#host, target, writeConfig(evaluator, this.#prefix), folder)) return false
    this.#message(`configuration written to ${target}`)
    evaluator.changed = false
    return true
  }
}
