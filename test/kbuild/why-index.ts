/** The ways of small trees, and of recorded ones. */
import type { Build } from '../../src/kbuild/build.ts'
import { type ExploredDirectory, explorationOf, explore } from '../../src/kbuild/explore.ts'
import type { Chain } from '../../src/kbuild/gate-chain.ts'
import type { KbuildRequest } from '../../src/kbuild/top-makefile.ts'
import { pathIn } from '../../src/kbuild/walk.ts'
import { type WhyIndex, whyIndex } from '../../src/kbuild/why.ts'
import { built, type TreeOptions, treeRequest } from './kernel-tree.ts'

export interface Explored {
  readonly request: KbuildRequest
  readonly made: Build
  readonly directories: readonly ExploredDirectory[]
  readonly index: WhyIndex
}

export const exploreBuild = (request: KbuildRequest, made: Build): Explored => {
  const directories = explore(explorationOf(request, made))
  return { request, made, directories, index: whyIndex(directories) }
}

export const exploreTree = (files: Parameters<typeof treeRequest>[0], options: TreeOptions = {}): Explored => {
  const request = treeRequest(files, options)
  return exploreBuild(request, built(request))
}

/** Every object that some makefile names, from the top of the tree and without its suffix. */
export const objectsIn = ({ directories }: Explored): readonly string[] =>
  directories.flatMap(({ path, ways }) =>
    [...ways.words()].filter((word) => word.endsWith('.o')).map((word) => pathIn(path, word.slice(0, -'.o'.length))),
  )

/** The best chain's outcome and steps: `obj-$(CONFIG_A) a.o module`. */
export const chainLines = ({ outcome, steps }: Chain): readonly string[] => [
  outcome,
  ...steps.map(({ name, word, effect }) => `${name} ${word} ${effect}`),
]
