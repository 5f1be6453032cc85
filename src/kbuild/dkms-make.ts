/**
 * The command with which dkms builds: what it gives to kbuild. Follows read_conf() and prepare_and_actual_build() of
 * dkms 3.0, and the options of GNU make 4.3.
 */
import { type DkmsConf, type DkmsEntry, dkmsEntry } from './dkms-conf.ts'
import { type ShellValue, shellValue } from './shell-value.ts'
import { type ShellWord, shellCommands } from './shell-words.ts'
import { joinPath } from './tree-path.ts'

export interface MakeVariable {
  readonly name: string
  readonly operator: '=' | ':=' | '+=' | '?='
  readonly value: ShellValue
}

export type DkmsMake =
  | {
      readonly kind: 'make'
      /** Of `-C`, or of a `cd` before it: the kernel's build folder, or a folder with a makefile of the package. */
      readonly directory?: ShellValue
      /** Of `M=`, `SUBDIRS=` or KBUILD_EXTMOD: where kbuild begins. Without it, a makefile of the package decides. */
      readonly folder?: ShellValue
      /** Every `VAR=VALUE` in its order, that which dkms adds first. */
      readonly variables: readonly MakeVariable[]
      /** Those in front of the command: make sees them in its environment, where a makefile's own are stronger. */
      readonly environment: readonly MakeVariable[]
      readonly targets: readonly string[]
    }
  /** More commands than a `cd` and one, or one that is not make: what it builds only running it tells. */
  | { readonly kind: 'other'; readonly because: 'no-command' | 'several-commands' | 'not-make' | 'unknown-option' }

/** The entry of MAKE that counts for a kernel: the last whose MAKE_MATCH fits, else the first where that has none. */
export const dkmsMakeEntry = (conf: DkmsConf, kernelver: string): DkmsEntry | undefined => {
  const plain = dkmsEntry(conf, 'MAKE_MATCH')
  let chosen = plain === undefined || plain.value.text === '' ? dkmsEntry(conf, 'MAKE') : undefined
  for (const [index, entry] of conf.directives.get('MAKE') ?? []) {
    const match = dkmsEntry(conf, 'MAKE_MATCH', index)?.value.text ?? ''
    if (match !== '' && fits(match, kernelver)) chosen = entry
  }
  return chosen
}

const fits = (pattern: string, kernelver: string): boolean => {
  try {
    return new RegExp(pattern).test(kernelver)
  } catch {
    return false
  }
}

const VARIABLE = /^([A-Za-z_][\w.-]*)(:{1,3}=|[+?]?=)(.*)$/s
/** Options of make whose argument is the next word. */
const WITH_ARGUMENT = new Set(['-f', '-I', '-o', '-W', '--file', '--makefile'])
const FLAG = /^-[bBdeikLmnpqrRsStvw]+$|^--[a-z-]+(?:=.*)?$|^-[jlO]\S*$/

/** Where dkms runs it: the root of a copy of the package. */
const BUILD_FOLDER = '.'
const HERE = /^(?:\$\(pwd\)|`pwd`|\$\{PWD\}|\$PWD)$/

class MakeReader {
  readonly #request: DkmsMakeRequest
  readonly #here: ShellValue
  /** Of a `cd`. */
  readonly #moved: ShellValue | undefined

