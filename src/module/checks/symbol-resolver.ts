/**
 * One undefined symbol: who exports it, and whether this module gets it.
 * Follows resolve_symbol(), inherit_taint() and verify_namespace_is_imported() in kernel/module/main.c (Linux 6.12).
 */
import type { Errno } from '../errno.ts'
import { readLicence } from '../licence.ts'
import type { Load } from '../load.ts'
import type { Finding } from '../load-result.ts'
import { plainName } from '../module-name.ts'
import { mayUseNamespace } from '../namespace-import.ts'
import type { ExportTable, KernelExport } from '../target-kernel.ts'
import { VersionTable } from './symbol-versions.ts'

type Failure = Omit<Finding, 'kind'> & { readonly errno: Errno }

/** The module's own symbols do not serve it: its name may be in a symvers that was made with it. */
const isVisible = (load: Load, found: KernelExport): boolean => {
  const { owner } = found
  if (owner === 'vmlinux') return true
  if (owner === load.structName) return false
  const { loaded } = load.kernel.state
  return loaded === undefined || loaded.has(owner)
}

/** Modules that `depends=` names and of which nobody knows what they export. */
const unreadExporters = ({ modinfo }: Load, exports: ExportTable): readonly string[] => {
  const names = (modinfo.first('depends') ?? '').split(',').map((name) => plainName(name.trim()))
  return names.filter((name) => name !== '' && !exports.hasOwner(name))
}

export class SymbolResolver {
  readonly versions: VersionTable
  readonly #load: Load
  readonly #exports: ExportTable | undefined
  readonly #imports: ReadonlySet<string>
  readonly #checksVersions: boolean
  readonly #checksNamespaces: boolean
  #usesGplOnly = false
  #isInDoubt = false
  #unread: readonly string[] | undefined

  constructor(load: Load) {
    this.#load = load
    const { exports, facts } = load.kernel
    this.#exports = exports.kind === 'known' ? exports.value : undefined
    this.versions = new VersionTable(load)
    this.#imports = new Set(load.modinfo.all('import_ns'))
    const { modversions } = facts.features
    this.#checksVersions = modversions.kind === 'unknown' || modversions.value
    this.#checksNamespaces = load.changeOr('symbolNamespaces', true)
  }

  /** Why the module does not get it; undefined where it does, or may do without (`isOptional`), or nobody knows. */
  resolve(name: string, isOptional: boolean): Failure | undefined {
    const exports = this.#exports
    if (exports === undefined) return this.#doubt(name)
    const found = exports.find(name)
    const isOffered = found !== undefined && isVisible(this.#load, found) && (!found.gpl || !this.#load.isProprietary)
    if (!isOffered)
      return isOptional || this.#mayBeUnread(name, found, exports) ? undefined : this.#unknown(name, found)
    if (found.gpl) this.#usesGplOnly = true
    return this.#inherit(found) ?? this.#version(name, found) ?? this.#namespace(found) ?? this.#refer(found)
  }

  /** Said once, for all symbols. */
  #doubt(symbol: string): undefined {
    if (this.#isInDoubt) return
    this.#isInDoubt = true
    const { exports } = this.#load.kernel
    if (exports.kind === 'unknown')
      this.#load.doubt('module/unknown-symbol', exports.wanted, ['ENOENT', 'EINVAL'], { symbol })
  }

  /**
   * Whether a symbol that no table has may be one of a module that is said to be loaded and whose exports are not known.
   * Said once, for all of them. Where it is not said what is loaded, only what a symvers names counts.
   */
  #mayBeUnread(symbol: string, found: KernelExport | undefined, exports: ExportTable): boolean {
    if (found !== undefined) return false
    this.#unread ??= unreadExporters(this.#load, exports)
    const { loaded } = this.#load.kernel.state
    const depends = this.#unread.filter((name) => loaded?.has(name) === true)
    if (depends.length === 0) return false
    if (this.#isInDoubt) return true
    this.#isInDoubt = true
    const args = { symbol, depends }
    this.#load.doubt('module/unknown-symbol', [{ kind: 'option', option: '--symvers' }], ['ENOENT', 'EINVAL'], args)
    return true
  }

  #unknown(symbol: string, found: KernelExport | undefined): Failure {
    const isHidden = found !== undefined
    const args = {
      symbol,
      ...(isHidden && { owner: found.owner }),
      ...(isHidden && found.gpl && this.#load.isProprietary && { gplOnly: 'yes', ...this.#ownLicence() }),
      ...(isHidden && found.owner !== 'vmlinux' && this.#load.kernel.state.loaded?.has(found.owner) === false
        ? { loaded: 'no' }
        : {}),
      ...(!isHidden && this.#unread !== undefined && this.#unread.length > 0 && { depends: this.#unread }),
    }
    return { code: 'module/unknown-symbol', errno: 'ENOENT', args }
  }

  /** Where it is the module's own licence that shuts it off, and not that of an exporter. */
  #ownLicence(): { readonly licence?: string } {
    const { text, gpl } = readLicence(this.#load.modinfo)
    return gpl ? {} : { licence: text }
  }

  /** A proprietary module's symbols are not for modules that use GPL-only ones, and make the others proprietary. */
  #inherit({ name, owner }: KernelExport): Failure | undefined {
    const load = this.#load
    if (owner === 'vmlinux' || load.kernel.state.loaded?.get(owner)?.proprietary !== true) return undefined
    if (!load.changeOr('inheritsTaint', true)) return undefined
    const module = load.structName ?? ''
    if (this.#usesGplOnly) {
      load.log(`${module}: module using GPL-only symbols uses symbols ${name} from proprietary module ${owner}.`)
      return { code: 'module/proprietary-exporter', errno: 'ENOENT', args: { symbol: name, owner } }
    }
    if (!load.isProprietary) {
      load.log(`${module}: module uses symbols ${name} from proprietary module ${owner}, inheriting taint.`)
      load.isProprietary = true
      load.taint('P')
    }
    return undefined
  }

  #version(symbol: string, found: KernelExport): Failure | undefined {
    if (!this.#checksVersions || this.versions.check(symbol, found) !== 'refused') return undefined
    return { code: 'module/symbol-version', errno: 'EINVAL', args: { symbol } }
  }

  #namespace({ name, namespace, owner }: KernelExport): Failure | undefined {
    if (namespace === '' || !this.#checksNamespaces) return undefined
    const load = this.#load
    const { allowMissingNamespaceImports, moduleNamespaces } = load.kernel.facts.features
    const namesModules = moduleNamespaces.kind === 'known' && moduleNamespaces.value
    if (mayUseNamespace(namespace, { module: load.structName ?? '', imported: this.#imports }, namesModules))
      return undefined
    const args = { symbol: name, namespace, owner }
    const allows = load.need(allowMissingNamespaceImports, 'module/symbol-namespace', ['EINVAL'], args)
    if (allows === undefined) return undefined
    load.log(
      `${load.structName ?? ''}: module uses symbol (${name}) from namespace ${namespace}, but does not import it.`,
    )
    return allows ? undefined : { code: 'module/symbol-namespace', errno: 'EINVAL', args }
  }

  #refer({ owner }: KernelExport): undefined {
    if (owner !== 'vmlinux') this.#load.exporters.add(owner)
  }
}
