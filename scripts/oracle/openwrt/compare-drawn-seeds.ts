/**
 * The first stage beside a tree's own configurator, for seeds drawn at random. A seed whose answers differ loses lines as long
 * as they do, and is kept in the working folder with both answers.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstDifference } from '../info/tally.ts'
import type { Draw } from '../mutants/draw.ts'
import { workFolder } from '../place/work-folder.ts'
import { confAnswer, hasConf, kcheckAnswer } from './conf-answer.ts'
import { type DrawnSeed, drawSeed, seedMaterial } from './draw-seed.ts'
import type { GivenTree } from './given-trees.ts'
import { withLinkedTree } from './linked-tree.ts'
import type { Report } from './report.ts'

const PART = 'drawn seeds'

/** How often a seed that differs is asked again to make it smaller. */
const ATTEMPTS = 40

interface Answers {
  readonly theirs: string | undefined
  readonly ours: string | undefined
}

const ask = async (tree: string, seed: DrawnSeed): Promise<Answers> => ({
  theirs: confAnswer(tree, seed),
  ours: await kcheckAnswer(tree, seed),
})

const differ = ({ theirs, ours }: Answers): boolean => theirs === undefined || theirs !== ours

/** Takes pieces out, each half as long as those before, while the answers differ. */
const smaller = async (tree: string, seed: DrawnSeed): Promise<DrawnSeed> => {
  let least = seed
  let attempts = ATTEMPTS
  for (
    let size = Math.ceil(seed.lines.length / 2);
    size > 0 && attempts > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  )
    for (let start = 0; start < least.lines.length && attempts > 0; ) {
      const lines = least.lines.filter((_, index) => index < start || index >= start + size)
      const attempt = { ...least, lines }
      attempts--
      if (lines.length > 0 && differ(await ask(tree, attempt))) least = attempt
      else start += size
    }
  return least
}

/** Returns the folder. */
const keep = async (name: string, tree: string, seed: DrawnSeed): Promise<string> => {
  const folder = join(workFolder(), 'openwrt-differences', name)
  mkdirSync(folder, { recursive: true })
  const { theirs, ours } = await ask(tree, seed)
  const files = { seed: seed.lines.join('\n'), mode: seed.mode, theirs, ours }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), `${text ?? ''}\n`, 'latin1')
  return folder
}

/** `count` seeds; the oracle is the tree's scripts/config/conf. */
export const compareDrawnSeeds = async (tree: GivenTree, count: number, draw: Draw, report: Report): Promise<void> => {
  const part = `${PART}, ${tree.tag}`
  if (!hasConf(tree.folder)) {
    report.skip(part, count, 'seeds', 'scripts/config/conf is not built')
    return
  }
  const material = seedMaterial(tree)
  const byMode = new Map<string, number>()
  // its own tmp/ as a whole: the configurator reads what the scripts made, kcheck what they made it of
  await withLinkedTree(tree.folder, { links: { tmp: 'tmp' } }, async (linked) => {
    for (let index = 0; index < count; index++) {
      const seed = drawSeed(draw, material)
      byMode.set(seed.mode, (byMode.get(seed.mode) ?? 0) + 1)
      const { theirs, ours } = await ask(linked, seed)
      if (!differ({ theirs, ours })) {
        report.note(part, '', undefined)
        continue
      }
      const name = `${tree.tag}-${index}`
      const kept = await keep(name, linked, await smaller(linked, seed))
      report.note(part, `${name} ${seed.mode}`, `${firstDifference(theirs, ours)}\n  ${kept}`)
    }
  })
  report.sum(part, `(${[...byMode].map(([mode, times]) => `${mode} ${times}`).join(', ')})`)
}
