import { expect, it } from 'vitest'
import { known, unknown } from '../../src/kernel/fact.ts'
import { RELEASES } from '../../src/openwrt/releases.ts'
import { versionStrings } from '../../src/openwrt/version-strings.ts'

const vermagic = 'c2bc166c1ba350209562f87ffdd33884'
const source = { kind: 'file', file: 'include/kernel-version.mk' } as const

const stringsOf = (linux: string | undefined, release: keyof typeof RELEASES) => {
  const linuxVersion = linux === undefined ? unknown(source) : known(linux, source)
  const kernel = { patchver: known('6.6', source), testing: false, linuxVersion, linuxRelease: known('1', source) }
  const text = (): string => ''
  const configuration = { vermagic, hashedLines: [], configTarget: text, configOverride: text, configSet: text }
  return versionStrings({ kernel, configuration }, RELEASES[release])
}

it('the version of the package kernel, as each release writes it', () => {
  expect(stringsOf('6.6.73', '23.05').packageVersion).toBe(`6.6.73-1-${vermagic}`)
  expect(stringsOf('6.6.73', '24.10').packageVersion).toBe(`6.6.73~${vermagic}-r1`)
  expect(stringsOf('6.18-rc3', '25.12').packageVersion).toBe(`6.18-rc3~${vermagic}-r1`)
  expect(stringsOf('6.18-rc3', 'main').packageVersion).toBe(`6.18_rc3~${vermagic}-r1`)
})

it('the folder of kmods is written with dashes everywhere', () => {
  expect(stringsOf('6.18-rc3', 'main').kmodsFolder).toBe(`6.18-rc3-1-${vermagic}`)
})

it('there are none where the tree does not tell the version', () => {
  expect(stringsOf(undefined, '24.10')).toEqual({})
})
