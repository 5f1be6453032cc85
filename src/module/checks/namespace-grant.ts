/**
 * Namespaces that name the modules they are for: `module:a,b-*`.
 * Follows verify_module_namespace() in kernel/module/main.c (Linux 6.16): a list with commas, a star at an entry's end, and
 * dashes as underscores.
 */

const plain = (name: string): string => name.replaceAll('-', '_')

/** Whether a namespace of this kind grants its symbols to a module. */
export const isGranted = (namespace: string, module: string): boolean => {
  const name = plain(module)
  return namespace
    .slice('module:'.length)
    .split(',')
    .map(plain)
    .some((entry) => (entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : entry === name))
}
