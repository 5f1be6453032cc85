/** Languages for the tests of the grammar: the program's own, and one that has everything. */
import type { KconfigSyntax } from '../../../grammar/kconfig/index.ts'
import { DIALECTS } from '../../../src/kconfig/dialects/index.ts'

export const linux61 = DIALECTS['linux-6.1'].syntax
export const linux417 = DIALECTS['linux-4.17'].syntax
export const linux618 = DIALECTS['linux-6.18'].syntax
export const openwrt1907 = DIALECTS['openwrt-19.07'].syntax
export const openwrt2410 = DIALECTS['openwrt-24.10'].syntax

/** Every feature that can be on together. */
const widest: KconfigSyntax = {
  name: 'widest',
  extraWordCharacters: '/.+',
  preprocessor: true,
  keywords: 'global',
  bareStrings: true,
  boolean: true,
  dependsWithoutOn: true,
  orderings: true,
  optional: true,
  modules: true,
  option: 'words',
  dashedHelp: true,
  imply: true,
  reset: true,
  transitional: true,
  dependsIf: true,
  namedChoice: true,
}

/** All of them. */
export const everySyntax: readonly KconfigSyntax[] = [...Object.values(DIALECTS).map(({ syntax }) => syntax), widest]
