/**
 * What is known of a module before it is built, as the file that stands for it has it; what is not known takes the form
 * that the kernel lets pass, and is a doubt.
 */
import { type Fact, unknown, type Wanted } from '../kernel/fact.ts'
import type { Doubt } from './built-doubts.ts'
import type { BuildKernel, BuiltModule } from './built-module.ts'
import { plainName } from './module-name.ts'
import { type SourceStatements, statedLicence } from './source-statements.ts'
import type { StandIn, StandInVersion } from './stand-in.ts'
import type { TargetKernel } from './target-kernel.ts'

export interface StandInRequest {
  readonly module: BuiltModule
  readonly statements: SourceStatements
  /** Where doubts go. */
  readonly doubts: Doubt[]
}

/** By which modules carry the layout of struct module; modpost adds it to the symbols that they use. */
const LAYOUT_SYMBOLS: readonly string[] = ['module_layout', 'struct_module']

/** Of struct module, where neither kernel tells it; no kernel has one without room for a name. */
const SOME_SIZE = 0x200

/** Options state facts of the kernel that is loaded into; what a build lacks, another tree has. */
const wantedOf = (...facts: readonly Fact<unknown>[]): readonly Wanted[] => {
  const wanted = facts.flatMap((fact) => (fact.kind === 'unknown' ? fact.wanted : []))
  return unknown({ kind: 'option', option: '--tree' }, ...wanted.filter(({ kind }) => kind === 'file')).wanted
}

/** The build's, else the target's. */
const either = <T>(build: Fact<T>, target: Fact<T>, otherwise: T): T =>
  build.kind === 'known' ? build.value : target.kind === 'known' ? target.value : otherwise

const doubtOf = (check: Doubt['check'], ...facts: readonly Fact<unknown>[]): Doubt => ({
  check,
  errnos: ['ENOEXEC'],
  args: { reason: 'build' },
  wanted: wantedOf(...facts),
})

const architectureOf = (
  { facts: { architecture: own } }: BuildKernel,
  { facts: { architecture: other } }: TargetKernel,
  doubts: Doubt[],
): Pick<StandIn, 'layout' | 'elf'> => {
  const facts = [own.bits, own.byteOrder, own.elf]
  if (facts.some(({ kind }) => kind === 'unknown')) doubts.push(doubtOf('module/elf-machine', ...facts))
  return {
    layout: {
      bits: either(own.bits, other.bits, 64),
      littleEndian: either(own.byteOrder, other.byteOrder, 'little') === 'little',
    },
    elf: either(own.elf, other.elf, { machines: [0], conditions: [] }),
  }
}

/** Whether modules get `__versions`, and the sections for long names. */
const versionForms = ({
  facts: { features },
}: BuildKernel): { readonly basic: boolean; readonly extended: boolean } => {
  const { modversions, basicModversions, extendedModversions } = features
  if (modversions.kind === 'known' && !modversions.value) return { basic: false, extended: false }
  return {
    basic: basicModversions.kind === 'unknown' || basicModversions.value,
    extended: extendedModversions.kind === 'known' && extendedModversions.value,
  }
}

/** What Module.symvers tells of the layout: modpost writes nothing of a symbol that is in none. */
const layoutVersions = (build: BuildKernel, target: TargetKernel, doubts: Doubt[]): readonly StandInVersion[] => {
  const { symvers, facts } = build
  if (symvers.kind === 'known')
    return LAYOUT_SYMBOLS.flatMap((symbol) => {
      const found = symvers.value.find(({ exports }) => exports.has(symbol))?.exports.get(symbol)
      return found === undefined ? [] : [{ symbol, crc: found.crc }]
    })
  const { modversions } = facts.features
  if (modversions.kind === 'unknown' || modversions.value) doubts.push(doubtOf('module/layout-version', symvers))
  const { exports } = target
  return LAYOUT_SYMBOLS.flatMap((symbol) => {
    const crc = exports.kind === 'known' ? exports.value.find(symbol)?.crc : undefined
    return crc === undefined ? [] : [{ symbol, crc }]
  })
}

/** `*` stands for a release that is not known and does not count. */
const vermagicOf = (
  { facts: { vermagic, features } }: BuildKernel,
  { facts: target }: TargetKernel,
  hasVersions: boolean,
  doubts: Doubt[],
): string | undefined => {
  const { text, tail } = vermagic
  if (text.kind === 'known') return text.value
  const [own, other] = [features.modversions, target.features.modversions]
  const isSkipped = hasVersions && own.kind === 'known' && own.value && other.kind === 'known' && other.value
  const [here, there] = [tail, target.vermagic.tail]
  if (here.kind === 'known' && (isSkipped || (there.kind === 'known' && here.value !== there.value)))
    return `*${here.value}`
  doubts.push(doubtOf('module/vermagic', text))
  return target.vermagic.text.kind === 'known' ? target.vermagic.text.value : undefined
}

const modinfoOf = (
  { facts: { features } }: BuildKernel,
  { module: { name, isExternal }, statements }: StandInRequest,
  vermagic: string | undefined,
): readonly string[] => {
  const { retpoline } = features
  return [
    `license=${statedLicence(statements).text}`,
    ...statements.namespaces.map((namespace) => `import_ns=${namespace}`),
    ...(statements.livepatch ? ['livepatch=Y'] : []),
    ...(isExternal ? [] : ['intree=Y']),
    ...(retpoline.kind === 'known' && retpoline.value ? ['retpoline=Y'] : []),
    `name=${plainName(name)}`,
    ...(vermagic === undefined ? [] : [`vermagic=${vermagic}`]),
  ]
}

/** The file that a module is judged by. What is doubtful in it goes to `doubts`. */
export const builtStandIn = (build: BuildKernel, target: TargetKernel, request: StandInRequest): StandIn => {
  const { doubts, module } = request
  const { ppc64Abi, modversions } = build.facts.features
  const forms = versionForms(build)
  if (modversions.kind === 'unknown') doubts.push(doubtOf('module/layout-version', modversions))
  const versions = forms.basic || forms.extended ? layoutVersions(build, target, doubts) : undefined
  return {
    ...architectureOf(build, target, doubts),
    isElfV2: ppc64Abi.kind === 'known' && ppc64Abi.value === 'v2',
    modinfo: modinfoOf(build, request, vermagicOf(build, target, forms.basic, doubts)),
    name: plainName(module.name),
    structModuleSize: either(build.structModuleSize, target.structModuleSize, SOME_SIZE),
    versions: forms.basic ? versions : undefined,
    extended: forms.extended ? versions : undefined,
  }
}
