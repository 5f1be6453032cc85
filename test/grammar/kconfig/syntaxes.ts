/** Languages for the tests of the grammar. The program has its own table of them. */
import type { KconfigSyntax } from '../../../grammar/kconfig/index.ts'

export const linux61: KconfigSyntax = {
  name: 'linux-6.1',
  extraWordCharacters: '',
  preprocessor: true,
  keywords: 'global',
  bareStrings: false,
  boolean: false,
  dependsWithoutOn: false,
  orderings: true,
  optional: true,
  modules: true,
  option: 'none',
  dashedHelp: false,
  imply: true,
  reset: false,
  transitional: false,
  dependsIf: false,
  namedChoice: true,
}

export const newest: KconfigSyntax = {
  ...linux61,
  name: 'newest',
  optional: false,
  transitional: true,
  dependsIf: true,
  namedChoice: false,
}

export const linux417: KconfigSyntax = {
  ...linux61,
  name: 'linux-4.17',
  extraWordCharacters: '/.',
  preprocessor: false,
  keywords: 'positional',
  bareStrings: true,
  boolean: true,
  modules: false,
  option: 'words',
  dashedHelp: true,
}

export const openwrt: KconfigSyntax = {
  ...linux61,
  name: 'openwrt',
  extraWordCharacters: '/.+',
  reset: true,
}

/** Every feature that can be on together. */
export const widest: KconfigSyntax = {
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
