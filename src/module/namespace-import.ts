/**
 * Whether a module may use the symbols of a namespace.
 * Follows verify_namespace_is_imported() and verify_module_namespace() in kernel/module/main.c (Linux 6.16).
 */
import { plainName } from './module-name.ts'

/** A namespace of this kind names the modules that it is for, and cannot be imported: `module:a,b-*`. */
const FOR_MODULES = 'module:'

const isFor = (list: string, module: string): boolean => {
  const name = plainName(module)
  const entries = plainName(list).split(',')
  // the kernel's search ends with the text: there is no entry behind a last comma
  if (entries.at(-1) === '') entries.pop()
  return entries.some((entry) => (entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : entry === name))
}

export interface NamespaceUser {
  /** The name by which the kernel knows the module. */
  readonly module: string | undefined
  /** The values of `import_ns=`. */
  readonly imported: ReadonlySet<string>
}

/** `namesModules`: whether the kernel knows namespaces that name modules, as those since 6.16 do. */
export const mayUseNamespace = (
  namespace: string,
  { module, imported }: NamespaceUser,
  namesModules: boolean,
): boolean => {
  if (namespace === '') return true
  if (namesModules && namespace.startsWith(FOR_MODULES))
    return module !== undefined && isFor(namespace.slice(FOR_MODULES.length), module)
  return imported.has(namespace)
}
