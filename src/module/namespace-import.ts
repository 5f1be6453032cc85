/**
 * Whether a module may use the symbols of a namespace.
 * Follows verify_namespace_is_imported() and verify_module_namespace() in kernel/module/main.c (Linux 6.16; before, no
 * namespace begins with `module:`).
 */

/** A namespace of this kind names the modules that it is for, and cannot be imported. */
const FOR_MODULES = 'module:'

const plain = (name: string): string => name.replaceAll('-', '_')

const isFor = (patterns: string, module: string): boolean =>
  patterns.split(',').some((pattern) => {
    if (pattern === '') return false
    return pattern.endsWith('*')
      ? plain(module).startsWith(plain(pattern.slice(0, -1)))
      : plain(module) === plain(pattern)
  })

/** `imported`: the values of `import_ns=`; `module`: the name by which the kernel knows it. */
export const mayUseNamespace = (
  namespace: string,
  { imported, module }: { readonly imported: readonly string[]; readonly module: string | undefined },
): boolean => {
  if (namespace === '') return true
  if (namespace.startsWith(FOR_MODULES))
    return module !== undefined && isFor(namespace.slice(FOR_MODULES.length), module)
  return imported.includes(namespace)
}
