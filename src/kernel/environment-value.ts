/**
 * An environment that is known in part: each variable is a text, or something only a toolchain could tell.
 */

export type EnvironmentValue = string | { readonly unknown: true }

/** Variables by name; one that is not there is not set. */
export type PartialEnvironment = ReadonlyMap<string, EnvironmentValue>

/** The one value that stands for "only a toolchain could tell". */
export const UNKNOWN: EnvironmentValue = { unknown: true }
