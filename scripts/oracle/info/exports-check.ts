/**
 * What a module exports, beside the lines that the kernel's Module.symvers has of it. modpost wrote both, the file when it
 * wrote the module.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseSymvers } from '../../../src/kernel/symvers.ts'
import { crcText } from '../../../src/report/crc-text.ts'
import type { ReadModule } from './modinfo-check.ts'
import type { Tally } from './tally.ts'

interface Line {
  readonly name: string
  readonly crc: number | undefined
  readonly gpl: boolean
  readonly namespace: string
}

const lineText = ({ name, crc = 0, gpl, namespace }: Line): string =>
  `${name} ${crcText({ crc })} ${gpl ? 'GPL' : 'all'} ${namespace}`

const sorted = (lines: readonly Line[]): string => lines.map(lineText).sort().join('\n')

/** What Module.symvers has of each module, by its path without ending; undefined where there is no such file. */
export const recordedExports = (root: string, release: string): ReadonlyMap<string, readonly Line[]> | undefined => {
  const path = join(root, 'usr/src', `linux-headers-${release}`, 'Module.symvers')
  if (!existsSync(path)) return undefined
  const found = new Map<string, Line[]>()
  for (const symbol of parseSymvers(readFileSync(path, 'latin1')).exports.values()) {
    const lines = found.get(symbol.module)
    if (lines === undefined) found.set(symbol.module, [symbol])
    else lines.push(symbol)
  }
  return found
}

/** Compares modules below `folder`, which is /lib/modules/RELEASE. */
export const checkExports = (
  folder: string,
  recorded: ReadonlyMap<string, readonly Line[]>,
  modules: readonly ReadModule[],
  tally: Tally,
): void => {
  for (const { path, info } of modules) {
    const name = relative(join(folder, 'kernel'), path).replace(/\.ko(\.\w+)?$/, '')
    tally.compare('exports (Module.symvers)', path, sorted(recorded.get(name) ?? []), sorted(info.exports))
  }
}
