/**
 * The command line of scripts/kconfig/conf, read as getopt_long() reads it: options may stand anywhere, long ones may be
 * shortened as long as they stay unique, the last mode wins.
 */
import type { ConfHost } from './host.ts'

export const MODES = [
  'oldaskconfig',
  'oldconfig',
  'syncconfig',
  'defconfig',
  'savedefconfig',
  'allnoconfig',
  'allyesconfig',
  'allmodconfig',
  'alldefconfig',
  'randconfig',
  'listnewconfig',
  'helpnewconfig',
  'olddefconfig',
  'yes2modconfig',
  'mod2yesconfig',
  'mod2noconfig',
] as const

export type Mode = (typeof MODES)[number]

export interface ConfOptions {
  readonly mode: Mode
  /** File of `--defconfig` or `--savedefconfig`. */
  readonly file: string | undefined
  readonly silent: boolean
  readonly help: boolean
  /** Every mode named, in order: a random seed is announced each time. */
  readonly modes: readonly Mode[]
  readonly kconfig: string | undefined
}

const takesFile = (mode: string): boolean => mode === 'defconfig' || mode === 'savedefconfig'

export const parseOptions = (argv: readonly string[], host: ConfHost, program: string): ConfOptions => {
  const positional: string[] = []
  const modes: Mode[] = []
  let file: string | undefined
  let silent = false
  let help = false
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] as string
    if (argument === '--') {
      positional.push(...argv.slice(i + 1))
      break
    }
    if (!argument.startsWith('-') || argument === '-') {
      positional.push(argument)
      continue
    }
    if (!argument.startsWith('--')) {
      for (const letter of argument.slice(1)) {
        if (letter === 's') silent = true
        else if (letter === 'h') help = true
        else host.stderr(`${program}: invalid option -- '${letter}'\n`)
        if (help) break
      }
      if (help) break
      continue
    }
    const [name = '', ...rest] = argument.slice(2).split('=')
    const value = rest.length > 0 ? rest.join('=') : undefined
    const option = longOption(name, host, program)
    if (option === undefined) continue
    if (value !== undefined && !takesFile(option)) {
      host.stderr(`${program}: option '--${option}' doesn't allow an argument\n`)
      continue
    }
    if (option === 'help') {
      help = true
      break
    }
    if (option === 'silent') {
      silent = true
      continue
    }
    if (takesFile(option)) {
      const given = value ?? argv[++i]
      if (given === undefined) {
        host.stderr(`${program}: option '--${option}' requires an argument\n`)
        continue
      }
      file = given
    }
    modes.push(option)
  }
  return { mode: modes.at(-1) ?? 'oldaskconfig', file, silent, help, modes, kconfig: positional[0] }
}

const longOption = (name: string, host: ConfHost, program: string): Mode | 'help' | 'silent' | undefined => {
  const all = ['help', 'silent', ...MODES] as const
  const exact = all.find((option) => option === name)
  if (exact !== undefined) return exact
  const matches = all.filter((option) => option.startsWith(name))
  if (matches.length === 1) return matches[0]
  if (matches.length === 0) host.stderr(`${program}: unrecognized option '--${name}'\n`)
  else {
    const list = matches.map((option) => ` '--${option}'`).join('')
    host.stderr(`${program}: option '--${name}' is ambiguous; possibilities:${list}\n`)
  }
  return undefined
}

export const usage = (program: string): string => `Usage: ${program} [options] <kconfig-file>

Generic options:
  -h, --help              Print this message and exit.
  -s, --silent            Do not print log.

Mode options:
  --listnewconfig         List new options
  --helpnewconfig         List new options and help text
  --oldaskconfig          Start a new configuration using a line-oriented program
  --oldconfig             Update a configuration using a provided .config as base
  --syncconfig            Similar to oldconfig but generates configuration in
                          include/{generated/,config/}
  --olddefconfig          Same as oldconfig but sets new symbols to their default value
  --defconfig <file>      New config with default defined in <file>
  --savedefconfig <file>  Save the minimal current configuration to <file>
  --allnoconfig           New config where all options are answered with no
  --allyesconfig          New config where all options are answered with yes
  --allmodconfig          New config where all options are answered with mod
  --alldefconfig          New config with all symbols set to default
  --randconfig            New config with random answer to all options
  --yes2modconfig         Change answers from yes to mod if possible
  --mod2yesconfig         Change answers from mod to yes if possible
  --mod2noconfig          Change answers from mod to no if possible
  (If none of the above is given, --oldaskconfig is the default)
`
