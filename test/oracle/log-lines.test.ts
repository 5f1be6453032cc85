/** Which lines of a log are the loader's, and what it means that one is there or is not. */
import { describe, expect, test } from 'vitest'
import { decodeRecord, lineDifferences, loaderLines } from '../../scripts/oracle/module/log-lines.ts'

describe('records of /dev/kmsg', () => {
  test('are decoded, and may be of several lines', () => {
    expect(decodeRecord('one\\x0atwo \\x7fELF \\x5c')).toEqual(['one', 'two \x7fELF \\'])
  })
})

describe('lines that are no loader’s are left out', () => {
  const lines = (records: readonly string[], file = ''): readonly string[] => loaderLines(records, file)

  test('what the module prints itself, by its text in the file', () => {
    expect(lines(['ok', 'Hangcheck: starting with 180'], 'xx ok yy Hangcheck: starting with %d')).toEqual([])
  })

  test('but never a line in a format of the loader, whatever the file holds', () => {
    const line = "m: unknown parameter 'x' ignored"
    expect(lines([line], line)).toEqual([line])
  })

  test('traces, what the machine says, what other parts say', () => {
    const noise = [
      '------------[ cut here ]------------',
      'WARNING: CPU: 0 PID: 81 at arch/x86/kernel/ftrace.c:88 ftrace_verify_code+0x7a/0x90',
      'RIP: 0010:strcmp+0xc/0x30',
      'tsc: Refined TSC clocksource calibration: 2596.112 MHz',
      "sysfs: cannot create duplicate filename '/module/x'",
    ]
    expect(lines(noise)).toEqual([])
  })

  test('what nobody knows stays', () => {
    expect(lines(['something new'])).toEqual(['something new'])
  })
})

describe('predicted lines and printed ones', () => {
  test('are the same, in the same order', () => {
    expect(lineDifferences([{ text: 'a' }, { text: 'b' }], ['a', 'b'])).toEqual([])
    expect(lineDifferences([{ text: 'a' }, { text: 'b' }], ['b', 'a'])).not.toEqual([])
  })

  test('one that is missing, one too many', () => {
    expect(lineDifferences([{ text: 'a' }, { text: 'b' }], ['b', 'c'])).toEqual(['- a', '+ c'])
    expect(lineDifferences([{ text: 'a' }], [])).toEqual(['- a'])
  })

  test('what is printed once in a boot may be missing', () => {
    expect(lineDifferences([{ text: 'a', once: true }, { text: 'b' }], ['b'])).toEqual([])
    expect(lineDifferences([{ text: 'a', once: true }], [])).toEqual([])
    expect(lineDifferences([{ text: 'a', once: true }], ['a'])).toEqual([])
  })

  test('* stands for any text, and other signs for themselves', () => {
    expect(lineDifferences([{ text: 'loc *, val (*)' }], ['loc 0x1, val (ff)'])).toEqual([])
    expect(lineDifferences([{ text: 'a.c' }], ['abc'])).not.toEqual([])
  })

  test('what cannot be printed may be written either way', () => {
    expect(lineDifferences([{ text: 'magic: != \\x7fELF' }], decodeRecord('magic: != \\x7fELF'))).toEqual([])
  })
})
