/** How a seed of the small buildroot becomes a kernel configuration. */

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

/** To be connected with `predict` once it has both stages; the tests that need it are skipped until then. */
export const predictSeed: ((seed: SeedCase) => Promise<SeedPrediction>) | undefined = undefined as
  | ((seed: SeedCase) => Promise<SeedPrediction>)
  | undefined
