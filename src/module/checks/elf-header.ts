/**
 * The ELF header: long enough, the magic, the type, the architecture.
 * Follows elf_validity_ehdr() in kernel/module/main.c (Linux 6.12), elf_validity_check() (6.1), and elf_check_arch() of
 * each architecture.
 */
import type { RawHeader } from '../../elf/raw.ts'
import type { ArchCondition } from '../../kernel/elf-machines.ts'
import type { Check, Ending, Load } from '../load.ts'
import { sayOfElf } from './elf-line.ts'

const ET_REL = 1
const MAGIC = [0x7f, 0x45, 0x4c, 0x46] as const
const ELFCLASS = { 32: 1, 64: 2 } as const
const EI_CLASS = 4

/** EF_ARM_EABI_MASK and what binaries older than the EABI say of themselves; EF_MIPS_ABI2 and friends. */
const EF_ARM_EABI = 0xff00_0000
const EF_MIPS_ABI2 = 0x20
const EF_MIPS_ABI = 0xf000
const EF_MIPS_ABI_O32 = 0x1000
const EF_MIPS_32BITMODE_FP64 = 0x200

const meetsMipsO32 = (flags: number): boolean => {
  if ((flags & EF_MIPS_ABI2) !== 0) return false
  const abi = flags & EF_MIPS_ABI
  return (abi === 0 || abi === EF_MIPS_ABI_O32) && (flags & EF_MIPS_32BITMODE_FP64) === 0
}

const meets = (condition: ArchCondition, header: RawHeader, bits: 32 | 64): boolean => {
  switch (condition.kind) {
    case 'class':
      return header.e_ident[EI_CLASS] === ELFCLASS[bits]
    case 'flags-clear':
      return (header.e_flags & condition.mask) === 0
    case 'flags':
      return condition.values.includes((header.e_flags & condition.mask) >>> 0)
    case 'arm-entry':
      return (header.e_entry & 1n) === 1n || (header.e_entry & 3n) === 0n
    case 'arm-old-abi':
      // what those need is a CPU's matter; nobody has built such modules since 2010
      return (header.e_flags & EF_ARM_EABI) !== 0 || (header.e_flags & 8) === 0
    case 'mips-o32':
      return meetsMipsO32(header.e_flags)
  }
}

const checkMachine = (load: Load, header: RawHeader): Ending => {
  const { elf, srcarch } = load.kernel.facts.architecture
  const rules = load.need(elf, 'module/elf-machine', ['ENOEXEC'], { value: header.e_machine })
  if (rules === undefined) return undefined
  const isMachine = rules.machines.includes(header.e_machine)
  const broken = rules.conditions.find((condition) => !meets(condition, header, load.image.layout.bits))
  if (isMachine && broken === undefined) return undefined
  sayOfElf(load, `Invalid architecture in ELF header: ${header.e_machine}`)
  load.refuse('module/elf-machine', 'ENOEXEC', {
    value: header.e_machine,
    expected: rules.machines[0] ?? 0,
    ...(srcarch.kind === 'known' && { kernel: srcarch.value }),
    ...(isMachine && broken !== undefined && { condition: broken.kind }),
  })
  return 'stop'
}

/** The ABI of 64-bit PowerPC modules, in the lower bits of e_flags. */
const checkAbi = (load: Load, header: RawHeader): Ending => {
  const { ppc64Abi } = load.kernel.facts.features
  if (ppc64Abi.kind === 'unknown' || ppc64Abi.value === 'none') return undefined
  const abi = header.e_flags & 3
  if (ppc64Abi.value === 'v2' ? abi === 2 : abi < 2) return undefined
  sayOfElf(load, `Invalid module architecture in ELF header: ${header.e_machine}`)
  load.refuse('module/elf-abi', 'ENOEXEC', { value: abi, expected: ppc64Abi.value })
  return 'stop'
}

const checkHeader = (load: Load): Ending => {
  const { header, headerSize } = load.image
  if (header === undefined || load.length < headerSize) {
    sayOfElf(load, `Invalid ELF header len ${load.length}`)
    load.refuse('module/elf-length', 'ENOEXEC', { value: load.length, expected: headerSize })
    return 'stop'
  }
  if (MAGIC.some((byte, at) => header.e_ident[at] !== byte)) {
    sayOfElf(load, 'Invalid ELF header magic: != \x7fELF')
    load.refuse('module/elf-magic', 'ENOEXEC')
    return 'stop'
  }
  if (header.e_type !== ET_REL) {
    sayOfElf(load, `Invalid ELF header type: ${header.e_type} != ${ET_REL}`)
    load.refuse('module/elf-type', 'ENOEXEC', { value: header.e_type, expected: ET_REL })
    return 'stop'
  }
  return checkMachine(load, header) ?? checkAbi(load, header)
}

export const elfHeader: Check = {
  name: 'elf-header',
  needs: ['architecture.elf', 'features.ppc64Abi'],
  run: checkHeader,
}
