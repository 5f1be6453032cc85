import { expect, test } from 'vitest'
import { packagesText } from '../../src/report/package-text.ts'
import { styleFor } from '../../src/report/style.ts'
import type { JudgedPackage } from '../../src/workspace/package-outcome.ts'
import { judgedPackage, refusedPackage } from './judged.ts'

const text = (...packages: readonly JudgedPackage[]): string => packagesText(packages, styleFor(false))

test('none, and one that fits', () => {
  expect(text()).toBe('')
  expect(text(judgedPackage())).toBe(
    'foo.ipk: kmod-foo 6.6.73-r1, 1 module: its dependency kernel (= 6.6.73~a-r1) is met\n',
  )
})

test('what was not compared says which option would', () => {
  expect(text(judgedPackage({ verdict: 'unchecked' }))).toContain('--kernel-package VERSION')
  expect(text(judgedPackage({ requires: null }))).toContain('depends on no kernel')
  const least = judgedPackage({ verdict: 'unchecked', requires: { text: 'kernel (>= 5.4)' } })
  expect(text(least)).toContain('depends on kernel (>= 5.4), which')
  expect(text(least)).not.toContain('--kernel-package')
})

test.each([
  ['linuxVersion', 'another release of Linux'],
  ['linuxRelease', 'LINUX_RELEASE'],
  ['vermagic', 'the same Linux with another configuration'],
] as const)('a refusal says that it is the %s, and what to do', (part, words) => {
  const lines = text(refusedPackage([part])).split('\n')
  expect(lines[0]).toBe('foo.ipk: kmod-foo 6.6.73-r1, 1 module: refused')
  expect(lines[1]).toMatch(/^ {2}opkg: {2}\* pkg_hash_check_unresolved: /)
  expect(lines[2]).toContain(words)
  expect(lines[2]).toContain('[package/kernel-dependency]')
  expect(lines[3]).toContain('help: take the package from kmods/6.6.73-1-b ')
})

test('a dependency that is no version of OpenWrt', () => {
  expect(text(refusedPackage([]))).toContain('no version of such a package')
})

test('of many packages those with findings, and a sum', () => {
  const note = {
    code: 'package/linux-version',
    kind: 'note',
    args: { module: 'foo.ipk:a.ko', release: '5.4.1', linuxVersion: '6.6.73' },
  } as const
  const all = [judgedPackage(), refusedPackage(['vermagic']), judgedPackage({ verdict: 'unchecked', findings: [note] })]
  const lines = text(...all, judgedPackage()).split('\n')
  expect(lines).toHaveLength(4)
  expect(lines[0]).toMatch(
    /^foo\.ipk: kmod-foo 6\.6\.73-r1: refused: it needs kernel .*\[package\/kernel-dependency\]$/,
  )
  expect(lines[1]).toMatch(/note: foo\.ipk:a\.ko was built for Linux 5\.4\.1.*\[package\/linux-version\]$/)
  expect(lines[2]).toBe('4 packages: 2 would be installed, 1 refused, 1 not compared with a kernel package')
})

test('names steer no terminal', () => {
  expect(text(judgedPackage({ name: 'a\x1b[2J', version: '\r1' }))).toContain('a\\x1b[2J \\x0d1,')
})
