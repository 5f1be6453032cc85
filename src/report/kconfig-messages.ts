/**
 * Our words for what the engine finds while it reads and resolves: a title, the reason, and what to do.
 */

export interface Words {
  readonly title: string
  /** Why it is so. */
  readonly why?: string
  /** What to type or change. */
  readonly help?: string
}

type Args = Readonly<Record<string, string | number | readonly string[]>>

/** What is longer is cut: a value may be as long as its file. */
const MAX_SHOWN = 300

const text = (args: Args, name: string): string => {
  const value = String(args[name] ?? '')
  return value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value
}

const WORDS: Readonly<Record<string, (args: Args) => Words>> = {
  'kconfig/root-not-found': (a) => ({
    title: `no ${text(a, 'file')} in the tree`,
    help: 'name the root file with --kconfig FILE',
  }),
  'kconfig/source-not-found': (a) => ({
    title: `cannot open "${text(a, 'file')}"`,
    why: 'this line sources it, and it is neither in the tree nor below srctree',
    help: 'check the name; where a variable is part of it, set it with --env NAME=VALUE',
  }),
  'kconfig/recursive-inclusion': (a) => ({
    title: `${text(a, 'file')} includes itself`,
    help: 'remove one of the source lines of the chain',
  }),
  'kconfig/recursive-dependency': (a) => ({
    title: `symbols depend on each other in a circle: ${(a['symbols'] as readonly string[]).join(' → ')}`,
    why: 'none of them can be computed before the others',
    help: 'turn one of the selects into a depends on, or drop one of the dependencies',
  }),
  'kconfig/unmet-dependency': (a) => ({
    title: `${text(a, 'symbol')} is selected although its dependencies do not hold`,
    why: `it depends on ${text(a, 'depends')}, which is ${text(a, 'value')}; select does not ask for that`,
    help: `set what it depends on, or make the selecting symbols depend on it too`,
  }),
  'kconfig/syntax-error': () => ({
    title: 'the file ends inside a block',
    help: 'close it with endmenu, endif or endchoice',
  }),
  'kconfig/invalid-statement': (a) => ({
    title: 'this is no statement of Kconfig, or none that may stand here',
    ...(a['expected'] === undefined
      ? { help: 'attributes belong right below the entry they describe; an error above may have ended it' }
      : {
          why:
            a['found'] === undefined
              ? `the line ends where ${text(a, 'expected')} should follow`
              : `${text(a, 'found')} stands where ${text(a, 'expected')} should`,
        }),
  }),
  'kconfig/unknown-statement': (a) => ({
    title: `"${text(a, 'word')}" is no keyword of this generation of Kconfig`,
    help: 'a misspelt keyword, or a tree of another generation (--dialect NAME)',
  }),
  'kconfig/missing-end': () => ({ title: 'this block is never closed' }),
  'kconfig/unexpected-end': (a) => ({ title: `end${text(a, 'found')} closes an open ${text(a, 'open')}` }),
  'kconfig/end-in-other-file': (a) => ({ title: `end${text(a, 'block')} closes a block that another file opened` }),
  'kconfig/end-in-other-file-location': (a) => ({ title: `the ${text(a, 'block')} begins here` }),
  'kconfig/unsupported-character': (a) => ({
    title: `the character ${text(a, 'character')} means nothing here and is ignored`,
  }),
  'kconfig/multi-line-string': () => ({
    title: 'a string ends at the end of its line',
    help: 'close the quote on the same line',
  }),
  'kconfig/missing-newline-at-end': () => ({ title: 'the last line has no line end' }),
  'kconfig/type-redefined': (a) => ({
    title: `${text(a, 'symbol')} is ${text(a, 'from')} already, ${text(a, 'to')} here is ignored`,
  }),
  'kconfig/no-type': (a) => ({ title: `${text(a, 'symbol')} has no type and never gets a value` }),
  'kconfig/prompt-redefined': () => ({ title: 'the entry has a prompt already, this one takes its place' }),
  'kconfig/leading-white-space': () => ({ title: 'blanks at the start of a prompt are ignored' }),
  'kconfig/bool-compared-with-m': (a) => ({
    title: `bool ${text(a, 'symbol')} is compared with m, which it never is: the test is always ${text(a, 'value')}`,
  }),
  'kconfig/error-if': (a) => ({ title: `the tree refuses to be configured: ${text(a, 'text')}` }),
  'kconfig/warning-if': (a) => ({ title: `the tree warns: ${text(a, 'text')}` }),
  'kconfig/info': (a) => ({ title: text(a, 'text') }),
  'dotconfig/unknown-symbol': (a) => ({
    title: `no symbol ${text(a, 'symbol')} in this tree`,
    why: 'renamed, removed, or of another tree: the line has no effect',
  }),
  'dotconfig/invalid-value': (a) => ({
    title: `${text(a, 'value')} is no value for ${text(a, 'symbol')}`,
    why: 'it does not fit the type, so the line counts as missing',
  }),
  'dotconfig/invalid-string': (a) => ({ title: `the string for ${text(a, 'symbol')} has no closing quote` }),
  'dotconfig/reassignment': (a) => ({ title: `${text(a, 'symbol')} was set above already, this line counts` }),
  'dotconfig/choice-changed': (a) => ({
    title: `${text(a, 'symbol')} takes the place of another member of its choice`,
  }),
  'dotconfig/inconsistent-choice': (a) => ({ title: `${text(a, 'symbol')} is m while its choice is y` }),
  'dotconfig/unexpected-data': (a) => ({ title: `"${text(a, 'text')}" is no line of a .config and is ignored` }),
}

/** The words for a finding; a code without words of its own gets the line that the configurator prints. */
export const wordsFor = (code: string, args: Args, original: string): Words =>
  WORDS[code]?.(args) ?? { title: original.trim().replace(/^\S+:\d+:\s*(warning: |error: )?/, '') }
