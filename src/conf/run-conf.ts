/**
 * The drop-in for scripts/kconfig/conf: the same options, environment, dialogue, files, messages and exit codes.
 * Follows main() in scripts/kconfig/conf.c.
 */
import { DiskSources } from '../kconfig/disk-sources.ts'
import { answerAll, type BulkAnswer, DEFAULT_PROBABILITY, parseProbability, rewriteTristates } from '../kconfig/bulk-modes.ts'
import { buildModel } from '../kconfig/build-model.ts'
import { readConfig } from '../kconfig/config-reader.ts'
import { writeConfig } from '../kconfig/config-writer.ts'
import { writeDefconfig } from '../kconfig/defconfig-writer.ts'
import { dialectForConf } from '../kconfig/dialects/detect.ts'
import { Evaluator } from '../kconfig/evaluator.ts'
import { GlibcRandom } from '../kconfig/glibc-random.ts'
import { extendedHelp } from '../kconfig/help-text.ts'
import { loadConfig } from '../kconfig/load-config.ts'
import { ConfigurationStop, type MessageSink } from '../kconfig/message.ts'
import { forEachNew } from '../kconfig/new-symbols.ts'
import { MOD, NO, YES } from '../kconfig/tristate.ts'
import { listLine } from '../kconfig/value-line.ts'
import { writeAutoconfFiles } from './autoconf-files.ts'
import { configName, isDirectory, makeParent, openConfig, openInitialConfig, replaceConfig, replaceText } from './config-files.ts'
import { Dialogue } from './dialogue.ts'
import { ConfExit, type ConfHost } from './host.ts'
import { type ConfOptions, parseOptions, usage } from './options.ts'
import { randomSeed } from './random-seed.ts'

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

class ConfRun {
  readonly #host: ConfHost
  readonly #options: ConfOptions
  readonly #prefix: string
  #seed = 0

  constructor(argv: readonly string[], host: ConfHost) {
    this.#host = host
    this.#prefix = host.env['CONFIG_'] ?? 'CONFIG_'
    this.#options = parseOptions(argv, host, PROGRAM)
  }

