/**
 * Files made to cost time or memory: counts as large as a field allows, tables that lie on top of each other, names that
 * never end, lists of a hundred thousand. Each is an x86-64 module as far as the loader would look.
 */
import { type CraftedSection, elf, text, withSymbols } from './write-sections.ts'

export interface Crafted {
  readonly name: string
  /** Some are of megabytes: each is made when it is its turn. */
  readonly make: () => Uint8Array
}

const MANY = 65_000
const repeat = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** `structSize`, `vermagic`: those of the kernel, so that the loader comes far. */
export const craftedFiles = (structSize: number, vermagic: string): readonly Crafted[] => {
  const modinfo = `vermagic=${vermagic}\0license=GPL\0name=crafted\0intree=Y\0`
  const versions = new Uint8Array(64 * 50_000).fill(0x61)
  const endless = new Uint8Array(1 << 20).fill(0x61)
  const names = text(`\0${repeat(100_000, (index) => `symbol_${index}`).join('\0')}\0`)
  const longName = `.${'n'.repeat(60_000)}`
  const rela = (info: number): CraftedSection => ({
    name: '.rela',
    type: 4,
    offset: 64n,
    size: BigInt(24 * 40_000),
    info,
  })
  return [
    { name: 'as many sections as there can be', make: () => elf(repeat(65_278, () => ({ name: '.x', type: 1 }))) },
    { name: 'e_shnum 65535 of few', make: () => elf([{ name: '.x', type: 1 }], 0xffff) },
    { name: 'a section of 2^63 bytes', make: () => elf([{ name: '.x', type: 1, size: 1n << 63n }]) },
    {
      name: 'a .bss of 2^62 bytes',
      make: () =>
        withSymbols(structSize, modinfo, text('\0'), [], [{ name: '.bss', type: 8, flags: 3n, size: 1n << 62n }]),
    },
    {
      name: 'names without end',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          endless,
          repeat(40_000, (index) => index),
        ),
    },
    {
      name: 'one long name for all',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          Buffer.concat([endless, text('\0')]),
          repeat(40_000, () => 0),
        ),
    },
    {
      name: 'many unknown symbols',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          names,
          repeat(100_000, (index) => 1 + index * 9),
        ),
    },
    {
      name: 'the file as its strings',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          names,
          repeat(50_000, (index) => index * 31),
        ),
    },
    {
      name: 'many versions',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          names,
          repeat(20_000, (index) => 1 + index * 9),
          [{ name: '__versions', type: 1, flags: 2n, content: versions }],
        ),
    },
    {
      name: 'a long .modinfo',
      make: () =>
        withSymbols(
          structSize,
          modinfo + repeat(200_000, (index) => `parm=p${index}:text\0parmtype=p${index}:int\0`).join(''),
          text('\0'),
          [],
        ),
    },
    { name: 'a .modinfo without NULs', make: () => withSymbols(structSize, 'x'.repeat(4 << 20), text('\0'), []) },
    {
      name: 'import_ns without number',
      make: () =>
        withSymbols(
          structSize,
          modinfo + 'import_ns=x\0'.repeat(300_000),
          names,
          repeat(10_000, (index) => 1 + index * 9),
        ),
    },
    {
      name: 'sections of one name',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          text('\0'),
          [],
          repeat(MANY, () => ({ name: '.modinfo', type: 1, flags: 2n })),
        ),
    },
    {
      name: 'relocations on top of each other',
      make: () =>
        withSymbols(
          structSize,
          modinfo,
          names,
          repeat(40_000, () => 1),
          repeat(MANY, () => rela(1)),
        ),
    },
    {
      name: 'one name of a section for all',
      make: () => elf(repeat(MANY, () => ({ name: longName, type: 1, flags: 2n }))),
    },
    {
      name: 'a signature of the whole file',
      make: () =>
        Buffer.concat([
          new Uint8Array(1 << 20).fill(0x30),
          new Uint8Array([0, 0, 2, 0, 0, 0, 0, 0, 0, 0x0f, 0xff, 0xf0]),
          text('~Module signature appended~\n'),
        ]),
    },
  ]
}
