/**
 * Every symbol of the module gets its address: its own, and those that the kernel and other modules export. The kernel does
 * not stop at the first that fails, and the number it returns is that of the last.
 * Follows simplify_symbols() and resolve_symbol() in kernel/module/main.c (Linux 6.1 and 6.12).
 */
import { EM_386, EM_X86_64, SHN_ABS, SHN_COMMON, SHN_LORESERVE, SHN_UNDEF, STB_WEAK } from '../../elf/numbers.ts'
import type { Errno } from '../errno.ts'
import { ERRNO_NUMBERS } from '../errno.ts'
import type { Check, Ending, Load } from '../load.ts'
import type { Finding } from '../load-result.ts'
import { SHF_ALLOC } from '../module-image.ts'
import { SymbolResolver } from './symbol-resolver.ts'

/** Left to the livepatch code. */
const SHN_LIVEPATCH = 0xff20

/** Old binutils leave it behind in modules that do not use it. */
const isIgnored = (load: Load, name: string): boolean => {
  const machine = load.image.header?.e_machine
  return (machine === EM_386 || machine === EM_X86_64) && name === '_GLOBAL_OFFSET_TABLE_'
}

/** Symbols as 64-bit PowerPC has them: code symbols with a dot, and a pointer to the table of contents. */
const powerName = (load: Load, name: string): string | undefined => {
  const { srcarch } = load.kernel.facts.architecture
  if (srcarch.kind !== 'known' || srcarch.value !== 'powerpc' || load.image.layout.bits !== 64) return name
  if (name === '.TOC.') return undefined
  return name.startsWith('.') ? name.slice(1) : name
}

type Failure = Omit<Finding, 'kind'> & { readonly errno: Errno }

/** One pass over the symbols. */
class SymbolPass {
  readonly failures: Failure[] = []
  readonly #load: Load
  readonly #resolver: SymbolResolver

  constructor(load: Load) {
    this.#load = load
    this.#resolver = new SymbolResolver(load)
  }

  run(): Ending {
    const { image } = this.#load
    const { count, shndx } = image.symbols
    const sections = image.header?.e_shnum ?? 0
    for (let index = 1; index < count; index++) {
      const place = shndx[index] ?? 0
      if (place === SHN_UNDEF) {
        if (!this.#undefined(index)) return 'stop'
      } else if (place === SHN_COMMON) {
        if (!this.#common(index)) return 'stop'
      } else if (place >= sections && place !== SHN_ABS && place !== SHN_LIVEPATCH) {
        if (!this.#misplaced(index, place, sections)) return 'stop'
      }
    }
    this.#report()
    const { exporters, kernel } = this.#load
    if (exporters.size > 0 && kernel.state.loaded === undefined) {
      this.#load.assume({ kind: 'loaded', modules: [...exporters] })
    }
    return undefined
  }

  /** Whether the kernel can go on to the next. */
  #undefined(index: number): boolean {
    const load = this.#load
    const own = load.image.symbolName(index)
    if (own === undefined) return this.#nameless(index)
    const name = powerName(load, own)
    if (name === undefined) return true
    const isWeak = (load.image.symbols.info[index] ?? 0) >> 4 === STB_WEAK
    const failure = this.#resolver.resolve(name, isWeak || isIgnored(load, name))
    if (failure !== undefined) {
      load.log(`${load.structName ?? ''}: Unknown symbol ${name} (err -${ERRNO_NUMBERS[failure.errno]})`)
      this.failures.push(failure)
    }
    return true
  }

  #common(index: number): boolean {
    const load = this.#load
    const name = load.image.symbolName(index)
    if (name === undefined) return this.#nameless(index)
    if (name.startsWith('__gnu_lto')) return true
    load.log(`${load.structName ?? ''}: please compile with -fno-common`)
    this.failures.push({ code: 'module/common-symbol', errno: 'ENOEXEC', args: { symbol: name } })
    return true
  }

  #misplaced(index: number, place: number, sections: number): boolean {
    const load = this.#load
    const name = load.image.symbolName(index)
    if (name === undefined) return this.#nameless(index)
    // what kernels that do not look make of it, nobody knows
    if (!load.changeOr('checksSymbolSections', true)) {
      load.crash('module/symbol-section', { symbol: name, index: place, limit: sections - 1 })
      return false
    }
    load.log(`${load.structName ?? ''}: Symbol ${name} has an invalid section index ${place} (max ${sections - 1})`)
    this.failures.push({
      code: 'module/symbol-section',
      errno: 'ENOEXEC',
      args: { symbol: name, index: place, limit: sections - 1 },
    })
    return true
  }

  /** The kernel reads a name where nothing of the file is. */
  #nameless(index: number): boolean {
    this.#load.crash('module/symbol-name', { symbol: index, value: this.#load.image.symbols.name[index] ?? 0 })
    return false
  }

  #report(): void {
    const versions = this.#resolver.versions.mismatches
    const others = this.failures.filter(({ code }) => code !== 'module/symbol-version')
    const last = this.failures.at(-1)
    if (last === undefined) return
    const version = this.failures.find(({ code }) => code === 'module/symbol-version')
    // thousands of symbols may disagree for one reason
    const together: readonly Failure[] =
      version === undefined
        ? []
        : [
            {
              ...version,
              args: { symbols: versions.length, first: versions[0]?.symbol ?? '' },
              detail: { kind: 'versions', mismatches: versions, compared: this.#resolver.versions.compared },
            },
          ]
    this.#load.refuseLast(last.code === 'module/symbol-version' ? [...others, ...together] : [...together, ...others])
  }
}

/** Names that the kernel copies before it looks at any symbol: those of symbols that stay. */
const checkNames = (load: Load): Ending => {
  const { image } = load
  const { count, shndx, name } = image.symbols
  const { offset, size, flags } = image.sections
  const at = offset[image.index.strings] ?? 0
  const end = image.bytes.length - at
  const strings = size[image.index.strings] ?? 0
  for (let index = 0; index < count; index++) {
    const start = name[index] ?? 0
    if (start < strings) continue
    const place = shndx[index] ?? 0
    const isKept =
      index === 0 || (place !== SHN_UNDEF && place < SHN_LORESERVE && ((flags[place] ?? 0) & SHF_ALLOC) !== 0)
    if (!isKept || (start < end && strings === 0)) continue
    load.crash('module/symbol-name', { symbol: index, value: start, limit: strings })
    return 'stop'
  }
  return undefined
}

const run = (load: Load): Ending => {
  const { symbols } = load.image.index
  if (load.image.contentOf(symbols) === undefined) {
    load.crash('module/no-symbols', { count: 1 })
    return 'stop'
  }
  return checkNames(load) ?? new SymbolPass(load).run()
}

export const symbols: Check = {
  name: 'symbols',
  needs: ['exports', 'features.modversions', 'features.allowMissingNamespaceImports', 'features.moduleNamespaces'],
  run,
}
