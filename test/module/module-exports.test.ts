/** What a module's file exports, in the forms that tables had: read by relocations, without names of local symbols. */
import { describe, expect, test } from 'vitest'
import { moduleExports } from '../../src/module/module-exports.ts'
import { moduleOutline, versionOf } from '../../src/module/module-outline.ts'
import { MIPS, type SmallModule, smallModule, X86_64 } from './small-module.ts'

const exportsOf = (module: SmallModule) => {
  const outline = moduleOutline(smallModule(module))
  return outline === undefined ? undefined : moduleExports(outline.elf)
}

const TWO = [
  { name: 'plain', crc: 0x11223344, namespace: '' },
  { name: 'second', crc: 0xfedcba98, namespace: 'SPACE' },
  { name: 'licensed', crc: 5, gpl: true, namespace: 'USB' },
] as const

const FOUND = [
  { name: 'plain', crc: 0x11223344, gpl: false, namespace: '' },
  { name: 'second', crc: 0xfedcba98, gpl: false, namespace: 'SPACE' },
  { name: 'licensed', crc: 5, gpl: true, namespace: 'USB' },
]

describe('entries', () => {
  test.each([
    ['64 bits', { layout: X86_64 }],
    ['32 bits, big endian, addends in place', { layout: MIPS, machine: 8 }],
    ['CRCs as numbers of symbols', { crcs: 'absolute' }],
    ['CRCs as numbers of symbols, 32 bits', { crcs: 'absolute', layout: MIPS, machine: 8 }],
    ['CRCs in another section', { crcs: 'elsewhere' }],
  ] as const)('%s', (_, how) => {
    expect(exportsOf({ exports: TWO, ...how })).toEqual(FOUND)
  })

  test('of kernels without namespaces', () => {
    expect(
      exportsOf({
        exports: [
          { name: 'old', crc: 1 },
          { name: 'older', crc: 2 },
        ],
      }),
    ).toEqual([
      { name: 'old', crc: 1, gpl: false, namespace: '' },
      { name: 'older', crc: 2, gpl: false, namespace: '' },
    ])
  })

  test('without CRCs', () => {
    expect(exportsOf({ exports: [{ name: 'free', namespace: '' }] })).toEqual([
      { name: 'free', crc: undefined, gpl: false, namespace: '' },
    ])
  })

  test('none', () => expect(exportsOf({})).toEqual([]))
})

describe('outline', () => {
  test('of a module', () => {
    const outline = moduleOutline(
      smallModule({ name: 'me', modinfo: ['name=other', 'vermagic=6.1 SMP ', 'license=Proprietary'], size: 0x340 }),
    )
    expect(outline).toMatchObject({ name: 'me', vermagic: '6.1 SMP ', structModuleSize: 0x340, proprietary: true })
  })

  test('of one without struct module', () => {
    const outline = moduleOutline(smallModule({ size: 0, modinfo: ['name=other', 'license=GPL v2'] }))
    expect(outline).toMatchObject({ name: 'other', structModuleSize: undefined, proprietary: false })
  })

  test('of what is none', () => {
    expect(moduleOutline(Buffer.from('text'))).toBeUndefined()
    expect(moduleOutline(smallModule({ size: 0, modinfo: [] }))).toBeDefined()
  })

  test.each([X86_64, MIPS])('versions, %j', (layout) => {
    const outline = moduleOutline(smallModule({ layout, versions: [['module_layout', 0xdeadbeef]] }))
    expect(outline && versionOf(outline, 'module_layout')).toBe(0xdeadbeef)
    expect(outline && versionOf(outline, 'printk')).toBeUndefined()
  })
})
