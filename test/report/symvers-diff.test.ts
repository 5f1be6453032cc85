import { expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { brokenModules, isSameSymvers, symversDiffText } from '../../src/report/symvers-diff.ts'
import { symversDiffJson } from '../../src/report/symvers-diff-json.ts'
import { symversMessages } from '../../src/report/symvers-messages.ts'
import { compareSymvers, type SymversComparison } from '../../src/workspace/symvers-diff.ts'
import { writeModule } from '../module/write-module.ts'

const line = (name: string, crc: number, rest = 'vmlinux\tEXPORT_SYMBOL\t'): string =>
  `0x${crc.toString(16).padStart(8, '0')}\t${name}\t${rest}\n`
const names = Array.from({ length: 25 }, (_, at) => `s${at}`)
const files = memoryFileSystem({
  old: [line('a', 1), line('b', 2), line('c', 3), ...names.map((name) => line(name, 1))].join(''),
  new: `${line('a', 9)}${line('b', 2, 'net/x\tEXPORT_SYMBOL_GPL\tNS')}${line('d', 4)}0xzz\n`,
  empty: '',
  'user.ko': writeModule({ uses: ['a', 'b', 'c', ...names], versions: [['a', 1]] }),
  'same.ko': writeModule({ uses: ['elsewhere'] }),
  'k/Module.symvers': line('a', 9),
  'other.ko': writeModule({ uses: ['a'], versions: [['a', 7]] }),
  'cut.ko': writeModule().subarray(0, 100),
})
const compare = (before: string, after: string, usedBy?: readonly string[]): SymversComparison => {
  const result = compareSymvers({ before, after, usedBy }, files)
  if (result.kind === 'failed') throw new Error(symversMessages(result))
  return result
}

test('counts first, then what each is about; long lists are cut', () => {
  const result = compare('old', 'new', ['user.ko', 'same.ko', 'cut.ko'])
  const text = symversDiffText(result, { all: false })
  expect(text.split('\n').slice(0, 8)).toEqual([
    'old: 28 symbols',
    'new: 3 symbols',
    'appeared: 1, vanished: 26, CRC changed: 1, namespace changed: 1, GPL-only changed: 1, module changed: 1, unchanged: 0',
    '2 modules: 1 would break',
    '',
    'Modules that break (1)',
    '  user.ko: a 0x00000001 -> 0x00000009; b is in namespace NS now; c vanished; and 25 more',
    '',
  ])
  for (const part of [
    'Vanished (26)\n  c  vmlinux\n  s0  vmlinux\n',
    '  s18  vmlinux\n  and 6 more (--all)\n',
    'CRC changed (1)\n  a  vmlinux  0x00000001 -> 0x00000009\n',
    'Namespace changed (1)\n  b  net/x  (none) -> NS\n',
    'GPL-only changed (1)\n  b  net/x  for all -> GPL-only\n',
    'Exported by another module (1)\n  b  net/x  vmlinux -> net/x\n',
    'Appeared (1)\n  d  vmlinux\n',
  ]) {
    expect(text).toContain(part)
  }
  const all = symversDiffText(result, { all: true })
  expect(all).not.toContain('--all')
  expect(all).toContain('s24 vanished')
  expect(symversMessages(result)).toMatch(/^warning: new:4:1: 1 columns, and not 3 to 5\nkcheck: cut\.ko: .*\[elf\//)
})

test('what does not fit the old one is not broken by the change', () => {
  const result = compare('old', 'k/', ['same.ko', 'other.ko'])
  expect(result.after.file).toBe('k/Module.symvers')
  expect(symversDiffText(result, { all: false })).toContain(
    '2 modules: none would break, 1 does not fit old either\n\nModules that do not fit old either (1)\n  other.ko: a 0x00000007 -> 0x00000009\n',
  )
  expect(brokenModules(result.modules)).toEqual([])
  expect(JSON.parse(symversDiffJson(result)).modules[0]).toMatchObject({ file: 'same.ko', result: 'fits' })
  expect(JSON.parse(symversDiffJson(result)).modules[1]).toMatchObject({ file: 'other.ko', result: 'fits-neither' })
  expect(symversDiffText(compare('old', 'k', ['same.ko']), { all: false })).toContain('\n1 module: none would break\n')
})

test('the same, and files that do not record everything', () => {
  expect(isSameSymvers(compare('old', 'old'))).toBe(true)
  const empty = compare('old', 'empty')
  expect(isSameSymvers(empty)).toBe(false)
  expect(symversDiffText(empty, { all: false })).toContain(
    'not compared, as not both files record it: CRCs, namespaces\n',
  )
})
