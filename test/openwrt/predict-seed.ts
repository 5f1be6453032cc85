/** How a seed of the small buildroot becomes a kernel configuration. */
import { expect } from 'vitest'
import { predict } from '../../src/workspace/predict.ts'
import type { Emit } from '../../src/workspace/predict-request.ts'

export interface SeedCase {
  /** As in `24.10`. */
  readonly release: string
  /** Folder of the release's tree. */
  readonly tree: string
  /** Path of the seed. */
  readonly config: string
}

export interface SeedPrediction {
  /** The full `.config` of the buildroot. */
  readonly config: string
  /** The kernel's `.config.set`. */
  readonly set: string
  /** The text of `.vermagic`, with its line end. */
  readonly vermagic: string
}

export const predictSeed = async ({ release, tree, config }: SeedCase): Promise<SeedPrediction> => {
  const emitted = async (emit: Emit): Promise<string> => {
    const request = { cwd: tree, environment: {}, tree, config, stdin: () => '', cache: false, emit }
    const result = await predict({ ...request, dialect: `openwrt-${release}` })
    if (result.kind === 'failed') expect(result.problem).toBeUndefined()
    return result.kind === 'failed' ? '' : result.text
  }
  return {
    config: await emitted('config'),
    set: await emitted('config.set'),
    vermagic: await emitted('vermagic'),
  }
}
