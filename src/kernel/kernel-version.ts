/**
 * The version that a source tree gives itself: the first lines of its top Makefile, and KERNELVERSION as the Makefile
 * puts it together from them.
 */
import { lineOf } from '../files/line-number.ts'

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

/** A variable of the top Makefile. */
export interface VersionVariable {
  readonly value: string
  /** 1-based. */
  readonly line: number
}

type VersionVariables = { readonly [name in (typeof VARIABLES)[number]]?: VersionVariable }

/** The variables that make up KERNELVERSION, as a Makefile first sets them. */
export const versionVariables = (makefile: string): VersionVariables => {
  const found: Record<string, VersionVariable> = {}
  for (const match of makefile.matchAll(/^([A-Z]+)[ \t]*:?=[ \t]*([^\n#]*)/gm)) {
    const [, name = '', value = ''] = match
    // the first one: what comes later in a Makefile is derived from it
    if (!(VARIABLES as readonly string[]).includes(name) || Object.hasOwn(found, name)) continue
    found[name] = { value: value.trim(), line: lineOf(makefile, match.index) }
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
  const found = versionVariables(makefile)
  const [VERSION, PATCHLEVEL, SUBLEVEL, EXTRAVERSION] = VARIABLES.map((name) => found[name]?.value ?? '') as [
    string,
    string,
    string,
    string,
  ]
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
