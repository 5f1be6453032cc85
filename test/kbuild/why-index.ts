/** The ways of small trees, and of recorded ones. */
import type { Build } from '../../src/kbuild/build.ts'
import { type ExploredDirectory, explore } from '../../src/kbuild/explore.ts'
import type { Chain } from '../../src/kbuild/gate-chain.ts'
import type { KbuildRequest } from '../../src/kbuild/top-makefile.ts'
import { type WhyIndex, whyIndex } from '../../src/kbuild/why.ts'
import { built, type TreeOptions, treeRequest } from './kernel-tree.ts'

export interface Explored {
  readonly request: KbuildRequest
  readonly made: Build
  readonly directories: readonly ExploredDirectory[]
  readonly index: WhyIndex
}

export const exploreBuild = (request: KbuildRequest, made: Build): Explored => {
  const directories = explore({ ...request, folder: request.output, maker: made.maker, roots: made.roots })
  return { request, made, directories, index: whyIndex(directories) }
}

export const exploreTree = (files: Parameters<typeof treeRequest>[0], options: TreeOptions = {}): Explored => {
  const request = treeRequest(files, options)
  return exploreBuild(request, built(request))
}

/** The best chain's outcome and steps: `obj-$(CONFIG_A) a.o module`. */
export const chainLines = ({ outcome, steps }: Chain): readonly string[] => [
  outcome,
  ...steps.map(({ name, word, effect }) => `${name} ${word} ${effect}`),
]
