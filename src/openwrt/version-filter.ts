/**
 * Version filters of `KCONFIG` entries: `CONFIG_X@ge6.12` counts from Linux 6.12 on. Follows version_filter_list() in
 * scripts/package-metadata.pl.
 */

/** The first one in a token; what follows the number must not go on as a word. */
const FILTER = /@(lt|le|gt|ge|eq|ne)(\d+(?:\.\d+)+)\b/

/** Four numbers in one, as wide as Perl's integers; 0 where it is no version of two or more numbers. */
const versionNumber = (text: string): bigint => {
  if (!/^\d+(?:\.\d+)+$/.test(text)) return 0n
  const [a = 0n, b = 0n, c = 0n, d = 0n] = text.split('.').map(BigInt)
  return BigInt.asUintN(64, (a << 24n) | (b << 16n) | (c << 8n) | d)
}

const holds = (order: string, left: bigint, right: bigint): boolean => {
  switch (order) {
    case 'lt':
      return left < right
    case 'le':
      return left <= right
    case 'gt':
      return left > right
    case 'ge':
      return left >= right
    case 'eq':
      return left === right
    default:
      return left !== right
  }
}

/** The token without its filter, or undefined where the kernel `version` (`6.12`) does not pass it. */
export const filtered = (token: string, version: string): string | undefined => {
  const match = FILTER.exec(token)
  if (match === null) return token
  const [whole, order = '', bound = ''] = match
  const [here, there] = [versionNumber(version), versionNumber(bound)]
  if (here > 0n && there > 0n && !holds(order, here, there)) return undefined
  return token.slice(0, match.index) + token.slice(match.index + whole.length)
}
