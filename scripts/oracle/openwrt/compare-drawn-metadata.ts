/**
 * Kconfig made of drawn metadata, beside what a tree's own scripts make of the same.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '../../../grammar/kconfig/index.ts'
import { EndlessDependencies } from '../../../src/openwrt/package-dependencies.ts'
import type { Draw } from '../mutants/draw.ts'
import { workFolder } from '../place/work-folder.ts'
import { compareMetadata } from './compare-generated.ts'
import { compareStatements } from './compare-statements.ts'
import { drawPackageInfo, drawTargetInfo } from './draw-metadata.ts'
import { generatedPackages } from './generated-kconfig.ts'
import type { GivenTree } from './given-trees.ts'
import type { Report } from './report.ts'

/** No script takes so long that ends. */
const PATIENCE_MS = 5000

/** What is printed may hang on the order of a perl hash: then it is another text with another of these. */
const HASH_SEEDS = ['0', '1', '2', '3', '4', '5', '6', '7']

/** What a script of the tree prints; undefined where it does not end. */
const printed = (tree: string, script: string, folder: string, text: string, seed = '0'): string | undefined => {
  writeFileSync(join(folder, 'info'), text, 'latin1')
  const program = join(tree, 'scripts', script)
  const { status, stdout } = spawnSync('perl', [program, 'config', 'info'], {
    cwd: folder,
    timeout: PATIENCE_MS,
    env: { ...process.env, PERL_HASH_SEED: seed },
  })
  return status === 0 ? stdout.toString('latin1') : undefined
}

/** The script says the same each time, but for the order of lines in an entry. */
const isSettled = ({ dialect, folder: tree }: GivenTree, folder: string, packageInfo: string): boolean => {
  const [first, ...others] = HASH_SEEDS.map((seed) => {
    const text = printed(tree, 'package-metadata.pl', folder, packageInfo, seed)
    return text === undefined ? [] : parse(text, dialect.syntax).tree.statements
  })
  return others.every((other) => compareStatements(first ?? [], other, { unordered: true }).difference === undefined)
}

const isEndless = ({ dialect, release }: GivenTree, packageInfo: string): boolean => {
  try {
    generatedPackages(packageInfo, release.metadata, dialect.syntax, false)
    return false
  } catch (error) {
    if (error instanceof EndlessDependencies) return true
    throw error
  }
}

/** `count` pairs of files; the oracle is perl. Packages that select each other for ever are counted and left out. */
export const compareDrawnMetadata = (tree: GivenTree, count: number, draw: Draw, report: Report): void => {
  const part = `drawn metadata, ${tree.tag}`
  const scratch = mkdtempSync(join(workFolder(), 'openwrt-'))
  let endless = 0
  let unsettled = 0
  for (let index = 0; index < count; index++) {
    const [packageInfo, targetInfo] = [drawPackageInfo(draw), drawTargetInfo(draw)]
    if (isEndless(tree, packageInfo)) endless++
    // conflicts that nobody wrote down depend on which are found first
    else if (tree.release.metadata.implicitConflicts && !isSettled(tree, scratch, packageInfo)) unsettled++
    else
      compareMetadata(
        {
          part,
          release: tree.release,
          syntax: tree.dialect.syntax,
          packageInfo,
          targetInfo,
          hasFeedImages: false,
          packageKconfig: () => printed(tree.folder, 'package-metadata.pl', scratch, packageInfo),
          targetKconfig: () => printed(tree.folder, 'target-metadata.pl', scratch, targetInfo),
        },
        report,
      )
  }
  rmSync(scratch, { recursive: true, force: true })
  report.sum(part, `files both ways; ${endless} with packages that select each other for ever`)
  if (unsettled > 0) report.skip(part, unsettled, 'files', 'the script itself says something else each time')
}
