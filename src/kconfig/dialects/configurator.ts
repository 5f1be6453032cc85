/**
 * What the sources of a tree's configurator show of its generation. Features are told by words of the grammar and of
 * the reader of configurations, because trees that call themselves alike differ in them: maintained releases take
 * features of later ones, distributions bring their own configurator.
 */
import { type FileSystem, readTextIfThere } from '../../files/file-system.ts'
import type { DialectName } from '../dialect.ts'

/** A generation, and the file and words that told. */
export interface Evidence {
  readonly name: DialectName
  readonly because: string
}

/** Where configurators live: OpenWrt's, the kernel's and most, Buildroot's, coreboot's, Xen's. */
export const CONFIGURATOR_FOLDERS = [
  'scripts/config',
  'scripts/kconfig',
  'support/kconfig',
  'util/kconfig',
  'tools/kconfig',
  'xen/tools/kconfig',
] as const

/** The generation of the configurator in a folder (a path from `files`), or undefined where its sources are not there. */
export const configuratorIn = (files: FileSystem, folder: string): Evidence | undefined => {
  const parser = readTextIfThere(files, `${folder}/parser.y`)
  if (parser !== undefined) return fromParser(files, folder, parser)
  const old = readTextIfThere(files, `${folder}/zconf.y`)
  return old === undefined ? undefined : fromOldParser(files, folder, old)
}

const has = (text: string, word: string): boolean => new RegExp(`\\b${word}\\b`).test(text)

const fromParser = (files: FileSystem, folder: string, parser: string): Evidence => {
  const file = `${folder}/parser.y`
  if (has(parser, 'T_RESET')) return openwrt(files, folder, parser)
  if (has(parser, 'T_TRANSITIONAL')) return { name: 'linux-6.18', because: `${file}: T_TRANSITIONAL` }
  if (!has(parser, 'T_OPTIONAL')) return { name: 'linux-6.12', because: `${file}: no T_OPTIONAL` }
  if (!has(parser, 'T_OPTION')) return withoutOptions(files, folder)
  if (has(parser, 'stmt_list_in_choice'))
    return { name: 'linux-5.10', because: `${file}: T_OPTION, stmt_list_in_choice` }
  return /^prompt:/m.test(parser)
    ? { name: 'linux-5.4', because: `${file}: T_OPTION, prompt of any word` }
    : { name: 'linux-5.6', because: `${file}: T_OPTION, prompts in quotes` }
}

/** 5.13 to 6.8: the reader of configurations tells. */
const withoutOptions = (files: FileSystem, folder: string): Evidence => {
  const file = `${folder}/confdata.c`
  const reader = readTextIfThere(files, file) ?? ''
  if (!reader.includes('No escaping for S_DEF_AUTO'))
    return { name: 'linux-5.15', because: `${file}: quotes in auto.conf` }
  if (!/SYMBOL_VALID\s*\|\s*SYMBOL_DEF_USER/.test(reader))
    return { name: 'linux-6.8', because: `${file}: values outside their range are clamped` }
  // What maintained 6.1 took from later releases.
  const typed = (readTextIfThere(files, `${folder}/symbol.c`) ?? '').includes('.type = S_TRISTATE')
  const because = `${file}: values outside their range are forgotten`
  return typed
    ? { name: 'linux-6.1', because: `${because}; symbol.c: typed constants` }
    : { name: 'linux-6.6', because: `${because}; symbol.c: constants without type` }
}

const openwrt = (files: FileSystem, folder: string, parser: string): Evidence => {
  const file = `${folder}/parser.y`
  if (has(parser, 'T_OPTION')) return { name: 'openwrt-21.02', because: `${file}: T_RESET, T_OPTION` }
  return (readTextIfThere(files, `${folder}/conf.c`) ?? '').includes('mod2noconfig')
    ? { name: 'openwrt-24.10', because: `${file}: T_RESET; conf.c: mod2noconfig` }
    : { name: 'openwrt-23.05', because: `${file}: T_RESET; conf.c: no mod2noconfig` }
}

const fromOldParser = (files: FileSystem, folder: string, parser: string): Evidence => {
  const file = `${folder}/zconf.y`
  if (has(parser, 'T_RESET')) {
    // The lexer that is shipped decides, not the one it was made from.
    return (readTextIfThere(files, `${folder}/zconf.lex.c_shipped`) ?? '').includes('T_LESS')
      ? { name: 'openwrt-19.07', because: `${file}: T_RESET; zconf.lex.c_shipped: T_LESS` }
      : { name: 'openwrt-18.06', because: `${file}: T_RESET; zconf.lex.c_shipped: no T_LESS` }
  }
  if (files.kind(`${folder}/preprocess.c`) === undefined)
    return { name: 'linux-4.17', because: `${file}, no preprocess.c` }
  const positional = (readTextIfThere(files, `${folder}/zconf.l`) ?? '').includes('<PARAM>')
  return positional
    ? { name: 'linux-4.18', because: `${folder}/preprocess.c; zconf.l: PARAM` }
    : { name: 'linux-5.4', because: `${folder}/preprocess.c; zconf.l: no PARAM` }
}
