/** VERMAGIC_STRING by version and architecture alone, from the tables of vermagic-layouts.ts and vermagic-architectures.ts. */
import { compilerMacro } from './compiler-macros.ts'
import {
  type ConfigLookup,
  configSource,
  configText,
  type Fact,
  type FactSource,
  known,
  unknown,
  type Wanted,
} from './fact.ts'
import type { KernelVersion } from './kernel-version.ts'
import { type Vermagic, type VermagicChoice, type VermagicPiece, vermagicOf } from './vermagic.ts'
import { ARCHITECTURE_WORDS } from './vermagic-architectures.ts'
import { COMMON_SLOTS, isSince, type VermagicCase, type VermagicSlot, vermagicLayout } from './vermagic-layouts.ts'

export interface VermagicTableRequest {
  readonly version: KernelVersion | undefined
  readonly srcarch: string | undefined
  readonly config: ConfigLookup | undefined
  readonly release: Fact<string>
}

const HEADER = { kind: 'file', file: 'include/linux/vermagic.h' } as const
const OPTIONS = [
  { kind: 'option', option: '--vermagic' },
  { kind: 'option', option: '--like' },
] as const

/** A text with `%NAME%` filled in. What a generated header defines is not known here. */
const filled = (text: string, config: ConfigLookup, source: FactSource): Pick<VermagicPiece, 'text' | 'because'> => {
  const because: FactSource[] = []
  let value = ''
  for (const [index, part] of text.split('%').entries()) {
    const macro = index % 2 === 1 ? compilerMacro(config, part) : undefined
    if (macro === undefined) value += part
    else if (macro.kind !== 'defined') return { text: unknown(...(macro.wanted ?? OPTIONS)), because }
    else {
      value += macro.text
      because.push(...macro.symbols.map((symbol) => configSource(config, symbol)))
    }
  }
  return { text: known(value, source), because }
}

const fits = (config: ConfigLookup, [symbols]: VermagicCase): boolean =>
  symbols.every((symbol) => configText(config, symbol) === 'y')

const pieceOf = (slot: VermagicSlot, config: ConfigLookup, source: FactSource): VermagicPiece => {
  const { macro, cases, otherwise } = slot
  const fitting = cases.find((one) => fits(config, one))
  const text = fitting?.[1] ?? otherwise
  const symbols = fitting?.[0] ?? cases.flatMap(([all]) => all)
  if (text === undefined)
    return {
      macro,
      text: unknown(...symbols.slice(0, 1).map((symbol) => ({ kind: 'config', symbol }) as const), ...OPTIONS),
      because: [],
    }
  const found = filled(text, config, source)
  return {
    macro,
    text: found.text,
    because: [...symbols.map((symbol) => configSource(config, symbol)), ...found.because],
  }
}

/** The words that slots may give; those that the compiler fills in are left out. */
export const choicesOfSlots = (slots: readonly VermagicSlot[]): readonly VermagicChoice[] =>
  slots.flatMap(({ macro, cases, otherwise = '' }) =>
    [...cases, [[], otherwise] as const].flatMap(([symbols, text]) =>
      text
        .split(' ')
        .filter((word) => word !== '' && !word.includes('%'))
        .map((word) => ({ text: word, macro, symbols })),
    ),
  )

/** The slots of an architecture, or none where it is not known. */
const architectureSlots = ({ srcarch, version }: VermagicTableRequest): readonly VermagicSlot[] | undefined => {
  if (srcarch === undefined || !Object.hasOwn(ARCHITECTURE_WORDS, srcarch)) return undefined
  const words = ARCHITECTURE_WORDS[srcarch]
  if (words?.since !== undefined && version !== undefined && !isSince(words.since, version)) return undefined
  return words?.slots
}

/** The string that kernels of this version and architecture have; unknown where the tables do not reach. */
export const vermagicFromTable = (request: VermagicTableRequest): Vermagic => {
  const { version, config, release, srcarch } = request
  const layout = version && vermagicLayout(version)
  const slots = architectureSlots(request)
  const choices = choicesOfSlots([...(layout ? [...layout.before, ...layout.after] : COMMON_SLOTS), ...(slots ?? [])])
  const source: FactSource = {
    kind: 'version',
    version: version === undefined ? '' : `${version.version}.${version.patchlevel}`,
  }
  const nothing = (...wanted: readonly Wanted[]): Vermagic =>
    vermagicOf(release, [{ text: unknown(...wanted), macro: '', because: [] }], choices, source)
  if (config === undefined) return nothing({ kind: 'config' }, ...OPTIONS)
  if (layout === undefined) return nothing(HEADER, ...OPTIONS)
  const blank: VermagicPiece = { text: known(' ', source), macro: 'VERMAGIC_STRING', because: [] }
  const asm = { kind: 'file', file: `arch/${srcarch ?? 'ARCH'}/include/asm/vermagic.h` } as const
  const pieces = (all: readonly VermagicSlot[]): readonly VermagicPiece[] =>
    all.map((slot) => pieceOf(slot, config, source))
  const middle: readonly VermagicPiece[] =
    slots === undefined
      ? [{ text: unknown(asm, ...OPTIONS), macro: 'MODULE_ARCH_VERMAGIC', because: [] }]
      : pieces(slots)
  return vermagicOf(release, [blank, ...pieces(layout.before), ...middle, ...pieces(layout.after)], choices, source)
}
