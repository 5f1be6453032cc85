/**
 * What packages want of the kernel: the lines `Kernel-Config:` of .packageinfo, each with the package it belongs to.
 * The file has some five megabytes and a thousand such lines, so they are looked for and the rest is not read.
 */
import { withoutBlanks, wordsOf } from './perl-text.ts'

export interface KernelConfigLine {
  readonly packageName: string
  /** As written: `CONFIG_X`, `CONFIG_X=y`, `CONFIG_X@ge6.12=y`, and whatever else stands there. */
  readonly tokens: readonly string[]
}

const PACKAGE = '\nPackage:'
const WANTS = '\nKernel-Config:'

/** The rest of the line without the white space around it. */
const valueAt = (text: string, at: number): string => {
  const end = text.indexOf('\n', at)
  return withoutBlanks(text.slice(at, end < 0 ? undefined : end))
}

/** The lines in the order of the file. */
export const readKernelConfigLines = (packageInfo: string): readonly KernelConfigLine[] => {
  const text = `\n${packageInfo}`
  const lines: KernelConfigLine[] = []
  let packageName = ''
  let nextPackage = text.indexOf(PACKAGE)
  for (let at = text.indexOf(WANTS); at >= 0; at = text.indexOf(WANTS, at + 1)) {
    for (; nextPackage >= 0 && nextPackage < at; nextPackage = text.indexOf(PACKAGE, nextPackage + 1))
      // a line without a name leaves the one before it
      packageName = valueAt(text, nextPackage + PACKAGE.length) || packageName
    const tokens = wordsOf(valueAt(text, at + WANTS.length))
    if (tokens.length > 0) lines.push({ packageName, tokens })
  }
  return lines
}
