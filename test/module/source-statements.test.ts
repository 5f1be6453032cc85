/** What is read of a module in its sources. */
import { describe, expect, test } from 'vitest'
import { sourceStatements, statedLicence } from '../../src/module/source-statements.ts'

const read = (...texts: readonly string[]) => sourceStatements(texts)

describe('licence', () => {
  test.each([
    [['MODULE_LICENSE("GPL");'], ['GPL']],
    [['MODULE_LICENSE ( "Dual "\n  "MIT/GPL" ) ;'], ['Dual MIT/GPL']],
    [['MODULE_LICENSE("GPL")\n'], ['GPL']],
    [['// MODULE_LICENSE("GPL");\n/* MODULE_LICENSE("GPL"); */'], []],
    [['#define L "GPL v2"\n', 'MODULE_LICENSE(L);'], ['GPL v2']],
    [['MODULE_LICENSE(UNKNOWN);'], []],
    [
      ['const char *s = "MODULE_AUTHOR(1)"; MODULE_LICENSE("Proprietary");', 'MODULE_LICENSE("GPL");'],
      ['Proprietary', 'GPL'],
    ],
    [['char c = \'"\'; MODULE_LICENSE("GPL");'], ['GPL']],
  ])('%j', (texts, licences) => {
    expect(read(...texts).licences).toEqual(licences)
  })

  test('is the GPL where none is stated, and the first of several', () => {
    expect(statedLicence(read(''))).toEqual({ kind: 'unstated', text: 'GPL', gpl: true })
    expect(statedLicence(read('MODULE_LICENSE("X");', 'MODULE_LICENSE("GPL");'))).toEqual({
      kind: 'several',
      text: 'X',
      gpl: false,
    })
  })
})

test('namespaces, as names and as texts', () => {
  expect(read('MODULE_IMPORT_NS(USB_STORAGE); MODULE_IMPORT_NS("DMA_BUF");').namespaces).toEqual([
    'USB_STORAGE',
    'DMA_BUF',
  ])
})

test('words, but for those of comments and texts', () => {
  const { words, livepatch } = read('int a_1 = b(c) /* d */; // e\nputs("f \\" g"); MODULE_INFO(livepatch, "Y");')
  expect(livepatch).toBe(true)
  for (const word of ['a_1', 'b', 'c', 'puts']) expect(words.has(word)).toBe(true)
  for (const word of ['d', 'e', 'f', 'g']) expect(words.has(word)).toBe(false)
})
