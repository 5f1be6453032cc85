/** Two vermagic strings: whether the kernel takes the module's, and in what they differ. */
import { describe, expect, test } from 'vitest'
import { explainVermagic, sameMagic } from '../../src/kernel/explain-vermagic.ts'
import { known } from '../../src/kernel/fact.ts'
import { releaseDifference } from '../../src/kernel/release-difference.ts'

describe('sameMagic', () => {
  // what a booted 6.1 said of a module with CRCs: only the release may differ
  const kernel = '6.1.0-56-amd64 SMP preempt mod_unload modversions '
  test.each([
    ['6.1.0-56-amd64 SMP preempt mod_unload modversions ', true, true],
    ['6.1.0-55-amd64 SMP preempt mod_unload modversions ', true, false],
    [' SMP preempt mod_unload modversions ', true, false],
    ['6.1.0-56-amd64+ SMP preempt mod_unload modversions ', true, false],
    ['6.1.0-56-amd64 SMP preempt mod_unload modversions', false, false],
    ['6.1.0-56-amd64  SMP preempt mod_unload modversions ', false, false],
    ['6.1.0-56-amd64 preempt SMP mod_unload modversions ', false, false],
    ['6.1.0-56-amd64 smp preempt mod_unload modversions ', false, false],
    ['6.1.0-56-amd64\tSMP preempt mod_unload modversions ', false, false],
    ['6.1.0-56-amd64', false, false],
    ['', false, false],
  ])('%j with CRCs %s, without %s', (module, withCrcs, withoutCrcs) => {
    expect([sameMagic(module, kernel, true), sameMagic(module, kernel, false)]).toEqual([withCrcs, withoutCrcs])
  })
})

describe('explainVermagic', () => {
  const config = (...symbols: string[]) => ({ kind: 'config', symbols: symbols.map((symbol) => [symbol]) })

  test('the classic: a kernel built again from the same sources', () => {
    const explained = explainVermagic(
      '2.6.5-1.358custom 686 REGPARM 4KSTACKS gcc-3.3',
      '2.6.5-1.358 686 REGPARM 4KSTACKS gcc-3.3',
    )
    expect(explained).toEqual({
      same: false,
      sameTail: true,
      differences: [
        {
          kind: 'release',
          module: '2.6.5-1.358custom',
          kernel: '2.6.5-1.358',
          common: '2.6.5-1.358',
          moduleRest: 'custom',
          kernelRest: '',
          behind: ['extraversion', 'config-localversion', 'localversion-file', 'localversion-variable'],
        },
      ],
    })
  })

  test('words of which a kernel has one', () => {
    const { differences } = explainVermagic('R SMP preempt 586 gcc-3.3', 'R SMP preempt_rt 686 gcc-3.4')
    expect(differences).toEqual([
      {
        kind: 'other',
        module: 'preempt',
        kernel: 'preempt_rt',
        moduleOrigin: config('PREEMPT', 'PREEMPT_BUILD'),
        kernelOrigin: config('PREEMPT_RT'),
      },
      { kind: 'other', module: '586', kernel: '686', moduleOrigin: config('M586'), kernelOrigin: config('M686') },
      {
        kind: 'other',
        module: 'gcc-3.3',
        kernel: 'gcc-3.4',
        moduleOrigin: { kind: 'compiler' },
        kernelOrigin: { kind: 'compiler' },
      },
    ])
  })

  test('missing and extra words; the kernel’s own headers say which symbol decides', () => {
    const choices = [{ text: 'preempt', macro: 'P', symbols: ['PREEMPT_BUILD'] }]
    const { differences } = explainVermagic('R SMP preempt novelty aarch64', {
      text: 'R SMP mod_unload aarch64',
      choices,
    })
    expect(differences).toEqual([
      { kind: 'extra', word: 'preempt', origin: config('PREEMPT_BUILD') },
      { kind: 'extra', word: 'novelty', origin: { kind: 'unknown' } },
      { kind: 'missing', word: 'mod_unload', origin: config('MODULE_UNLOAD') },
    ])
  })

  test('another architecture, another seed, another processor', () => {
    expect(explainVermagic('R aarch64', 'R riscv').differences).toMatchObject([
      { kind: 'other', moduleOrigin: { srcarchs: ['arm64'] }, kernelOrigin: { srcarchs: ['riscv'] } },
    ])
    expect(explainVermagic('R aarch64RANDSTRUCT_a', 'R aarch64RANDSTRUCT_b').differences).toMatchObject([
      { kind: 'other', moduleOrigin: { kind: 'randstruct' } },
    ])
    expect(explainVermagic('R ARMv6 p2v8 ', 'R ARMv7 p2v8 ').differences).toMatchObject([
      { kind: 'other', module: 'ARMv6', moduleOrigin: { kind: 'config' } },
    ])
  })

  test('the same words otherwise written', () => {
    const kernel = 'R SMP mod_unload '
    expect(explainVermagic('R mod_unload SMP ', kernel).differences).toEqual([
      { kind: 'order', module: ['mod_unload', 'SMP'], kernel: ['SMP', 'mod_unload'] },
    ])
    expect(explainVermagic('R SMP mod_unload', kernel).differences).toEqual([
      { kind: 'blanks', where: 'trailing', module: '', kernel: ' ' },
    ])
    expect(explainVermagic('R SMP  mod_unload ', kernel).differences).toEqual([
      { kind: 'blanks', where: 'inside', module: ' SMP  mod_unload', kernel: ' SMP mod_unload' },
    ])
    expect(explainVermagic('R smp mod_unload ', kernel).differences).toMatchObject([
      { kind: 'other', module: 'smp', kernel: 'SMP' },
    ])
    expect(explainVermagic(kernel, kernel)).toEqual({ same: true, sameTail: true, differences: [] })
  })

  test.each(['', ' ', 'R', 'R  ', '\t'])('%j against itself', (text) => {
    expect(explainVermagic(text, text).differences).toEqual([])
  })
})

describe('releaseDifference', () => {
  const LOCAL = ['config-localversion', 'localversion-file', 'localversion-variable']
  test.each([
    ['6.1.1', '6.1.10', '6.1.', ['version', 'package']],
    ['6.1.5', '5.15.5', '', ['version', 'package']],
    ['6.1.0-55-amd64', '6.1.0-56-amd64', '6.1.0', ['package', ...LOCAL, 'extraversion']],
    ['6.1.5', '6.1.5+', '6.1.5', ['scm', 'localversion-variable']],
    ['6.1.5-00012-gdeadbeef0123', '6.1.5', '6.1.5', ['scm', 'localversion-variable']],
    ['6.1.5-mine', '6.1.5', '6.1.5', [...LOCAL, 'extraversion', 'scm']],
    ['6.12.1+deb12-amd64', '6.12.1', '6.12.1', ['package', ...LOCAL, 'extraversion']],
  ])('%s, %s', (module, kernel, common, behind) => {
    expect(releaseDifference(module, kernel)).toMatchObject({ common, behind })
  })

  test('the kernel’s own parts name the one', () => {
    const source = { kind: 'config', symbol: 'LOCALVERSION', value: '"-mine"', file: '.config', line: 3 } as const
    const parts = [
      { kind: 'version', text: known('6.1.5', { kind: 'file', file: 'Makefile', line: 4 }) },
      { kind: 'config-localversion', text: known('-mine', source) },
    ] as const
    expect(releaseDifference('6.1.5-yours', '6.1.5-mine', parts)).toMatchObject({
      common: '6.1.5',
      behind: ['config-localversion', 'localversion-file', 'localversion-variable', 'extraversion', 'scm'],
      part: parts[1],
    })
  })
})
