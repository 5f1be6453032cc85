/** Lines of a configuration, what they are about, and patterns that name some. */
import { expect, test } from 'vitest'
import { linePattern } from '../../src/openwrt/line-patterns.ts'
import { linesByKind, seedLines } from '../../src/openwrt/seed-lines.ts'

const TEXT = [
  '# a comment',
  '',
  'CONFIG_TARGET_ath79=y',
  'CONFIG_TARGET_DEVICE_ath79_generic_DEVICE_8dev_carambola2=y',
  'CONFIG_PACKAGE_kmod-tun=m',
  '# CONFIG_PACKAGE_tc-tiny is not set',
  '# CONFIG_KERNEL_KALLSYMS is not set',
  'CONFIG_ALL_KMODS=y',
  'CONFIG_DEVEL=y\r',
  'nonsense',
].join('\n')

const lines = seedLines(TEXT)

const matching = (pattern: string) => lines.filter(linePattern(pattern, lines)).map(({ number }) => number)

test('lines that can matter have a symbol', () => {
  expect(lines.map(({ number, symbol }) => (symbol === undefined ? 0 : number))).toEqual([0, 0, 3, 4, 5, 6, 7, 8, 9, 0])
  expect(lines[8]?.text).toBe('CONFIG_DEVEL=y\r')
  expect(seedLines('')).toEqual([])
})

test('what they are about', () => {
  const told = lines.filter(({ symbol }) => symbol !== undefined)
  expect(linesByKind(told)).toEqual([[1], [3], [6], [2], [4], [5], [0]])
})

test.each([
  ['KERNEL_KALLSYMS', [7]],
  ['CONFIG_KERNEL_KALLSYMS', [7]],
  ['KALLSYMS', [7]],
  ['TARGET_ath79', [3]],
  ['TARGET_*', [3, 4]],
  ['*ath79*', [3, 4]],
  ['CONFIG_PACKAGE_*=m', [5]],
  ['PACKAGE_kmod-t?n', [5]],
  ['CONFIG_DEVEL=?', [9]],
  ['a comment', [1]],
  ['(', []],
])('--keep %s', (pattern, numbers) => {
  expect(matching(pattern)).toEqual(numbers)
})
