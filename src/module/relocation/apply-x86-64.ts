/**
 * A relocation section of 64-bit x86: apply_relocate_add() in arch/x86/kernel/module.c (Linux 6.1 and 6.12). Besides types
 * and ranges, the kernel looks whether each place holds zeros and whether values of 32 bits fit. The first is known from
 * the file, and where places meet from what was written there; the second from where the kernel lays things out. What
 * neither tells is said to be in doubt, once for each of the two.
 */
import { SYMBOL } from '../../elf/layout.ts'
import { SHN_UNDEF, SHT_NOBITS } from '../../elf/numbers.ts'
import type { Wanted } from '../../kernel/fact.ts'
import { crashEntry, doubtEntry, moduleName, type Pass, refuseEntry } from './pass.ts'
import { PlaceMap } from './places.ts'
import type { RelocationRules } from './rules.ts'
import { NOT_KNOWN } from './type-table.ts'
import { R_X86_64_32, R_X86_64_32S, X86_64_TYPES, type X8664Ways } from './x86-64.ts'
import { exactValue, liesWithin, valuesOf } from './x86-64-values.ts'

/** What is kept from one section to the next. */
export interface X8664State {
  readonly ways: X8664Ways
  readonly rules: RelocationRules
  /** By section that was relocated. */
  readonly targets: Map<number, PlaceMap>
  readonly doubted: Set<'overflow' | 'target-not-zero'>
}

const { size: SYMBOL_SIZE, fields } = SYMBOL[64]
const VALUE_AT = fields.st_value[0]
const NEAR = 0x100_0000
const IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
const SYSTEM_MAP: readonly Wanted[] = [{ kind: 'file', file: 'System.map' }]

/**
 * Whether an entry of type 32S is one as compilers write them: a symbol of the kernel or of the module's memory, and not
 * far from it. Those fit wherever the module comes to lie, and are nearly all there are.
 */
const surelyFits = (
  { load: { image }, reader: { view }, symbols, allocated }: Pass,
  at: number,
  symbol: number,
): boolean => {
  const shndx = symbols.shndx[symbol] ?? SHN_UNDEF
  if (shndx === SHN_UNDEF ? symbol === 0 : allocated[shndx] !== 1) return false
  const value = (image.sections.offset[image.index.symbols] ?? 0) + symbol * SYMBOL_SIZE + VALUE_AT
  if (view.getInt32(value + 4, true) !== 0 || view.getInt32(value, true) >>> 0 >= NEAR) return false
  const addend = view.getInt32(at + 16, true)
  return addend >= -NEAR && addend < NEAR && view.getInt32(at + 20, true) === addend >> 31
}

/** Looks whether a value of type 32 or 32S fits; false where the kernel refuses it. */
const judgeValue = (pass: Pass, { ways, doubted }: X8664State, at: number, type: number, symbol: number): boolean => {
  if (type === R_X86_64_32S && surelyFits(pass, at, symbol)) return true
  const values = valuesOf(pass, at)
  const fits =
    type === R_X86_64_32 ? liesWithin(values, 0n, 0xffff_ffffn) : liesWithin(values, -0x8000_0000n, 0x7fff_ffffn)
  if (fits === 'yes') return true
  if (fits === 'no') {
    const lines = ways.overflow(moduleName(pass.load), type, exactValue(values))
    refuseEntry(pass, at, 'overflow', 'ENOEXEC', ...lines)
    return false
  }
  if (!doubted.has('overflow')) {
    doubted.add('overflow')
    doubtEntry(pass, at, 'overflow', pass.symbols.shndx[symbol] === SHN_UNDEF ? SYSTEM_MAP : [])
  }
  return true
}

/** The entries as words, in place where they lie as words do, else copied. The machine that kcheck runs on has this order. */
const wordsOf = ({ reader: { view }, start, end }: Pass): Int32Array => {
  const at = view.byteOffset + start
  const count = (end - start) >> 2
  if (!IS_LITTLE) {
    return Int32Array.from({ length: count }, (_, index) => view.getInt32(start + index * 4, true))
  }
  return (at & 3) === 0 ? new Int32Array(view.buffer, at, count) : new Int32Array(view.buffer.slice(at, at + count * 4))
}

/** Goes through one section. False where the kernel goes no further. */
export const applyX8664 = (pass: Pass, state: X8664State): boolean => {
  const { load, reader, target, start, end } = pass
  const { view } = reader
  const { count } = pass.symbols
  const { ways, rules, targets, doubted } = state
  const { looksAtValueFirst, wantsZero } = ways
  const { sections } = load.image
  const size = sections.size[target] ?? 0
  const isFilled = sections.type[target] !== SHT_NOBITS && load.image.contentOf(target) !== undefined
  const content = isFilled ? (sections.offset[target] ?? 0) : -1
  const places = targets.get(target) ?? new PlaceMap()
  targets.set(target, places)
  const step = reader.size(true)
  const isStructModule = target === load.image.index.module
  // read as this architecture has it, and with a sign: what fits is a small number, and those are fast
  const words = wordsOf(pass)
  for (let at = start, word = 0; at < end; at += step, word += 6) {
    // the first thing that is read, whatever the type
    const symbol = words[word + 3] ?? -1
    if (symbol < 0 || symbol >= count) {
      crashEntry(pass, at, 'symbol-out-of-table')
      return false
    }
    const type = words[word + 2] ?? -1
    const width = type >= 0 && type < X86_64_TYPES.length ? (X86_64_TYPES[type] ?? NOT_KNOWN) : NOT_KNOWN
    if (width === 0) continue
    if (width === NOT_KNOWN) {
      const { text, errno } = rules.refusal(moduleName(load), reader.type(at))
      refuseEntry(pass, at, 'unknown-type', errno, ...(text === undefined ? [] : [text]))
      return false
    }
    const isNarrow = type === R_X86_64_32S || type === R_X86_64_32
    if (isNarrow && looksAtValueFirst && !judgeValue(pass, state, at, type, symbol)) return false
    const low = words[word] ?? -1
    const offset = low >= 0 && words[word + 1] === 0 ? low : reader.offset(at)
    if (offset + width > size) {
      crashEntry(pass, at, 'offset-out-of-section')
      return false
    }
    // by now the kernel has filled it in: only the two pointers that are left to the module are sure to be zeros
    if (isStructModule && offset % 8 !== 0) {
      crashEntry(pass, at, 'into-struct-module')
      return false
    }
    if (wantsZero) {
      const isZero =
        content < 0 ||
        (view.getInt32(content + offset, true) === 0 &&
          (width === 4 || view.getInt32(content + offset + 4, true) === 0))
      const held = !isZero ? 'something' : places.isBeyond(offset) ? 'nothing' : places.holds(pass, offset, width, at)
      if (held === 'something') {
        refuseEntry(pass, at, 'target-not-zero', 'ENOEXEC', ...ways.notZero(type))
        return false
      }
      if (held === 'maybe' && !doubted.has('target-not-zero')) {
        doubted.add('target-not-zero')
        doubtEntry(pass, at, 'target-not-zero', [])
      }
      places.write(offset, width, at)
    }
    if (isNarrow && !looksAtValueFirst && !judgeValue(pass, state, at, type, symbol)) return false
  }
  places.end(pass)
  return true
}
