/**
 * The other half of an external module's makefile: what `make` in its own folder hands to the kernel's makefile.  Many of
 * them set variables there that their lists hang on, so that building with the kernel's makefile directly builds nothing.
 */
import type { FileSystem } from '../files/file-system.ts'
import { wordsOf } from '../make/functions/words.ts'
import { Interpreter, type Rule } from '../make/interpreter.ts'
import type { MakeStop, Place } from '../make/make-stop.ts'
import type { MakefileStore } from '../make/makefile-store.ts'
import { Scope } from '../make/scope.ts'
import { shellValue } from './shell-value.ts'
import { shellCommands } from './shell-words.ts'

export interface WrapperRequest {
  readonly files: FileSystem
  readonly store: MakefileStore
  /** The module's folder, absolute. */
  readonly folder: string
  readonly variables: ReadonlyMap<string, string>
  /** UTS_RELEASE of the kernel that is built for: most makefiles ask the running one, and are meant to be run on it. */
  readonly release?: string
  readonly shell: (command: string) => string | undefined
}

/** A variable that the wrapper sets for the kernel's makefile. */
export interface HandedOn {
  readonly name: string
  readonly value: string
  readonly how: 'argument' | 'export'
  readonly place: Place
}

export interface Wrapper {
  /** As make chooses it: `Makefile`. */
  readonly makefile: string
  /** The target that `make` alone would make. */
  readonly goal: string
  /** The command that calls the kernel's makefile, expanded. */
  readonly command: string
  readonly place: Place
  /** `M=` or `SUBDIRS=` of that command. */
  readonly external: string
  readonly handedOn: readonly HandedOn[]
  readonly stopped: MakeStop | undefined
}

/** The names that make looks for, in order. */
const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile']
/** What names the module's folder to the kernel's makefile, and what is no variable of its own. */
const FOLDER_NAMES = ['M', 'SUBDIRS', 'KBUILD_EXTMOD']

/** What a shell would put in for its own variables is not known. */
const NO_VARIABLES = () => undefined

interface Goal {
  readonly targets: readonly string[]
  readonly prerequisites: readonly string[]
  readonly lines: readonly { readonly text: string; readonly place: Place }[]
}

/** `targets: prerequisites | order-only ; command`. */
const goalOf = ({ header, recipe, place }: Rule): Goal => {
  const semicolon = header.indexOf(';')
  const text = semicolon < 0 ? header : header.slice(0, semicolon)
  const colon = text.indexOf(':')
  const lines = recipe.map((line, index) => ({ text: line, place: { ...place, line: place.line + index + 1 } }))
  return {
    targets: wordsOf(text.slice(0, colon).replace(/&$/, '')),
    prerequisites: wordsOf(
      text
        .slice(colon + 1)
        .replace(/^:/, '')
        .replaceAll('|', ' '),
    ),
    lines: semicolon < 0 ? lines : [{ text: header.slice(semicolon + 1), place }, ...lines],
  }
}

/** Make's own choice: the first target that is neither special nor a pattern. */
const defaultGoal = (make: Interpreter, goals: readonly Goal[]): string | undefined => {
  const chosen = make.expandSafely('$(.DEFAULT_GOAL)').text.trim()
  if (chosen !== '') return chosen
  const targets = goals.flatMap(({ targets: names }) => names)
  return targets.find((name) => (!name.startsWith('.') || name.includes('/')) && !name.includes('%'))
}

interface GoalCommand {
  readonly target: string
  readonly text: string
  readonly place: Place
}

/** The commands of a target and of what it needs, needs first; each target once. */
const commandsFor = (goals: readonly Goal[], target: string): readonly GoalCommand[] => {
  const byTarget = new Map<string, Goal[]>()
  for (const goal of goals) for (const name of goal.targets) byTarget.set(name, [...(byTarget.get(name) ?? []), goal])
  const done = new Set<string>()
  const lines: GoalCommand[] = []
  const make = (name: string): void => {
    if (done.has(name)) return
    done.add(name)
    const rules = byTarget.get(name) ?? []
    for (const { prerequisites } of rules) for (const needed of prerequisites) make(needed)
    for (const rule of rules) lines.push(...rule.lines.map((line) => ({ ...line, target: name })))
  }
  make(target)
  return lines
}

