/** Mutants are made of numbers: the same ones again from the same seed, and each differs from its original. */
import { describe, expect, test } from 'vitest'
import { Draw } from '../../scripts/oracle/mutants/draw.ts'
import { ElfEdit } from '../../scripts/oracle/mutants/elf-edit.ts'
import { mutateModinfo } from '../../scripts/oracle/mutants/modinfo.ts'
import { mutated, recipes } from '../../scripts/oracle/mutants/recipe.ts'
import { mutateSymbol } from '../../scripts/oracle/mutants/symbols.ts'
import { damageFile } from '../../scripts/oracle/robust/damage-file.ts'
import { elf, text } from '../../scripts/oracle/robust/write-sections.ts'

/** `init_module` and one undefined symbol. */
const symbols = (): Uint8Array => {
  const table = new DataView(new ArrayBuffer(3 * 24))
  table.setUint32(24, 1, true)
  table.setUint8(28, 0x12)
  table.setUint16(30, 1, true)
  table.setBigUint64(32, 0x10n, true)
  table.setUint32(48, 13, true)
  table.setUint8(52, 0x10)
  return new Uint8Array(table.buffer)
}

const module = elf([
  { name: '.text', type: 1, flags: 6n, content: new Uint8Array(64) },
  { name: '.modinfo', type: 1, flags: 2n, content: text('license=GPL\0vermagic=6.1 SMP \0name=m\0') },
  { name: '__versions', type: 1, flags: 2n, content: new Uint8Array(128).fill(0x41) },
  { name: '.gnu.linkonce.this_module', type: 1, flags: 3n, content: new Uint8Array(0x380) },
  { name: '.symtab', type: 2, content: symbols(), link: 6 },
  { name: '.strtab', type: 3, content: text('\0init_module\0kfree\0') },
])
const original = { signed: undefined, unsigned: module }

describe('from a seed', () => {
  test('the same mutants come again, and others from another', () => {
    const made = (seed: number): readonly string[] =>
      recipes(40, seed).map((recipe) => Buffer.from(mutated(recipe, original)?.bytes ?? []).toString('hex'))
    expect(made(5)).toEqual(made(5))
    expect(made(5)).not.toEqual(made(6))
  })

  test('every kind of mutation can be made without a throw, and the original stays as it is', () => {
    const before = Buffer.from(module).toString('hex')
    const families = new Set<string>()
    for (const recipe of recipes(1500, 1)) families.add(mutated(recipe, original)?.family ?? '')
    expect(Buffer.from(module).toString('hex')).toBe(before)
    for (const family of ['header', 'section', 'symbol', 'modinfo', 'versions', 'truncate', 'new-section']) {
      expect(families).toContain(family)
    }
  })

  test('what the kernel calls stays where it is', () => {
    for (const { steps } of recipes(3000, 2)) {
      const edited = new ElfEdit(module)
      const before = edited.get(edited.symbolField(1, 'st_value'))
      for (const { numbers } of steps) mutateSymbol(edited, new Draw(numbers))
      expect(edited.get(edited.symbolField(1, 'st_value'))).toBe(before)
    }
  })
})

describe('a module that is changed', () => {
  test('keeps its other sections when one gets longer', () => {
    const edited = new ElfEdit(module)
    const versions = edited.section('__versions')
    mutateModinfo(edited, new Draw([3, 0, 0, 0]))
    const again = new ElfEdit(edited.bytes)
    expect(again.section('__versions')).toEqual(versions)
    expect(again.section('.modinfo')?.offset).toBeGreaterThanOrEqual(module.length)
  })

  test('writes nothing behind its end', () => {
    const edited = new ElfEdit(module)
    edited.truncate(100)
    edited.set({ at: 98, size: 4 }, 1n)
    expect(edited.length).toBe(100)
    expect(edited.get({ at: 98, size: 4 })).toBe(0n)
  })
})

test('numbers are drawn beyond the end of their list', () => {
  const draw = new Draw([7, 9])
  const drawn = Array.from({ length: 6 }, () => draw.number())
  expect(new Set(drawn).size).toBeGreaterThan(2)
  expect(drawn.every((number) => number >= 0)).toBe(true)
})

test('damaged files come again from the same numbers', () => {
  const numbers = [11, 22, 33, 44, 55, 66, 77, 88]
  expect(damageFile(module, new Draw(numbers))).toEqual(damageFile(module, new Draw(numbers)))
})
