import { expect, it } from 'vitest'
import { RELEASES } from '../../src/openwrt/releases.ts'
import { kernelPackageVersion, kmodsFolder } from '../../src/openwrt/version-strings.ts'

const identity = { linuxVersion: '6.6.73', linuxRelease: '1', vermagic: 'c2bc166c1ba350209562f87ffdd33884' }
const candidate = { ...identity, linuxVersion: '6.18-rc3' }

it('the version of the package kernel, as each release writes it', () => {
  expect(kernelPackageVersion(identity, RELEASES['23.05'])).toBe('6.6.73-1-c2bc166c1ba350209562f87ffdd33884')
  expect(kernelPackageVersion(identity, RELEASES['24.10'])).toBe('6.6.73~c2bc166c1ba350209562f87ffdd33884-r1')
  expect(kernelPackageVersion(candidate, RELEASES['25.12'])).toBe('6.18-rc3~c2bc166c1ba350209562f87ffdd33884-r1')
  expect(kernelPackageVersion(candidate, RELEASES.main)).toBe('6.18_rc3~c2bc166c1ba350209562f87ffdd33884-r1')
})

it('the folder of kmods is written with dashes everywhere', () => {
  expect(kmodsFolder(candidate)).toBe('6.18-rc3-1-c2bc166c1ba350209562f87ffdd33884')
})
