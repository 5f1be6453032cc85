/**
 * The architecture that is taken when none is named: the machine's, as `uname -m` says it, through the substitutions of
 * scripts/subarch.include, of Linux 6.12 for all trees: older ones differ only for what macOS says (arm64, which once
 * became arm).
 */

/** One `sed` substitution, done once a line; `unless` is an address that keeps a line from it. */
interface MachineRule {
  readonly pattern: RegExp
  readonly replacement: string
  readonly unless?: RegExp
}

const rule = (pattern: string, replacement: string, unless?: string): MachineRule => ({
  pattern: new RegExp(pattern),
  replacement,
  ...(unless === undefined ? {} : { unless: new RegExp(unless) }),
})

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

/** SUBARCH, and ARCH where none is given, on a machine whose `uname -m` is `machine`. */
export const hostArchitecture = (machine: string): string =>
  MACHINE_RULES.reduce(
    (name, { pattern, replacement, unless }) =>
      unless?.test(name) === true ? name : name.replace(pattern, () => replacement),
    machine,
  )
