/**
 * Kconfig made of drawn metadata, beside what a tree's own scripts make of the same.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EndlessDependencies } from '../../../src/openwrt/package-dependencies.ts'
import type { Draw } from '../mutants/draw.ts'
import { workFolder } from '../place/work-folder.ts'
import { compareMetadata } from './compare-generated.ts'
import { drawPackageInfo, drawTargetInfo } from './draw-metadata.ts'
import type { GivenTree } from './given-trees.ts'
import type { Report } from './report.ts'

/** A script that follows a circle of packages for ever is stopped. */
const PATIENCE_MS = 5000

/** What a script of the tree prints; undefined where it does not end. */
const printed = (tree: string, script: string, folder: string, text: string): string | undefined => {
  writeFileSync(join(folder, 'info'), text, 'latin1')
  const program = join(tree, 'scripts', script)
  const { status, stdout } = spawnSync('perl', [program, 'config', 'info'], { cwd: folder, timeout: PATIENCE_MS })
  return status === 0 ? stdout.toString('latin1') : undefined
}

/** `count` pairs of files; the oracle is perl. Packages that select each other for ever are counted and left out. */
export const compareDrawnMetadata = (tree: GivenTree, count: number, draw: Draw, report: Report): void => {
  const part = `drawn metadata, ${tree.tag}`
  const scratch = mkdtempSync(join(workFolder(), 'openwrt-'))
  let endless = 0
  for (let index = 0; index < count; index++) {
    const [packageInfo, targetInfo] = [drawPackageInfo(draw), drawTargetInfo(draw)]
    try {
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
    } catch (error) {
      if (!(error instanceof EndlessDependencies)) throw error
      endless++
    }
  }
  rmSync(scratch, { recursive: true, force: true })
  report.sum(part, `files both ways; ${endless} with packages that select each other for ever`)
}
