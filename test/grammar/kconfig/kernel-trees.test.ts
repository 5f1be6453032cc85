import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Problem, parse } from '../../../grammar/kconfig/index.ts'
import { diskFileSystem } from '../../../src/files/disk-file-system.ts'
import { detectDialect } from '../../../src/kconfig/dialects/detect.ts'

const trees = (process.env['KCHECK_KERNEL_TREES'] ?? '').split(':').filter((tree) => tree !== '')

/** All files named `Kconfig…` but those made to be wrong. */
const kconfigFiles = (tree: string): string[] =>
  readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith('Kconfig'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(scripts\/kconfig|Documentation)\//.test(path))

describe.skipIf(trees.length === 0)('all Kconfig files of a kernel parse', () => {
  test.each(trees)('%s', { timeout: 60_000 }, (tree) => {
    expect(existsSync(tree)).toBe(true)
    const syntax = detectDialect(diskFileSystem(), tree)?.dialect.syntax
    if (syntax === undefined) throw new Error(`${tree}: no configurator and no version`)
    const found: [string, Problem][] = []
    const files = kconfigFiles(tree)
    for (const file of files) {
      for (const problem of parse(readFileSync(file, 'latin1'), syntax).problems) found.push([file, problem])
    }
    expect(files.length).toBeGreaterThan(1000)
    expect(found).toEqual([])
  })
})
