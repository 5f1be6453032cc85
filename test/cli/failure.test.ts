import { describe, expect, test } from 'vitest'
import { failureMessage } from '../../src/cli/failure.ts'
import { FileError } from '../../src/files/file-system.ts'

describe('failureMessage', () => {
  test('says what the environment refused in a line', () => {
    expect(failureMessage(new FileError('a/b', 'ENOENT'), {})).toBe('kcheck: a/b: no such file\n')
    expect(failureMessage(new FileError('-', 'TOO_LARGE'), {})).toBe(
      'kcheck: standard input: larger than kcheck reads\n',
    )
    expect(failureMessage(new FileError('a', 'EXDEV'), {})).toBe('kcheck: a: EXDEV\n')
  })

  test('owns up to a bug, with the stack on demand', () => {
    const message = failureMessage(new TypeError('x is undefined'), {})
    expect(message).toMatch(
      /^kcheck: this is a bug in kcheck \d+\.\d+\.\d+: TypeError: x is undefined\nSet KCHECK_DEBUG/,
    )
    expect(message).not.toContain('failure.test.ts')
    expect(failureMessage(new Error('x'), { KCHECK_DEBUG: '1' })).toContain('failure.test.ts')
    expect(failureMessage('text', { KCHECK_DEBUG: '1' })).toContain('text')
    expect(failureMessage(new Error('x'), { KCHECK_DEBUG: '0' })).not.toContain('failure.test.ts')
  })
})
