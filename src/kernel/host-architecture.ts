/**
 * The architecture that is taken when none is named: the machine's, as `uname -m` says it, through the substitutions of
 * scripts/subarch.include. Those change between releases (macOS says arm64, which once became arm), so a tree's own
 * file is read where there is one.
 */

/** One `sed` substitution, done once a line; `unless` is an address that keeps a line from it. */
export interface MachineRule {
  readonly pattern: RegExp
  readonly replacement: string
  readonly unless?: RegExp
}

const rule = (pattern: string, replacement: string, unless?: string): MachineRule => ({
  pattern: new RegExp(pattern),
  replacement,
  ...(unless === undefined ? {} : { unless: new RegExp(unless) }),
})

/** The rules of Linux 6.12. */
const MACHINE_RULES: readonly MachineRule[] = [
  rule('i.86', 'x86'),
  rule('x86_64', 'x86'),
  rule('sun4u', 'sparc64'),
  rule('arm.*', 'arm', '^arm64$'),
  rule('sa110', 'arm'),
  rule('s390x', 's390'),
  rule('ppc.*', 'powerpc'),
  rule('mips.*', 'mips'),
  rule('sh[234].*', 'sh'),
  rule('aarch64.*', 'arm64'),
  rule('riscv.*', 'riscv'),
  rule('loongarch.*', 'loongarch'),
]

/** `-e s/from/to/`, with an optional `/address/!` before the command. What is matched is alike in sed and here. */
const SUBSTITUTION = /-e\s+(?:\/((?:[^/\\]|\\.)+)\/!)?s\/((?:[^/\\]|\\.)+)\/([^/]*)\//g

/** The rules in a scripts/subarch.include (or, before 4.20, a top Makefile); undefined where it has none. */
export const parseMachineRules = (text: string): readonly MachineRule[] | undefined => {
  const rules = [...text.matchAll(SUBSTITUTION)].map(([, unless, from = '', to = '']) =>
    // make turns $$ into $
    rule(from.replaceAll('$$', '$'), to, unless?.replaceAll('$$', '$')),
  )
  return rules.length > 0 ? rules : undefined
}

/** SUBARCH, and ARCH where none is given, on a machine whose `uname -m` is `machine`. */
export const hostArchitecture = (machine: string, rules: readonly MachineRule[] = MACHINE_RULES): string =>
  rules.reduce(
    (name, { pattern, replacement, unless }) =>
      unless?.test(name) === true ? name : name.replace(pattern, () => replacement),
    machine,
  )
