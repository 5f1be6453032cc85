/** What a module's file exports, in the forms that tables had: read by relocations, without names of local symbols. */
import { describe, expect, test } from 'vitest'
import { type ElfSection, readElf, sectionNamed } from '../../src/elf/elf-file.ts'
import { moduleExports } from '../../src/module/module-exports.ts'
import { moduleOutline } from '../../src/module/module-outline.ts'
import { moduleVersions } from '../../src/module/module-versions.ts'
import { MIPS, type NewModule, writeModule, X86_64 } from './write-module.ts'

const exportsOf = (module: NewModule) => {
  const outline = moduleOutline(writeModule(module))
  return outline === undefined ? undefined : moduleExports(outline.elf)
}

const found = (file: Buffer) => {
  const elf = readElf(file)
  if (elf.kind === 'problems') throw new Error(JSON.stringify(elf.findings[0]))
  return moduleExports(elf)
}

const sectionOf = (file: Buffer, name: string): ElfSection => {
  const elf = readElf(file)
  const section = elf.kind === 'problems' ? undefined : sectionNamed(elf, name)
  if (section === undefined) throw new Error(name)
  return section
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

  test('CRCs of fewer bytes than there are entries', () => {
    const module = writeModule({ exports: TWO })
    const { offset, size } = sectionOf(module, '__kcrctab')
    const short = Buffer.from(module)
    const at = short.lastIndexOf(Buffer.from(new BigUint64Array([BigInt(offset), BigInt(size)]).buffer))
    short.writeUInt8(3, at + 8)
    expect(found(short).map(({ crc }) => crc)).toEqual([undefined, undefined, 5])
  })

  test('texts and CRCs before the beginning of their section, far before it', () => {
    const module = writeModule({ exports: TWO, crcs: 'elsewhere' })
    for (const name of ['.rela__ksymtab', '.rela__kcrctab']) {
      const { bytes } = sectionOf(module, name)
      for (let at = 16; at < bytes.length; at += 24)
        Buffer.from(bytes.buffer, bytes.byteOffset).writeBigInt64LE(-(2n ** 63n), at)
    }
    expect(found(module)).toEqual([FOUND[2]])
  })

  test('relocation tables that share their bytes are gone through no longer than the file is', () => {
    const entries = Buffer.alloc(24 * 40_000)
    const target = { name: '__ksymtab', type: 1, flags: 2, bytes: Buffer.alloc(24) }
    const shared = { type: 4, link: 6, info: 7, entsize: 24 }
    const file = writeModule({
      extra: [
        target,
        { name: 'r', ...shared, bytes: entries },
        ...Array.from({ length: 3000 }, () => ({ name: 'r', ...shared })),
      ],
    })
    const { offset } = sectionOf(file, 'r')
    const table = Number(file.readBigUInt64LE(40))
    for (let at = table + 9 * 64; at < table + 3009 * 64; at += 64) {
      file.writeBigUInt64LE(BigInt(offset), at + 24)
      file.writeBigUInt64LE(BigInt(entries.length), at + 32)
    }
    expect(found(file)).toEqual([])
  }, 5000)
})

describe('outline', () => {
  test('of a module', () => {
    const outline = moduleOutline(
      writeModule({
        structName: 'me',
        modinfo: ['name=other', 'vermagic=6.1 SMP ', 'license=Proprietary'],
        structSize: 0x340,
      }),
    )
    expect(outline).toMatchObject({ name: 'me', vermagic: '6.1 SMP ', structModuleSize: 0x340, proprietary: true })
  })

  test('of one without struct module', () => {
    const outline = moduleOutline(
      writeModule({ without: ['.gnu.linkonce.this_module'], modinfo: ['name=other', 'license=GPL v2'] }),
    )
    expect(outline).toMatchObject({ name: 'other', structModuleSize: undefined, proprietary: false })
  })

  test('of what is none', () => {
    expect(moduleOutline(Buffer.from('text'))).toBeUndefined()
    expect(moduleOutline(writeModule({ without: ['.gnu.linkonce.this_module'], modinfo: [] }))).toBeDefined()
  })

  test.each([X86_64, MIPS])('versions, %j', (layout) => {
    const outline = moduleOutline(writeModule({ layout, versions: [['module_layout', 0xdeadbeef]] }))
    const versions = outline && moduleVersions(outline.elf)
    expect(versions?.first('module_layout')).toMatchObject({ crc: 0xdeadbeef, high: 0 })
    expect(versions?.first('printk')).toBeUndefined()
  })
})
