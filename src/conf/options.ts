/**
 * The command line of scripts/kconfig/conf, read as getopt_long() reads it: options may stand anywhere, long ones may be
 * shortened as long as they stay unique, the last mode wins.
 */
import type { Dialect } from '../kconfig/dialect.ts'
import type { Mode } from '../kconfig/dialects/tool-switches.ts'
import type { ConfHost } from './host.ts'

export interface ConfOptions {
  readonly mode: Mode
  /** File of `--defconfig` or `--savedefconfig`. */
  readonly file: string | undefined
  readonly silent: boolean
  /** The usage is asked for, or all that can be said about a wrong option. */
  readonly usage: boolean
  /** Every mode named, in order: a random seed is announced each time. */
  readonly modes: readonly Mode[]
  readonly kconfig: string | undefined
  /** `-r`: read instead of the `.config`. */
  readonly input: string | undefined
  /** `-w`: written instead of the `.config`. */
  readonly output: string | undefined
  readonly cyclesFatal: boolean
}

type LongOption = Mode | 'help' | 'silent' | 'fatalrecursive'

export const parseOptions = (argv: readonly string[], dialect: Dialect, host: ConfHost, program: string): ConfOptions =>
  new OptionParser(argv, dialect, host, program).parse()

class OptionParser {
  readonly #argv: readonly string[]
  readonly #dialect: Dialect
  readonly #host: ConfHost
  readonly #program: string
  readonly #known: readonly LongOption[]
  readonly #positional: string[] = []
  readonly #modes: Mode[] = []
  readonly #named: { r?: string; w?: string } = {}
  #at = 0
  #file: string | undefined
  #silent = false
  #cyclesFatal = false
  #usage = false

  constructor(argv: readonly string[], dialect: Dialect, host: ConfHost, program: string) {
    this.#argv = argv
    this.#dialect = dialect
    this.#host = host
    this.#program = program
    const general: readonly LongOption[] = dialect.longOptions ? ['help', 'silent'] : []
    this.#known = [
      ...general,
      ...dialect.modes,
      ...(dialect.cyclesFatal === 'on-request' ? (['fatalrecursive'] as const) : []),
    ]
  }

  parse(): ConfOptions {
    for (; this.#at < this.#argv.length && !this.#usage; this.#at++) {
      const argument = this.#argv[this.#at] as string
      if (argument === '--') {
        this.#positional.push(...this.#argv.slice(this.#at + 1))
        break
      }
      if (!argument.startsWith('-') || argument === '-') this.#positional.push(argument)
      else if (argument.startsWith('--')) this.#long(argument.slice(2))
      else this.#short(argument.slice(1))
    }
    return {
      mode: this.#modes.at(-1) ?? 'oldaskconfig',
      file: this.#file,
      silent: this.#silent,
      usage: this.#usage,
      modes: this.#modes,
      kconfig: this.#positional[0],
      input: this.#named.r,
      output: this.#named.w,
      cyclesFatal: this.#cyclesFatal,
    }
  }

  #short(letters: string): void {
    for (let i = 0; i < letters.length && !this.#usage; i++) {
      const letter = letters.charAt(i)
      if (letter === 's') this.#silent = true
      else if (letter === 'h' && this.#dialect.longOptions) this.#usage = true
      else if ((letter === 'r' || letter === 'w') && this.#dialect.inputAndOutput) {
        const value = letters.slice(i + 1) || this.#argv[++this.#at]
        if (value === undefined) this.#complain(`option requires an argument -- '${letter}'`)
        else this.#named[letter] = value
        return
      } else this.#complain(`invalid option -- '${letter}'`)
    }
  }

  #long(text: string): void {
    const equals = text.indexOf('=')
    const option = this.#longOption(equals < 0 ? text : text.slice(0, equals))
    if (option === undefined) return
    const value = equals < 0 ? undefined : text.slice(equals + 1)
    const takesFile = option === 'defconfig' || option === 'savedefconfig'
    if (value !== undefined && !takesFile) this.#complain(`option '--${option}' doesn't allow an argument`)
    else if (option === 'help') this.#usage = true
    else if (option === 'silent') this.#silent = true
    else if (option === 'fatalrecursive') this.#cyclesFatal = true
    else if (!takesFile) this.#modes.push(option)
    else this.#withFile(option, value)
  }

  #withFile(option: Mode, value: string | undefined): void {
    const optional = option === 'defconfig' && this.#dialect.defconfigArgument === 'optional'
    const file = value ?? (optional ? undefined : this.#argv[++this.#at])
    if (file === undefined && !optional) {
      this.#complain(`option '--${option}' requires an argument`)
      return
    }
    this.#file = file
    this.#modes.push(option)
  }

  #longOption(name: string): LongOption | undefined {
    const exact = this.#known.find((option) => option === name)
    if (exact !== undefined) return exact
    const matches = this.#known.filter((option) => option.startsWith(name))
    if (matches.length === 1) return matches[0]
    const list = matches.map((option) => ` '--${option}'`).join('')
    if (matches.length === 0) this.#complain(`unrecognized option '--${name}'`)
    else this.#complain(`option '--${name}' is ambiguous; possibilities:${list}`)
    return undefined
  }

  #complain(text: string): void {
    this.#host.stderr(`${this.#program}: ${text}\n`)
    if (this.#dialect.unknownOptions === 'usage') this.#usage = true
  }
}
