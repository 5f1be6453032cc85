/** The version of kcheck: what `--version` prints, and part of every cache key. A test holds it to package.json's. */
export const KCHECK_VERSION = '0.1.0'
