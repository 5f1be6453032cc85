/** The small tree in fixtures/, and what the kernel's own configurator made of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const TREE = fileURLToPath(new URL('../fixtures/kernel-tiny', import.meta.url))

/** The path of a defconfig in it. */
export const defconfig = (srcarch: string, name = 'tiny_defconfig'): string =>
  join(TREE, 'arch', srcarch, 'configs', name)

export const TINY = defconfig('x86')

/** The text of a file in `expected/`, latin1. */
export const expected = (name: string): string => readFileSync(join(TREE, 'expected', name), 'latin1')