/** Reads the makefile of a module's folder as `make` there does; undefined where it never calls the kernel's makefile. */
export const readWrapper = ({
  files,
  store,
  folder,
  variables,
  release,
  shell,
}: WrapperRequest): Wrapper | undefined => {
  const makefile = MAKEFILES.find((name) => files.kind(`${folder}/${name}`) === 'file')
  if (makefile === undefined) return undefined
  const scope = new Scope()
  scope.define('MAKE', 'make', 'recursive', 'default')
  scope.define('MAKE_VERSION', '4.3', 'recursive', 'default')
  scope.define('CURDIR', folder, 'simple', 'file')
  scope.define('PWD', folder, 'recursive', 'environment')
  scope.define('MAKELEVEL', '0', 'recursive', 'default')
  for (const [name, text] of variables) scope.define(name, text, 'recursive', 'command line').exported = true
  const answer = (command: string): string | undefined =>
    shell(command) ?? (command.trim() === 'uname -r' && release !== undefined ? `${release}\n` : undefined)
  const make = new Interpreter({ files, folder, store, shell: answer }, scope)
  const stopped = make.read(makefile)
  const goals = make.rules.map(goalOf)
  const goal = defaultGoal(make, goals)
  if (goal === undefined) return undefined
  for (const { target, text, place } of commandsFor(goals, goal)) {
    scope.define('@', target, 'simple', 'automatic')
    const { text: expanded, unknowns } = make.expandSafely(text.replace(/^[@+-]+/, ''))
    const command = expanded.trim()
    const call = kernelCall(command)
    if (call !== undefined) {
      // an argument that is empty because nobody knows better says nothing
      const told = call.variables.filter(({ value }) => value !== '' || unknowns === undefined)
      return {
        makefile,
        goal,
        command,
        place,
        external: call.external,
        handedOn: [...exported(make), ...told.map((one) => ({ ...one, place }))],
        stopped,
      }
    }
  }
  return undefined
}

interface KernelCall {
  readonly external: string
  readonly variables: readonly Omit<HandedOn, 'place'>[]
}

/** The command of a line that calls make for a module's folder: its arguments, and what is exported to it. */
const kernelCall = (line: string): KernelCall | undefined => {
  const exports: Omit<HandedOn, 'place'>[] = []
  for (const { words } of shellCommands(line)) {
    const settings = settingsOf(words.map(({ text }) => shellValue(text, NO_VARIABLES).text))
    const external = settings.find(({ name }) => FOLDER_NAMES.includes(name))?.value
    const variables = settings.filter(({ name }) => !FOLDER_NAMES.includes(name))
    if (external !== undefined) return { external, variables: [...exports, ...variables] }
    if (words[0]?.text === 'export') exports.push(...variables)
  }
  return undefined
}

/** `NAME=VALUE` of a command: arguments, but for those of `export` and those in front of the program. */
const settingsOf = (words: readonly string[]): readonly Omit<HandedOn, 'place'>[] => {
  let program: string | undefined
  return words.flatMap((word) => {
    const [, name, value] = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(word) ?? []
    if (name === undefined || value === undefined) {
      program ??= word
      return []
    }
    return [{ name, value, how: program === undefined || program === 'export' ? 'export' : 'argument' }] as const
  })
}

/** Exported variables that a line of the makefile sets. */
const exported = (make: Interpreter): readonly HandedOn[] => {
  const handed: HandedOn[] = []
  for (const { name, exported: wanted, parts } of make.scope.own()) {
    const part = parts.findLast(({ statement }) => statement !== undefined)
    if (!(wanted ?? make.exportsAll) || part?.statement === undefined || part.file === undefined) continue
    const value = make.expandSafely(`$(${name})`).text
    handed.push({ name, value, how: 'export', place: { file: part.file, line: part.statement.line } })
  }
  return handed
}
