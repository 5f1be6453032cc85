import { describe, expect, it } from 'vitest'
import { readExpectation } from '../../src/openwrt/expectation.ts'

const A = 'c2bc166c1ba350209562f87ffdd33884'
const B = '2b8f9dfe0123456789abcdef01234567'

const expected = (text: string) => {
  const reading = readExpectation(text)
  return reading.kind === 'expected' ? reading.expectation : reading
}

const v49 = { vermagic: B, linuxVersion: '4.9.214', linuxRelease: '1' }
const v66 = { vermagic: A, linuxVersion: '6.6.73', linuxRelease: '1' }

describe('what is asked for', () => {
  it.each([
    ['a hash', ` ${A.toUpperCase()}\n`, { vermagic: A }],
    ['a version with dashes', `4.9.214-1-${B}`, v49],
    ['a version with a tilde', `6.6.73~${A}-r1`, v66],
    ['a version without a release', `6.6.73~${A}`, { vermagic: A, linuxVersion: '6.6.73' }],
    ['a candidate', `6.18_rc3~${A}-r2`, { vermagic: A, linuxVersion: '6.18-rc3', linuxRelease: '2' }],
    ['a candidate with dashes', `6.18-rc3-1-${A}`, { vermagic: A, linuxVersion: '6.18-rc3', linuxRelease: '1' }],
    [
      'an address',
      `https://example.org/releases/24.10.0/targets/ath79/generic/kmods/6.6.73-1-${A}/packages.adb`,
      { ...v66, target: 'ath79/generic' },
    ],
    ['a file', `kernel_4.9.214-1-${B}_mips_24kc.ipk`, v49],
    ['opkg', ` * pkg_hash_check_unresolved: cannot find dependency kernel (= 4.9.214-1-${B}) for kmod-tun`, v49],
    ['opkg without a blank', `Depends: kernel (=4.9.214-1-${B}), kmod-crypto-hash`, v49],
    [
      'opkg in several lines',
      [
        'Collected errors:',
        ' * satisfy_dependencies_for: Cannot satisfy the following dependencies for kmod-usb-net:',
        ` * \tkernel (= 4.9.214-1-${B}) * \tkernel (= 4.9.214-1-${B}) * `,
        ' * opkg_install_cmd: Cannot install package kmod-usb-net.',
      ].join('\n'),
      v49,
    ],
    [
      'apk, which names the installed one as well',
      [
        'ERROR: unable to select packages:',
        `  kernel-6.6.73~${B}-r1:`,
        `    breaks: kmod-wireguard-6.6.73-r1[kernel=6.6.73~${A}-r1]`,
        `    satisfies: world[kernel]`,
      ].join('\n'),
      v66,
    ],
    ['a hash that a terminal broke', `kernel (= 4.9.214-1-${B.slice(0, 20)}\n    ${B.slice(20)})`, v49],
    ['a version beside other sums', `md5 ${B}\nkernel - 6.6.73~${A}-r1`, v66],
    [
      'the same twice, once with its target',
      `6.6.73-1-${A}\ntargets/x86/64/kmods/6.6.73-1-${A}`,
      { ...v66, target: 'x86/64' },
    ],
  ])('%s', (_what, text, expectation) => {
    expect(expected(text)).toEqual(expectation)
  })

  it('nothing', () => {
    expect(readExpectation('kernel (= 6.6.73~c2bc…-r1)')).toEqual({ kind: 'none' })
    expect(readExpectation(`${A}0`)).toEqual({ kind: 'none' })
  })

  it('several kernels', () => {
    const text = `kmod-a: kernel (= 4.9.214-1-${B})\nkmod-b: kernel (= 6.6.73-1-${A})`
    expect(readExpectation(text)).toEqual({ kind: 'several', expectations: [v49, v66] })
  })

  it('takes no longer for a text that is made for it', () => {
    const start = performance.now()
    expect(readExpectation('1-'.repeat(500_000))).toEqual({ kind: 'none' })
    expect(readExpectation(`1-1-${A} `.repeat(20_000)).kind).toBe('expected')
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
