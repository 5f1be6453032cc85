/**
 * The version that a source tree gives itself: the first lines of its top Makefile, and KERNELVERSION as the Makefile
 * puts it together from them.
 */

export interface KernelVersion {
  readonly version: number
  readonly patchlevel: number
  /** As written; empty in the first release of a series of old trees. */
  readonly sublevel: string
  /** KERNELVERSION: `6.1.192`, `6.12.0-rc3`. */
  readonly text: string
}

const VARIABLES = ['VERSION', 'PATCHLEVEL', 'SUBLEVEL', 'EXTRAVERSION'] as const
const NUMBER = /^\d+$/

const readVariables = (makefile: string): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of makefile.matchAll(/^([A-Z]+)[ \t]*:?=[ \t]*([^\n#]*)/gm)) {
    // the first one: what comes later in a Makefile is derived from it
    if ((VARIABLES as readonly string[]).includes(name) && !Object.hasOwn(found, name)) found[name] = value.trim()
  }
  return found
}

/** KERNELVERSION of its parts: each is there only if the one before it is. */
const kernelVersionText = (version: string, patchlevel: string, sublevel: string, extraversion: string): string => {
  const third = sublevel === '' ? '' : `.${sublevel}`
  return version + (patchlevel === '' ? '' : `.${patchlevel}${third}`) + extraversion
}

/** The version of a top Makefile, or undefined where it states none (it is not a kernel's). */
export const parseKernelVersion = (makefile: string): KernelVersion | undefined => {
  const { VERSION = '', PATCHLEVEL = '', SUBLEVEL = '', EXTRAVERSION = '' } = readVariables(makefile)
  if (!NUMBER.test(VERSION) || !NUMBER.test(PATCHLEVEL)) return undefined
  return {
    version: Number(VERSION),
    patchlevel: Number(PATCHLEVEL),
    sublevel: SUBLEVEL,
    text: kernelVersionText(VERSION, PATCHLEVEL, SUBLEVEL, EXTRAVERSION),
  }
}

/** Whether a tree is of this release or a later one. */
export const isAtLeast = (tree: KernelVersion, version: number, patchlevel: number): boolean =>
  tree.version > version || (tree.version === version && tree.patchlevel >= patchlevel)
