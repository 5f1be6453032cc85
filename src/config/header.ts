/**
 * The header of a generated `.config`: four comment lines, the third being the main menu's title.
 * Follows conf_write() in scripts/kconfig/confdata.c; the second line was worded otherwise before 2.6.38 and is not
 * looked at beyond being a comment on how the file was made.
 */
import type { ConfigHeader } from './config-set.ts'

const HEADER = /^#[ \t]*\r?\n# Automatically generated[^\n]*\n# ([^\n]+?)[ \t]*\r?\n#[^\n]*(\n|$)/
/** `Linux/x86 6.1.192 Kernel Configuration`; before 3.2 without the architecture. */
const KERNEL_TITLE = /^(\w[\w-]*)(?:\/(\S+))? (\d\S*) Kernel Configuration$/

/** The parts of a main menu's title. */
export const parseTitle = (title: string): ConfigHeader => {
  const [, program, arch, version] = KERNEL_TITLE.exec(title) ?? []
  return {
    title,
    ...(program === undefined ? {} : { program }),
    ...(arch === undefined ? {} : { arch }),
    ...(version === undefined ? {} : { version }),
  }
}

/** The header of a text, or undefined where it does not start with one: a defconfig, a fragment. */
export const parseHeader = (text: string): ConfigHeader | undefined => {
  const title = HEADER.exec(text)?.[1]
  return title === undefined ? undefined : parseTitle(title)
}
