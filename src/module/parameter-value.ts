/**
 * Whether a value fits the type of a parameter.
 * Follows the param_set_…() functions and param_array() in kernel/params.c and lib/kstrtox.c (Linux 6.1 and 6.12). Kernels
 * before 3.0 took fewer words for bool, and numbers with text behind them.
 */

export type ValueCheck =
  /** `elements`: of an array, which may yet have too many of them; the module's code knows its size. */
  | { readonly kind: 'fits'; readonly elements: number }
  /** ENOSPC: a text too long. */
  | { readonly kind: 'refused'; readonly errno: 'EINVAL' | 'ERANGE' | 'ENOSPC' }
  /** A type that the module has its own function for. */
  | { readonly kind: 'unknown-type' }

interface NumberRange {
  readonly least: bigint
  readonly most: bigint
}

const unsigned = (bits: number): NumberRange => ({ least: 0n, most: (1n << BigInt(bits)) - 1n })
const signed = (bits: number): NumberRange => ({
  least: -(1n << BigInt(bits - 1)),
  most: (1n << BigInt(bits - 1)) - 1n,
})

const RANGES: ReadonlyMap<string, NumberRange> = new Map([
  ['byte', unsigned(8)],
  ['short', signed(16)],
  ['ushort', unsigned(16)],
  ['int', signed(32)],
  ['uint', unsigned(32)],
  ['hexint', unsigned(32)],
  ['ullong', unsigned(64)],
])

const BOOLEANS = new Set(['bool', 'invbool', 'bint'])
/** Types whose name alone, without a value, means "true". */
const WITHOUT_VALUE = new Set(['bool', 'bint'])
const ARRAY = 'array of '
const LONGEST_CHARP = 1024
const MOST = (1n << 64n) - 1n

const FITS: ValueCheck = { kind: 'fits', elements: 1 }
const invalid: ValueCheck = { kind: 'refused', errno: 'EINVAL' }

/** A number without its sign as the kernel reads it, base by prefix, and what is behind it. */
const NUMBER = /^(?:0[xX]([0-9a-fA-F]+)|0([0-7]*)|([1-9][0-9]*))([\s\S]*)$/

const checkNumber = (value: string, { least, most }: NumberRange): ValueCheck => {
  const isNegative = least < 0n && value.startsWith('-')
  const digits = isNegative || value.startsWith('+') ? value.slice(1) : value
  const [, hex, octal, decimal, rest] = NUMBER.exec(digits) ?? []
  const text = hex !== undefined ? `0x${hex}` : octal !== undefined ? `0o0${octal}` : decimal
  if (text === undefined) return invalid
  const magnitude = BigInt(text)
  // a number beyond all is too big even with text behind it
  if (magnitude > MOST) return { kind: 'refused', errno: 'ERANGE' }
  if (rest !== '' && rest !== '\n') return invalid
  const number = isNegative ? -magnitude : magnitude
  return number < least || number > most ? { kind: 'refused', errno: 'ERANGE' } : FITS
}

const checkOne = (type: string, value: string, longBytes: 4 | 8): ValueCheck => {
  if (BOOLEANS.has(type)) return /^([yYtT1nNfF0]|[oO][nNfF])/.test(value) ? FITS : invalid
  if (type === 'charp') return value.length > LONGEST_CHARP ? { kind: 'refused', errno: 'ENOSPC' } : FITS
  // how long it may be is in the module's code
  if (type === 'string') return FITS
  const range = type === 'long' ? signed(longBytes * 8) : type === 'ulong' ? unsigned(longBytes * 8) : RANGES.get(type)
  return range === undefined ? { kind: 'unknown-type' } : checkNumber(value, range)
}

/**
 * Whether `value` (absent: the name stood alone) fits `type`, as `parmtype=` words it. `longBytes` is the size of the
 * target's `long`.
 */
export const checkValue = (type: string, value: string | undefined, longBytes: 4 | 8): ValueCheck => {
  const isArray = type.startsWith(ARRAY)
  if (value === undefined) {
    if (WITHOUT_VALUE.has(type)) return FITS
    return isArray || checkOne(type, '', longBytes).kind !== 'unknown-type' ? invalid : { kind: 'unknown-type' }
  }
  if (!isArray) return checkOne(type, value, longBytes)
  const elements = value.split(',')
  const results = elements.map((element) => checkOne(type.slice(ARRAY.length), element, longBytes))
  return results.find(({ kind }) => kind !== 'fits') ?? { kind: 'fits', elements: elements.length }
}
