/**
 * Probes: what a Kconfig tree asks of the machine it is configured on. `$(shell,…)` is one, and so is an environment
 * variable that the build exports with a tool's answer in it (CC_VERSION_TEXT).
 */

/** Who answers probes. `undefined` is an answer: nobody knows. */
export interface ProbeOracle {
  /**
   * Standard output of `command` as it came, at most 4095 bytes of it being used, or undefined where it is not known.
   * `command` is the text after expansion, exactly as the configurator hands it to `sh -c`.
   */
  shell(command: string): string | undefined
  /** An environment variable: its value, undefined where it is not set, or 'unknown' where only a toolchain could tell. */
  environment(name: string): string | undefined | { readonly unknown: true }
}