  constructor(request: DkmsMakeRequest, folder: ShellWord | undefined) {
    const { buildFolder = BUILD_FOLDER } = request
    this.#request = request
    this.#here = { text: buildFolder, unknown: [] }
    this.#moved = folder === undefined ? undefined : this.#value(folder.text)
    if (this.#moved !== undefined) this.#here = inFolder(this.#here, this.#moved)
  }

  read(words: readonly ShellWord[]): DkmsMake {
    const { command, kernelver } = this.#request
    const values = words.map(({ text }) => this.#value(text))
    const start = values.findIndex(({ text }) => !VARIABLE.test(text))
    if (start < 0 || !/(?:^|\/)g?make$/.test(values[start]?.text ?? '')) return { kind: 'other', because: 'not-make' }
    const isAdded = kernelver !== undefined && command.text.startsWith('make')
    const added = isAdded ? [variable('KERNELRELEASE', '=', { text: kernelver, unknown: [] })] : []
    const environment = values.slice(0, start).flatMap((value) => variableOf(value) ?? [])
    return this.#arguments(values.slice(start + 1), added, environment)
  }

  /** It is expanded where it is run; what was unknown when dkms.conf was read stays so. */
  #value(word: string): ShellValue {
    const { command } = this.#request
    const here = this.#here
    const isHere = (written: string): boolean => HERE.test(written) && !command.unknown.includes(written)
    return shellValue(
      word,
      (name) => (isHere(`$${name}`) && isHere(`$\{${name}}`) ? here : undefined),
      (written) => (isHere(written) ? here : undefined),
    )
  }

  #arguments(
    words: readonly ShellValue[],
    added: readonly MakeVariable[],
    environment: readonly MakeVariable[],
  ): DkmsMake {
    const variables: MakeVariable[] = [...added]
    const targets: string[] = []
    let directory = this.#moved
    const enter = (folder: ShellValue): void => {
      directory = directory === undefined ? folder : inFolder(directory, folder)
    }
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] ?? { text: '', unknown: [] }
      const option = /^(?:-C|--directory=?)(.*)$/s.exec(word.text)
      const assigned = variableOf(word)
      if (assigned !== undefined) variables.push(assigned)
      else if (option !== null && option[1] !== '') enter({ ...word, text: option[1] ?? '' })
      else if (option !== null) {
        at += 1
        enter(words[at] ?? { text: '', unknown: [] })
      } else if (WITH_ARGUMENT.has(word.text)) at += 1
      else if (/^-[jl]$/.test(word.text)) at += /^\d+$/.test(words[at + 1]?.text ?? '') ? 1 : 0
      else if (word.text.startsWith('-') && !FLAG.test(word.text)) return { kind: 'other', because: 'unknown-option' }
      else if (!word.text.startsWith('-') && word.text !== '') targets.push(word.text)
    }
    const folder = variables.findLast(({ name }) => name === 'M' || name === 'SUBDIRS' || name === 'KBUILD_EXTMOD')
    return {
      kind: 'make',
      ...(directory === undefined ? {} : { directory }),
      ...(folder === undefined ? {} : { folder: folder.value }),
      variables,
      environment,
      targets,
    }
  }
}

const inFolder = (folder: ShellValue, inside: ShellValue): ShellValue => ({
  text: joinPath(folder.text, inside.text),
  unknown: [...new Set([...(inside.text.startsWith('/') ? [] : folder.unknown), ...inside.unknown])],
})

const variable = (name: string, operator: MakeVariable['operator'], value: ShellValue): MakeVariable => ({
  name,
  operator,
  value,
})

const variableOf = ({ text, unknown }: ShellValue): MakeVariable | undefined => {
  const [, name, operator = '=', value = ''] = VARIABLE.exec(text) ?? []
  if (name === undefined) return undefined
  const plain = operator.startsWith(':') ? ':=' : (operator as MakeVariable['operator'])
  return variable(name, plain, { text: value, unknown })
}

export interface DkmsMakeRequest {
  /** The text of MAKE, expanded. */
  readonly command: ShellValue
  /** The folder that dkms copies the package to and builds in: `$dkms_tree/NAME/VERSION/build`. */
  readonly buildFolder?: string
  /** dkms gives it as KERNELRELEASE, but only to a command that begins with the letters `make`. */
  readonly kernelver?: string
}

/** What a command gives to make, where it is one plain call of make. */
export const dkmsMake = (request: DkmsMakeRequest): DkmsMake => {
  const commands = shellCommands(request.command.text)
  const [first, second] = commands
  if (first === undefined) return { kind: 'other', because: 'no-command' }
  const isMoved =
    second !== undefined && first.words[0]?.text === 'cd' && first.words.length === 2 && /^(?:;|&&|\n)$/.test(first.end)
  const [command, ...more] = isMoved ? commands.slice(1) : commands
  if (command === undefined || more.length > 0 || !/^[\n;]$/.test(command.end))
    return { kind: 'other', because: 'several-commands' }
  return new MakeReader(request, isMoved ? first.words[1] : undefined).read(command.words)
}
