import { describe, expect, it } from 'vitest'
import { readKernelConfigLines } from '../../src/openwrt/kernel-config-lines.ts'
import { formatWants, prepareWants, readWant, wantedValues } from '../../src/openwrt/package-wants.ts'
import { filtered } from '../../src/openwrt/version-filter.ts'

/** `.config.override` of packages, of which some are selected. */
const override = (packageInfo: string, selected: readonly string[], version = '6.6'): string => {
  const wants = prepareWants(readKernelConfigLines(packageInfo), version)
  return formatWants(
    wants,
    wantedValues(wants, (name) => selected.includes(name)),
  )
}

const info = (...packages: readonly (readonly [string, string])[]): string =>
  packages.map(([name, wants]) => `Package: ${name}\nVersion: 1\nKernel-Config: ${wants}\n@@\n`).join('')

describe('the lines of .packageinfo', () => {
  it('are found with their packages, in order', () => {
    const text =
      'Source-Makefile: x\nPackage:  kmod-a \nDescription: Kernel-Config: CONFIG_NO\nKernel-Config:\tCONFIG_A  CONFIG_B=y \n@@\nPackage: b\n@@\nPackage: c\nKernel-Config: CONFIG_C'
    expect(readKernelConfigLines(text)).toEqual([
      { packageName: 'kmod-a', tokens: ['CONFIG_A', 'CONFIG_B=y'] },
      { packageName: 'c', tokens: ['CONFIG_C'] },
    ])
  })

  it('a no-break space is part of a token, a package without a name leaves the one before', () => {
    expect(readKernelConfigLines('Package: a\nPackage:\nKernel-Config: CONFIG_A\xc2\xa0 CONFIG_B\n')).toEqual([
      { packageName: 'a', tokens: ['CONFIG_A\xc2\xa0', 'CONFIG_B'] },
    ])
  })

  it('an empty line wants nothing', () => {
    expect(readKernelConfigLines('Package: a\nKernel-Config: \n')).toEqual([])
  })
})

describe('version filters', () => {
  it.each([
    ['CONFIG_X@ge6.12', '6.6', undefined],
    ['CONFIG_X@ge6.12', '6.12', 'CONFIG_X'],
    ['CONFIG_X@lt4.14.2', '4.14', 'CONFIG_X'],
    ['CONFIG_X@gt4.14', '4.14', undefined],
    ['CONFIG_X@le4.14', '4.14', 'CONFIG_X'],
    ['CONFIG_X@eq5.4', '5.4', 'CONFIG_X'],
    ['CONFIG_X@ne5.4', '5.4', undefined],
    ['CONFIG_X@ge6.12=y', '6.12', 'CONFIG_X=y'],
    // no version of two numbers: nothing is compared
    ['CONFIG_X@ge6', '5.4', 'CONFIG_X@ge6'],
    ['CONFIG_X@ge6.12', 'HEAD', 'CONFIG_X'],
    ['CONFIG_X@ge6.12rc', '5.4', 'CONFIG_X@ge6.12rc'],
    // the first one decides, the second stays in the name
    ['CONFIG_X@ge5.4@lt5.10', '6.6', 'CONFIG_X@lt5.10'],
  ])('%s on %s', (token, version, expected) => {
    expect(filtered(token, version)).toBe(expected)
  })
})

describe('what packages want', () => {
  it('is m if selected, not set if not, and nothing if a value is said by a package that is not selected', () => {
    const text = info(['a', 'CONFIG_A CONFIG_A_X=y CONFIG_A_N=n'], ['b', 'CONFIG_B CONFIG_B_X=y'])
    expect(override(text, ['a'])).toBe('CONFIG_A=m\n# CONFIG_A_N is not set\nCONFIG_A_X=y\n# CONFIG_B is not set\n')
  })

  it('of several, y stays and the last selected package decides over other values', () => {
    const text = info(['a', 'CONFIG_V=4 CONFIG_Y=y'], ['b', 'CONFIG_V=5 CONFIG_Y=n'], ['c', 'CONFIG_V'])
    expect(override(text, ['a', 'b'])).toBe('CONFIG_V=5\nCONFIG_Y=y\n')
    expect(override(text, ['a', 'c'])).toBe('CONFIG_V=m\nCONFIG_Y=y\n')
    expect(override(text, ['a'])).toBe('CONFIG_V=4\nCONFIG_Y=y\n')
  })

  it('the value 0 is none to a package that is not selected', () => {
    const text = info(['a', 'CONFIG_V=0'], ['b', 'CONFIG_V'])
    expect(override(text, ['a'])).toBe('# CONFIG_V is not set\n')
  })

  it('odd tokens are passed on as they are', () => {
    const text = info(['a', '=/drivers/x.ko CONFIG_X= n CONFIG_S="a"'])
    expect(override(text, ['a'])).toBe('=/drivers/x.ko=m\nCONFIG_S="a"\nCONFIG_X==m\n# n is not set\n')
  })

  it('is read again as it was written', () => {
    const wants = prepareWants(readKernelConfigLines(info(['a', '=/x.ko CONFIG_X= CONFIG_Y'])), '6.6')
    const read = wants.names.map((_, index) => readWant(wants, index, 'm'))
    expect(wants.names).toEqual(['=/x.ko', 'CONFIG_X=', 'CONFIG_Y'])
    expect(read).toEqual([undefined, { name: 'X', value: '=m' }, { name: 'Y', value: 'm' }])
  })
})
