/** What counts as a difference between kcheck and a kernel, and what is beyond comparison. */
import { describe, expect, test } from 'vitest'
import { type CompareOptions, compareCase, isRecordedInit } from '../../scripts/oracle/module/compare-case.ts'
import type { LoadVerdict } from '../../scripts/oracle/module/load-case.ts'
import type { Prediction } from '../../scripts/oracle/module/predict-case.ts'
import type { LoadResult } from '../../src/module/load-result.ts'

const OPTIONS: CompareOptions = { isFromInit: () => false, touchesCode: false, file: '' }

const predicted = (part: Partial<LoadResult>): Prediction => ({
  results: [
    {
      verdict: 'loads',
      name: 'm',
      errno: null,
      check: null,
      dmesg: [],
      taints: [],
      findings: [],
      missing: [],
      assumes: [],
      ...part,
    },
  ],
})

const verdict = (part: Partial<LoadVerdict>): LoadVerdict => ({
  id: 'c',
  file: 'm.ko',
  flags: 0,
  args: '',
  deps: [],
  prog: 'sys',
  verdict: 'LOADED',
  errno: 0,
  loaded: 'm,',
  dmesg: [],
  ...part,
})

const REFUSED = { verdict: 'refused', errno: 'ENOEXEC', dmesg: [{ text: 'Invalid ELF header len 3' }] } as const
const REJECTED = { verdict: 'REJECTED', errno: 8, loaded: '', dmesg: ['Invalid ELF header len 3'] } as const

describe('equal', () => {
  test('loads', () => {
    expect(compareCase(predicted({}), verdict({}), OPTIONS)).toEqual({ kind: 'equal' })
  })

  test('refused, with error number and line', () => {
    expect(compareCase(predicted(REFUSED), verdict(REJECTED), OPTIONS)).toEqual({ kind: 'equal' })
  })

  test('undefined, and the kernel crashed', () => {
    expect(compareCase(predicted({ verdict: 'undefined' }), verdict({ verdict: 'CRASH' }), OPTIONS).kind).toBe('equal')
  })
})

describe('different', () => {
  const differences = (
    prediction: Prediction,
    found: LoadVerdict,
    options: Partial<CompareOptions> = {},
  ): readonly string[] => {
    const comparison = compareCase(prediction, found, { ...OPTIONS, ...options })
    return comparison.kind === 'different' ? comparison.differences : []
  }

  test('verdict, error number, line', () => {
    expect(differences(predicted({}), verdict(REJECTED))).toEqual([
      'verdict - loads + REJECTED',
      'errno - none + 8',
      '+ Invalid ELF header len 3',
    ])
    expect(differences(predicted(REFUSED), verdict({ ...REJECTED, errno: 22 }))).toEqual(['errno - ENOEXEC + 22'])
  })

  test('taints', () => {
    expect(differences(predicted({ taints: ['O'] }), verdict({ loaded: 'm(OE),' }))).toEqual(['taints - O + EO'])
  })

  test('a crash that was not foreseen', () => {
    expect(differences(predicted(REFUSED), verdict({ verdict: 'CRASH' }))).toHaveLength(1)
    expect(differences(predicted({}), verdict({ verdict: 'CRASH' }))).toHaveLength(1)
  })

  test('a program’s words', () => {
    const found = verdict({ verdict: 'LOADED', output: 'one|two|' })
    expect(differences({ ...predicted({}), output: 'one\ntwo' }, found)).toEqual([])
    expect(differences({ ...predicted({}), output: 'else' }, found)).toHaveLength(1)
  })

  test('what changed code makes others say is its own, a line of the loader never', () => {
    const loaded = (line: string): LoadVerdict => verdict({ verdict: 'LOADED', dmesg: [line] })
    const foreign = loaded('Trying to vfree() bad address ((____ptrval____))')
    expect(differences(predicted({}), foreign)).toHaveLength(1)
    expect(differences(predicted({}), foreign, { touchesCode: true })).toEqual([])
    const own = loaded('sample: Unknown symbol kmalloc (err -2)')
    expect(differences(predicted({}), own, { touchesCode: true })).toHaveLength(1)
  })

  test('a line that was not foreseen, even where code was changed', () => {
    expect(differences(predicted({}), verdict(REJECTED), { touchesCode: true })).not.toEqual([])
  })
})

describe('out of scope', () => {
  const rule = (
    prediction: Prediction,
    found: LoadVerdict,
    options: Partial<CompareOptions> = {},
  ): string | undefined => {
    const comparison = compareCase(prediction, found, { ...OPTIONS, ...options })
    return comparison.kind === 'out-of-scope' ? comparison.rule : undefined
  }
  const silent = verdict({ verdict: 'REJECTED', errno: 19, loaded: '' })

  test('what init() returns', () => {
    expect(rule(predicted({}), silent, { isFromInit: isRecordedInit })).toBe('init')
    expect(rule(predicted({}), { ...silent, errno: 17 }, { isFromInit: isRecordedInit })).toBeUndefined()
    expect(
      rule(predicted({}), { ...silent, errno: 17, file: 't_init_EEXIST.ko' }, { isFromInit: isRecordedInit }),
    ).toBe('init')
  })

  test('what changed code does', () => {
    expect(rule(predicted({}), silent, { touchesCode: true })).toBe('own code')
    expect(rule(predicted({}), verdict({ verdict: 'CRASH' }), { touchesCode: true })).toBe('own code')
    // before any code can run
    expect(rule(predicted({}), { ...silent, errno: 129 }, { touchesCode: true })).toBeUndefined()
  })

  test('how much memory there is', () => {
    expect(rule(predicted({}), { ...silent, errno: 12 })).toBe('memory')
  })

  test('where the module is put', () => {
    const doubt = predicted({ verdict: 'unknown', missing: [{ check: 'module/relocation', wanted: [] }] })
    expect(rule(doubt, verdict(REJECTED))).toBe('address')
    expect(rule(doubt, verdict({}))).toBe('address')
    const other = predicted({ verdict: 'unknown', missing: [{ check: 'module/vermagic', wanted: [] }] })
    expect(rule(other, verdict({}))).toBeUndefined()
  })

  test('what is not defined', () => {
    expect(rule(predicted({ verdict: 'undefined' }), verdict({}))).toBe('undefined')
  })
})
