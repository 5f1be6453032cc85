/**
 * What fast-check generates: which module, which kinds of mutation with which numbers, and how the kernel is asked.
 */
import fc, { type Arbitrary } from 'fast-check'
import { Draw } from './draw.ts'
import { ElfEdit } from './elf-edit.ts'
import { appendBytes, mutateHeader, pretendClass, truncateFile } from './header.ts'
import { mutateModinfo } from './modinfo.ts'
import type { Mutate, Mutation } from './mutation.ts'
import { addSections, mutateFlags, mutateSection, mutateType, renameSection } from './sections.ts'
import { mutateSignature } from './signature.ts'
import { misspellSymbol, mutateRelocation, mutateSymbol, swapSymbols } from './symbols.ts'
import { mutateThisModule } from './this-module.ts'
import { mutateExportNames, mutateExportTable, mutateVersions } from './versions.ts'

/** How often each is chosen, and when it is applied: what cuts the file comes last. */
const FAMILIES = {
  header: { mutate: mutateHeader, weight: 10, late: false },
  class: { mutate: pretendClass, weight: 1, late: false },
  section: { mutate: mutateSection, weight: 12, late: false },
  flags: { mutate: mutateFlags, weight: 4, late: false },
  type: { mutate: mutateType, weight: 4, late: false },
  'section-name': { mutate: renameSection, weight: 4, late: false },
  'new-section': { mutate: addSections, weight: 6, late: false },
  symbol: { mutate: mutateSymbol, weight: 10, late: false },
  'symbol-order': { mutate: swapSymbols, weight: 2, late: false },
  'symbol-letter': { mutate: misspellSymbol, weight: 4, late: false },
  relocation: { mutate: mutateRelocation, weight: 7, late: false },
  modinfo: { mutate: mutateModinfo, weight: 14, late: false },
  versions: { mutate: mutateVersions, weight: 12, late: false },
  'export-name': { mutate: mutateExportNames, weight: 2, late: false },
  'export-table': { mutate: mutateExportTable, weight: 2, late: false },
  'this-module': { mutate: mutateThisModule, weight: 4, late: false },
  append: { mutate: appendBytes, weight: 2, late: true },
  truncate: { mutate: truncateFile, weight: 4, late: true },
} as const satisfies Record<string, { readonly mutate: Mutate; readonly weight: number; readonly late: boolean }>

type Family = keyof typeof FAMILIES

interface Step {
  readonly family: Family
  readonly numbers: readonly number[]
}

/** A mutant before it is made. `module` is taken modulo the number of modules. */
export interface Recipe {
  readonly module: number
  /** Signed modules are mutated at their signature, or with it cut off. */
  readonly signature: readonly number[] | undefined
  readonly steps: readonly Step[]
  readonly flags: number
  readonly call: 'sys' | 'init'
  /** Chooses parameters. */
  readonly args: number | undefined
}

// the smallest numbers are no likelier here than others
const number = fc.noBias(fc.nat({ max: 0x7fffffff }))
const numbers = fc.array(number, { minLength: 8, maxLength: 8, size: 'max' })
const weighted = <T>(...choices: readonly (readonly [weight: number, value: T])[]): Arbitrary<T> =>
  fc.noBias(fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) }))))

const step: Arbitrary<Step> = fc.record({
  family: weighted(...(Object.keys(FAMILIES) as Family[]).map((family) => [FAMILIES[family].weight, family] as const)),
  numbers,
})

const steps: Arbitrary<readonly Step[]> = fc.noBias(
  fc.oneof(
    { weight: 3, arbitrary: step.map((one) => [one]) },
    { weight: 1, arbitrary: fc.tuple(step, step).map((both) => [...both]) },
  ),
)

const recipe: Arbitrary<Recipe> = fc.record({
  module: number,
  signature: fc.noBias(fc.oneof({ weight: 11, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: numbers })),
  steps,
  flags: weighted([30, 0], [1, 1], [1, 2], [2, 3]),
  call: weighted<'sys' | 'init'>([15, 'sys'], [1, 'init']),
  args: fc.noBias(fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: number })),
})

/** The recipes of a seed. */
export const recipes = (count: number, seed: number): readonly Recipe[] => fc.sample(recipe, { numRuns: count, seed })

export interface Mutated {
  readonly bytes: Uint8Array
  readonly family: string
  readonly mutations: readonly Mutation[]
}

const stepped = (elf: ElfEdit, steps: readonly Step[]): readonly Mutation[] =>
  [...steps]
    .sort((a, b) => Number(FAMILIES[a.family].late) - Number(FAMILIES[b.family].late))
    .flatMap(({ family, numbers }) => FAMILIES[family].mutate(elf, new Draw(numbers)) ?? [])

/** Makes the mutant. `unsigned`: the module without its signature. Undefined where nothing could be changed so. */
export const mutated = (
  { signature, steps }: Recipe,
  module: { readonly signed: Uint8Array | undefined; readonly unsigned: Uint8Array },
): Mutated | undefined => {
  if (signature !== undefined && module.signed !== undefined) {
    const elf = new ElfEdit(module.signed)
    const mutation = mutateSignature(elf, new Draw(signature))
    return mutation && { bytes: elf.bytes, family: 'signature', mutations: [mutation] }
  }
  const elf = new ElfEdit(module.unsigned)
  const mutations = stepped(elf, steps)
  const family = steps.map((step) => step.family).join('+')
  return mutations.length === 0 ? undefined : { bytes: elf.bytes, family, mutations }
}