  run(): number {
    const { help, kconfig, modes } = this.#options
    for (const mode of modes) if (mode === 'randconfig') this.#seed = randomSeed(this.#host)
    if (help) {
      this.#host.stdout(usage(PROGRAM))
      return 1
    }
    if (kconfig === undefined) {
      this.#host.stderr(`${PROGRAM}: Kconfig file missing\n`)
      this.#host.stdout(usage(PROGRAM))
      return 1
    }
    const evaluator = this.#model(kconfig)
    const warnings = this.#read(evaluator)
    if (warnings > 0 && this.#host.env['KCONFIG_WERROR'] !== undefined) return 1
    const { mode } = this.#options
    let writes = mode !== 'listnewconfig' && mode !== 'helpnewconfig'
    if (mode === 'syncconfig' && (this.#host.env['KCONFIG_NOSILENTUPDATE'] ?? '') !== '') {
      if (evaluator.changed) {
        this.#host.stderr('\n*** The configuration requires explicit update.\n\n')
        return 1
      }
      writes = false
    }
    this.#resolve(evaluator)
    if (evaluator.warnings > 0 && this.#host.env['KCONFIG_WERROR'] !== undefined) return 1
    if (mode === 'savedefconfig') return this.#saveDefconfig(evaluator)
    if (mode === 'listnewconfig' || mode === 'helpnewconfig') return 0
    if (writes && !this.#write(evaluator)) {
      this.#host.stderr('\n*** Error during writing of the configuration.\n\n')
      return 1
    }
    const synced = writeAutoconfFiles(evaluator, this.#host, this.#prefix, mode === 'syncconfig')
    if (!synced && mode === 'syncconfig') {
      this.#host.stderr('\n*** Error during sync of the configuration.\n\n')
      return 1
    }
    return 0
  }

  #model(kconfig: string): Evaluator {
    const host = this.#host
    const dialect = dialectForConf(host.cwd, host.env)
    const emit: MessageSink = ({ stream, text }) => (stream === 'out' ? host.stdout(text) : host.stderr(text))
    const model = buildModel({
      root: kconfig,
      sources: new DiskSources(host.cwd, host.env['srctree'], dialect.syntax),
      dialect,
      oracle: { shell: (command) => host.shell(command), environment: (name) => host.env[name] },
      emit,
    })
    return new Evaluator(model, emit)
  }

  #message(text: string): void {
    if (this.#options.silent || this.#options.modes.includes('syncconfig')) return
    this.#host.stdout(`#\n# ${text}\n#\n`)
  }

  /** Reads what the mode starts from. Returns the number of warnings. */
  #read(evaluator: Evaluator): number {
    const { mode, file } = this.#options
    const host = this.#host
    const options = {
      prefix: this.#prefix,
      warnUnknown: host.env['KCONFIG_WARN_UNKNOWN_SYMBOLS'] !== undefined,
    }
    switch (mode) {
      case 'defconfig': {
        const found = openConfig(host, file as string)
        evaluator.changed = false
        if (found === undefined) {
          evaluator.calculate(evaluator.model.modules)
          host.stderr(`***\n*** Can't find default configuration "${file}"!\n***\n`)
          throw new ConfExit(1)
        }
        return loadConfig(evaluator, found, options)
      }
      case 'allnoconfig':
      case 'allyesconfig':
      case 'allmodconfig':
      case 'alldefconfig':
      case 'randconfig':
        return this.#readPreset(evaluator, options)
      default: {
        evaluator.changed = openConfig(host, configName(host)) === undefined
        return loadConfig(evaluator, openInitialConfig(host, (text) => this.#message(text)), options)
      }
    }
  }

  /** KCONFIG_ALLCONFIG: values that the mode leaves alone. */
  #readPreset(evaluator: Evaluator, options: { readonly prefix: string; readonly warnUnknown: boolean }): number {
    const host = this.#host
    const name = host.env['KCONFIG_ALLCONFIG']
    if (name === undefined) return 0
    if (name !== '' && name !== '1') {
      const found = openConfig(host, name)
      if (found === undefined) {
        host.stderr(`*** Can't read seed configuration "${name}"!\n`)
        throw new ConfExit(1)
      }
      return readConfig(evaluator, found, { ...options, kind: 'user' })
    }
    const { mode } = this.#options
    const own = mode === 'randconfig' ? 'allrandom.config' : `${mode.slice(0, -'config'.length)}.config`
    const found = openConfig(host, own) ?? openConfig(host, 'all.config')
    if (found === undefined) {
      host.stderr(`*** KCONFIG_ALLCONFIG set, but no "${own}" or "all.config" file found\n`)
      throw new ConfExit(1)
    }
    return readConfig(evaluator, found, { ...options, kind: 'user' })
  }

  #resolve(evaluator: Evaluator): void {
    const { mode } = this.#options
    switch (mode) {
      case 'allnoconfig':
        return answerAll(evaluator, { kind: 'no' })
      case 'allyesconfig':
        return answerAll(evaluator, { kind: 'yes' })
      case 'allmodconfig':
        return answerAll(evaluator, { kind: 'mod' })
      case 'alldefconfig':
      case 'defconfig':
        return answerAll(evaluator, { kind: 'default' })
      case 'randconfig':
        return answerAll(evaluator, this.#randomAnswer())
      case 'yes2modconfig':
        return rewriteTristates(evaluator, YES, MOD)
      case 'mod2yesconfig':
        return rewriteTristates(evaluator, MOD, YES)
      case 'mod2noconfig':
        return rewriteTristates(evaluator, MOD, NO)
      case 'oldaskconfig':
      case 'oldconfig':
      case 'syncconfig':
        return new Dialogue(evaluator, this.#host, this.#prefix, mode === 'oldaskconfig').run()
      case 'listnewconfig':
        return forEachNew(evaluator, evaluator.model.root, ({ symbol }) => {
          if (symbol !== null && symbol.name !== null) this.#host.stdout(listLine(symbol, this.#prefix))
        })
      case 'helpnewconfig':
        return forEachNew(evaluator, evaluator.model.root, (node) => {
          this.#host.stdout(`-----\n\n${extendedHelp(evaluator, node, this.#prefix)}\n-----\n`)
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
    if (replaceText(this.#host, file, text)) return 0
    this.#host.stderr(`n*** Error while saving defconfig to: ${file}\n\n`)
    return 1
  }

  #write(evaluator: Evaluator): boolean {
    const name = configName(this.#host)
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
}
