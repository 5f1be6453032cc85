/**
 * readelf's words for types and flags of sections (binutils 2.40): they depend on the machine.
 */

const EM_386 = 3
const EM_MIPS = 8
const EM_ARM = 40
const EM_X86_64 = 62

const TYPES: ReadonlyMap<number, string> = new Map([
  [0, 'NULL'],
  [1, 'PROGBITS'],
  [2, 'SYMTAB'],
  [3, 'STRTAB'],
  [4, 'RELA'],
  [5, 'HASH'],
  [6, 'DYNAMIC'],
  [7, 'NOTE'],
  [8, 'NOBITS'],
  [9, 'REL'],
  [11, 'DYNSYM'],
  [14, 'INIT_ARRAY'],
  [15, 'FINI_ARRAY'],
  [16, 'PREINIT_ARRAY'],
  [17, 'GROUP'],
  [18, 'SYMTAB SECTION INDICES'],
  [19, 'RELR'],
  [0x6ffffff5, 'GNU_ATTRIBUTES'],
  [0x6ffffff6, 'GNU_HASH'],
  [0x6ffffffd, 'VERDEF'],
  [0x6ffffffe, 'VERNEED'],
  [0x6fffffff, 'VERSYM'],
])

const OF_MACHINES: ReadonlyMap<number, ReadonlyMap<number, string>> = new Map([
  [EM_X86_64, new Map([[0x70000001, 'X86_64_UNWIND']])],
  [
    EM_ARM,
    new Map([
      [0x70000001, 'ARM_EXIDX'],
      [0x70000003, 'ARM_ATTRIBUTES'],
    ]),
  ],
  [
    EM_MIPS,
    new Map([
      [0x70000005, 'MIPS_DEBUG'],
      [0x70000006, 'MIPS_REGINFO'],
      [0x7000000d, 'MIPS_OPTIONS'],
      [0x7000001e, 'MIPS_DWARF'],
      [0x7000002a, 'MIPS_ABIFLAGS'],
    ]),
  ],
])

/** The word for a type. */
export const sectionType = (type: number, machine: number): string =>
  TYPES.get(type) ?? OF_MACHINES.get(machine)?.get(type) ?? `${type.toString(16).padStart(8, '0')}: <unknown>`

const FLAGS: readonly (readonly [number, string])[] = [
  [0x1, 'W'],
  [0x2, 'A'],
  [0x4, 'X'],
  [0x10, 'M'],
  [0x20, 'S'],
  [0x40, 'I'],
  [0x80, 'L'],
  [0x100, 'O'],
  [0x200, 'G'],
  [0x400, 'T'],
  [0x800, 'C'],
]
const EXCLUDE = 0x80000000
const OS = 0x0ff00000
const PROCESSOR = 0x70000000
const LARGE = 0x10000000
const PURECODE = 0x20000000
/** With the ABI of System V or GNU. */
const RETAIN = 0x200000
const MBIND = 0x1000000

/** The letters for flags, in the order of their bits. */
export const sectionFlags = (flags: number, machine: number, osabi: number): string => {
  const has = (bits: number): boolean => (flags & bits) >>> 0 !== 0
  const isGnu = osabi === 0 || osabi === 3
  let text = FLAGS.filter(([bit]) => has(bit))
    .map(([, letter]) => letter)
    .join('')
  if (has(0xff008)) text += 'x'
  if (isGnu && has(RETAIN)) text += 'R'
  if (isGnu && has(MBIND)) text += 'D'
  if (has(isGnu ? OS & ~(RETAIN | MBIND) : OS)) text += 'o'
  const letter = machine === EM_X86_64 || machine === EM_386 ? 'l' : 'y'
  const ofMachine = letter === 'l' ? LARGE : machine === EM_ARM ? PURECODE : 0
  if (has(ofMachine)) text += letter
  if (has(PROCESSOR & ~ofMachine)) text += 'p'
  if (has(EXCLUDE)) text += 'E'
  return text
}
