import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differingParts, formatKernelPackage, parseKernelPackage } from '../../src/openwrt/kernel-package.ts'

const HASH = 'c2bc166c0123456789abcdef01234567'
const tilde = { linuxVersion: '6.6.73', linuxRelease: '1', vermagic: HASH, style: 'tilde' }
const dashes = { linuxVersion: '4.14.195', linuxRelease: '1', vermagic: HASH, style: 'dashes' }

test.each([
  [`6.6.73~${HASH}-r1`, tilde],
  [`kernel - 6.6.73~${HASH}-r1`, tilde],
  [`kernel - 6.6.73~${HASH}-r1 - Upgradable from nothing`, tilde],
  [`kernel-6.6.73~${HASH}-r1 x86_64 {feeds/base/package/kernel/linux} (GPL-2.0-only) [installed]`, tilde],
  [`kernel 6.6.73~${HASH}-r1`, tilde],
  [`kernel_6.6.73~${HASH}-r1_mipsel_24kc.ipk`, tilde],
  [`kernel-6.6.73~${HASH}-r1.apk`, tilde],
  [`kernel (= 6.6.73~${HASH}-r1)`, tilde],
  [`kernel=6.6.73~${HASH}-r1`, tilde],
  [`busybox - 1.36.1-r2\nkernel - 6.6.73~${HASH}-r1\nkmod-tun - 6.6.73-r1\n`, tilde],
  [`4.14.195-1-${HASH}`, dashes],
  [` kernel (=4.14.195-1-${HASH})`, dashes],
  [`kernel - 4.14.195-1-${HASH}\r\n`, dashes],
  [`targets/ath79/generic/kmods/4.14.195-1-${HASH}/`, dashes],
  [`6.12_rc3~${HASH}-r2`, { ...tilde, linuxVersion: '6.12-rc3', linuxRelease: '2' }],
  ['5.4.1-1-unknown', { ...dashes, linuxVersion: '5.4.1', vermagic: 'unknown' }],
  [`6.12-rc3-1-${HASH}`, { ...dashes, linuxVersion: '6.12-rc3' }],
])('%s', (text, parts) => {
  expect(parseKernelPackage(text)).toEqual(parts)
})

test.each([
  '',
  '6.6.73',
  'kernel',
  `${HASH}`,
  '6.6.73-r1',
  'kmod-tun - 6.6.73-r1',
  'kmod-mt76 - 6.6.73.2024.10.11.1~ecca0e77-r1',
  `kernel-debug - 6.6.73~${HASH}-r1`,
  `6.6.73~${HASH}-r1.5`,
  '6.6.73.2024.10.11.1~ecca0e77-r1',
  '6.1.0-56-amd64',
])('%j names none', (text) => {
  expect(parseKernelPackage(text)).toBeUndefined()
})

test('what is written is read, in both styles', () => {
  const digits = fc.nat(9999).map(String)
  const parts = fc.record({
    linuxVersion: fc.tuple(digits, digits, fc.constantFrom('', '.1', '-rc7')).map(([a, b, c]) => `${a}.${b}${c}`),
    linuxRelease: digits,
    vermagic: fc.stringMatching(/^[0-9a-f]{32}$/),
  })
  fc.assert(
    fc.property(parts, fc.constantFrom('dashes' as const, 'tilde' as const), (version, style) => {
      expect(parseKernelPackage(formatKernelPackage(version, style))).toEqual({ ...version, style })
    }),
  )
})

test('no text takes long', () => {
  const start = performance.now()
  for (const part of ['/kmods/', '6.', '6-', 'kernel - ', '1~', ' '])
    expect(parseKernelPackage(part.repeat(Math.floor(4000 / part.length)))).toBeUndefined()
  expect(performance.now() - start).toBeLessThan(1000)
})

test('which parts differ', () => {
  expect(differingParts(tilde, { ...tilde, vermagic: 'x' })).toEqual(['vermagic'])
  expect(differingParts(tilde, dashes)).toEqual(['linuxVersion'])
  expect(differingParts(tilde, { ...tilde })).toEqual([])
})
