/** What is said of a module that is not built yet. */
import { expect, test } from 'vitest'
import type { Finding } from '../../src/module/load-result.ts'
import { moduleText } from '../../src/report/module-text.ts'
import { styleFor } from '../../src/report/style.ts'
import { judged, kernel, loads } from './judged.ts'

const changed = (code: Finding['code'], args: Finding['args']): Finding => ({
  code,
  kind: 'unknown',
  args: { reason: 'changed', ...args },
  wanted: [{ kind: 'file', file: 'foo.ko' }],
})

const text = (...findings: readonly Finding[]): string =>
  moduleText(
    judged(loads({ verdict: 'unknown', findings, assumes: [{ kind: 'built', licence: 'unstated' }] })),
    kernel(),
    styleFor(false),
  )

test('the symbols that may stand in its way', () => {
  const versions = changed('module/symbol-version', {
    changed: 12,
    changes: ['version'],
    suspected: 7,
    suspects: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
  })
  const vanished = changed('module/unknown-symbol', {
    changed: 1,
    changes: ['not-loaded', 'vanished'],
    suspected: 0,
    suspects: [],
  })
  const names = changed('module/symbol-namespace', {
    changed: 1,
    changes: ['namespace'],
    suspected: 1,
    suspects: ['a'],
  })
  const said = text(versions, vanished, names)
  expect(said).toContain(
    'unknown: whether it uses any of 12 symbols that have another version in the kernel (7 named in its sources: a, b, c, d, e, and 2 more) cannot be told [module/symbol-version]',
  )
  expect(said).toContain(
    'whether it uses any of 1 symbol that a module exports that is not loaded or the kernel does not export (none is named in its sources, but headers use some)',
  )
  expect(said).toContain('are in a namespace that it does not import (1 named in its sources: a)')
  expect(said).toMatch(/help: build it and judge the \.ko, or build it for this very kernel: make -C \S+ M=\$PWD/)
  expect(said).toContain('assumes: it is built without errors, and unsigned; its licence is one of the GPL')
})

test('nothing was there to compare with', () => {
  const finding: Finding = {
    code: 'module/unknown-symbol',
    kind: 'unknown',
    args: { reason: 'no-symvers' },
    wanted: [{ kind: 'file', file: 'Module.symvers' }],
  }
  expect(text(finding)).toContain('whether the kernel exports what it uses cannot be told')
})
