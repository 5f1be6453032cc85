/**
 * The symbols that may keep a module which is not built yet from loading: exports that are not as they were where it is
 * built, and of those the ones whose names occur in its sources.
 */
import { type Fact, unknown, type Wanted } from '../kernel/fact.ts'
import type { Doubt } from './built-doubts.ts'
import type { BuildKernel } from './built-module.ts'
import { type ChangedExport, changedExports } from './changed-exports.ts'
import type { CheckCode } from './check-codes.ts'
import type { Errno } from './errno.ts'
import { type SourceStatements, statedLicence } from './source-statements.ts'
import type { ExportTable, TargetKernel } from './target-kernel.ts'

/** What the kernel refuses a module for that uses such a symbol. */
const REFUSALS: Readonly<Record<ChangedExport['kind'], { readonly check: CheckCode; readonly errno: Errno }>> = {
  vanished: { check: 'module/unknown-symbol', errno: 'ENOENT' },
  'not-loaded': { check: 'module/unknown-symbol', errno: 'ENOENT' },
  'gpl-only': { check: 'module/unknown-symbol', errno: 'ENOENT' },
  version: { check: 'module/symbol-version', errno: 'EINVAL' },
  namespace: { check: 'module/symbol-namespace', errno: 'EINVAL' },
}

/** Names that are told. */
const LISTED = 100

const bytewise = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const wantedOf = (...facts: readonly Fact<unknown>[]): readonly Wanted[] =>
  facts.flatMap((fact) => (fact.kind === 'unknown' ? fact.wanted : []))

export class SymbolForecast {
  readonly #build: BuildKernel
  readonly #target: TargetKernel
  readonly #own: ReadonlySet<string>
  #changed: readonly ChangedExport[] | undefined

  constructor(build: BuildKernel, target: TargetKernel, own: ReadonlySet<string>) {
    this.#build = build
    this.#target = target
    this.#own = own
  }

  /** One doubt for each check that a symbol may fail; none where every export is as it was. `module`: `foo` of foo.ko. */
  doubts(module: string, statements: SourceStatements): readonly Doubt[] {
    const { exports } = this.#target
    const { symvers } = this.#build
    if (exports.kind === 'unknown' || symvers.kind === 'unknown') {
      const wanted = wantedOf(exports, symvers)
      return [{ check: 'module/unknown-symbol', errnos: ['ENOENT', 'EINVAL'], args: { reason: 'exports' }, wanted }]
    }
    // without Module.symvers nobody knows what was there when it was built
    if (symvers.value.length === 0) return [this.#unlisted()]
    const changed = [
      ...this.#changedExports(exports.value).filter((one) => mayMatter(one, statements)),
      ...closedExports(exports.value, statements),
    ]
    const checks = [...new Set(changed.map(({ kind }) => REFUSALS[kind].check))]
    return checks.map((check) => {
      const all = changed.filter(({ kind }) => REFUSALS[kind].check === check)
      return suspicion(module, all, statements)
    })
  }

  #unlisted(): Doubt {
    const { wanted } = unknown({ kind: 'file', file: 'Module.symvers' })
    return { check: 'module/unknown-symbol', errnos: ['ENOENT'], args: { reason: 'no-symvers' }, wanted }
  }

  #changedExports(after: ExportTable): readonly ChangedExport[] {
    const { symvers, facts } = this.#build
    const { state, facts: target } = this.#target
    const has = [facts.features.modversions, target.features.modversions]
    this.#changed ??= changedExports({
      before: symvers.kind === 'known' ? symvers.value : [],
      after,
      loaded: state.loaded,
      versions: has.every((fact) => fact.kind === 'unknown' || fact.value),
      own: this.#own,
    })
    return this.#changed
  }
}

const mayMatter = ({ kind, namespace = '' }: ChangedExport, statements: SourceStatements): boolean => {
  if (kind === 'gpl-only') return !statedLicence(statements).gpl
  return kind !== 'namespace' || !statements.namespaces.includes(namespace)
}

/** What a module that is not the GPL's names and the kernel gives to others only. */
const closedExports = (exports: ExportTable, statements: SourceStatements): readonly ChangedExport[] =>
  statedLicence(statements).gpl
    ? []
    : [...statements.words]
        .filter((word) => exports.find(word)?.gpl === true)
        .map((name) => ({ name, kind: 'gpl-only' }) as const)

const suspicion = (module: string, changed: readonly ChangedExport[], { words }: SourceStatements): Doubt => {
  const names = [...new Set(changed.map(({ name }) => name))]
  const suspects = names.filter((name) => words.has(name)).sort(bytewise)
  const { check, errno } = REFUSALS[changed[0]?.kind ?? 'vanished']
  const reasons = [...new Set(changed.map(({ kind }) => kind))].sort(bytewise)
  return {
    check,
    errnos: [errno],
    args: {
      reason: 'changed',
      changed: names.length,
      changes: reasons,
      suspected: suspects.length,
      suspects: suspects.slice(0, LISTED),
    },
    wanted: [{ kind: 'file', file: `${module}.ko` }],
  }
}
