import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type AnyFault, faultJson, faultText } from '../../src/report/file-fault.ts'

import { moduleInfos } from '../../src/workspace/module-info.ts'
import { writeModule } from '../module/write-module.ts'

describe('faults of files', () => {
  test.each<[AnyFault, string]>([
    [{ kind: 'unreadable', code: 'ENOENT' }, 'f: no such file [file/ENOENT]'],
    [{ kind: 'no-modules' }, 'f: no *.ko, *.ko.gz, *.ko.xz or *.ko.zst in this folder [file/no-modules]'],
    [
      { kind: 'no-modules-in-package' },
      'f: no *.ko in this package: it is none of modules, or what it is for was built into the kernel, or left out [package/no-modules]',
    ],
    [
      { kind: 'no-modinfo' },
      'f: no module: an ELF file without a section .modinfo [module/no-modinfo]\n  help: name the .ko itself, not an object it is linked from',
    ],
    [{ kind: 'not-symvers' }, 'f: no Module.symvers: not a line of it is one of such a file [symvers/not-symvers]'],
    [
      { kind: 'damaged', format: 'xz', code: 'archive/checksum', args: { what: 'crc64', offset: 12 } },
      'f: xz at byte 12 (crc64): what comes out is not what was compressed: the checksum differs [archive/checksum]',
    ],
    [
      {
        kind: 'elf',
        count: 3,
        finding: { code: 'elf/out-of-file', offset: 88, field: 'sh_offset', args: { section: 3, value: '999' } },
      },
      'f: sh_offset of section 3 = 999 at byte 88: what it places reaches beyond the end of the file (and 2 more) [elf/out-of-file]\n  help: copy or build it again: the copy or the build was cut off',
    ],
  ])('%j', (fault, words) => {
    expect(faultText('f', fault)).toBe(`kcheck: ${words}\n`)
  })

  test.each([
    ['', 'the file is empty [elf/too-short]\n  help: copy or build it again: the copy or the build was cut off'],
    ['#!/bin/sh\n', 'not an ELF file [elf/ident]\n  help: name the .ko itself'],
    [writeModule().subarray(0, 10), 'the file has 10 bytes, which is less than an ELF header [elf/too-short]\n'],
    [writeModule().subarray(0, 40), 'the file has 40 bytes, which is less than an ELF header [elf/too-short]\n'],
    [
      writeModule().subarray(0, 200),
      'its section table lies beyond the end: the file is cut short [elf/out-of-file]\n  help: copy or build it again',
    ],
  ])('whole files: %j', (content, words) => {
    const [info] = moduleInfos(['f'], memoryFileSystem({ f: content }))
    expect(info !== undefined && 'fault' in info && faultText('f', info.fault)).toContain(`kcheck: f: ${words}`)
  })

  test('where it shows is data too', () => {
    const finding = { code: 'elf/ident', offset: 4, field: 'EI_CLASS', args: { value: '9' } } as const
    expect(faultJson({ kind: 'elf', count: 1, finding })).toEqual({
      code: 'elf/ident',
      message: 'EI_CLASS = 9 at byte 4: no ELF file has that there',
      offset: 4,
      field: 'EI_CLASS',
      value: '9',
    })
  })
})
