import { describe, expect, test } from 'vitest'
import { parseSymvers } from '../../src/kernel/symvers.ts'
import { readModuleNeeds } from '../../src/module/module-needs.ts'
import { symversBreaks } from '../../src/module/symvers-breaks.ts'
import { type NewModule, writeModule } from './write-module.ts'

const BEFORE = '0x00000011\ta\tvmlinux\tEXPORT_SYMBOL\t\n0x00000022\tb\tvmlinux\tEXPORT_SYMBOL\t\n'

const breaks = (module: NewModule, after: string, before = BEFORE) => {
  const needs = readModuleNeeds(writeModule(module))
  if (needs.kind !== 'needs') throw new Error(needs.kind)
  return symversBreaks(needs, parseSymvers(before), parseSymvers(after))
}
const kinds = (...args: Parameters<typeof breaks>) =>
  breaks(...args).breaks.map(({ kind, symbol }) => `${kind} ${symbol}`)
const line = (name: string, crc: number, word = 'EXPORT_SYMBOL', namespace = '') =>
  `0x${crc.toString(16).padStart(8, '0')}\t${name}\tvmlinux\t${word}\t${namespace}\n`

const USER: NewModule = {
  uses: ['a', 'b'],
  versions: [
    ['a', 0x11],
    ['b', 0x22],
    ['module_layout', 9],
  ],
}
const PROPRIETARY: NewModule = { ...USER, modinfo: ['license=Proprietary'] }

describe('symversBreaks', () => {
  test('the same breaks nothing', () => {
    expect(breaks(USER, BEFORE)).toEqual({ breaks: [], unknown: [] })
  })

  test('a symbol that vanished, unless it is weak', () => {
    expect(kinds(USER, line('a', 0x11))).toEqual(['vanished b'])
    expect(kinds({ ...USER, uses: ['a', '?b'] }, line('a', 0x11))).toEqual([])
  })

  test('a CRC that is not the one that the module was built with; of weak symbols too', () => {
    const after = line('a', 0x11) + line('b', 0x33)
    expect(breaks(USER, after).breaks).toEqual([
      { kind: 'crc', symbol: 'b', built: { name: 'b', crc: 0x22, high: 0 }, after: 0x33 },
    ])
    expect(kinds({ ...USER, uses: ['?b'] }, after)).toEqual(['crc b'])
    // what counts is the module's own entry, not what the old file says
    expect(
      kinds(
        {
          ...USER,
          versions: [
            ['a', 0x11],
            ['b', 0x33],
          ],
        },
        after,
      ),
    ).toEqual([])
  })

  test('module_layout counts, though no module has it as a symbol', () => {
    expect(kinds(USER, BEFORE + line('module_layout', 8))).toEqual(['crc module_layout'])
    expect(kinds(USER, BEFORE + line('module_layout', 9))).toEqual([])
  })

  test('an entry of the extended sections counts first', () => {
    const extended: NewModule = {
      ...USER,
      versions: [
        ['a', 0x11],
        ['b', 0x99],
      ],
      extended: [['b', 0x22]],
    }
    expect(kinds(extended, BEFORE)).toEqual([])
  })

  test('a symbol without an entry is let pass; a module without any is not, once there are CRCs', () => {
    expect(kinds({ ...USER, versions: [['a', 0x11]] }, BEFORE)).toEqual([])
    const bare = { uses: ['a', 'b'], versions: undefined }
    expect(kinds(bare, BEFORE, line('a', 0) + line('b', 0))).toEqual(['no-versions a'])
    expect(kinds(bare, BEFORE)).toEqual([])
  })

  test('without CRCs in the new file none is compared', () => {
    expect(kinds(USER, line('a', 0) + line('b', 0))).toEqual([])
  })

  test('GPL-only now: for proprietary modules', () => {
    const after = line('a', 0x11) + line('b', 0x22, 'EXPORT_SYMBOL_GPL')
    expect(kinds(USER, after)).toEqual([])
    expect(kinds(PROPRIETARY, after)).toEqual(['gpl b'])
    expect(kinds({ ...PROPRIETARY, uses: ['a', '?b'] }, after)).toEqual([])
    expect(kinds(PROPRIETARY, after, after)).toEqual([])
  })

  test('in a namespace now that is not imported', () => {
    const after = line('a', 0x11) + line('b', 0x22, 'EXPORT_SYMBOL', 'NS')
    expect(breaks(USER, after).breaks).toEqual([{ kind: 'namespace', symbol: 'b', namespace: 'NS' }])
    expect(kinds({ ...USER, modinfo: ['license=GPL', 'import_ns=NS'] }, after)).toEqual([])
    expect(kinds(USER, after, after)).toEqual([])
    const own = line('a', 0x11) + line('b', 0x22, 'EXPORT_SYMBOL', 'module:kvm,sam*')
    expect(kinds(USER, own)).toEqual([])
    expect(kinds({ ...USER, structName: 'other' }, own)).toEqual(['namespace b'])
  })

  test('what neither file exports is of others', () => {
    expect(breaks({ ...USER, uses: ['a', 'elsewhere'] }, BEFORE)).toEqual({
      breaks: [],
      unknown: ['elsewhere'],
    })
  })

  test('names of 64-bit PowerPC have a dot before them or not', () => {
    const dotted: NewModule = { ...USER, machine: 21, uses: ['.b'], versions: [['.b', 0x23]] }
    expect(kinds(dotted, BEFORE)).toEqual(['crc b'])
  })
})
