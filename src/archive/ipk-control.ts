/**
 * The control file of an .ipk: `Field: value` lines, continued where a line begins with a blank, as Debian's policy manual
 * has them (chapter 5); dependencies as in its section 7.1.
 */
import type { PackageDependency, PackageInfo } from './package-content.ts'

const FIELD = /^([\w-]+):[ \t]*(.*)$/
/** `name`, `name (= version)`, `name (=version)`. */
const DEPENDENCY = /^([^\s()]+)[ \t]*(?:\([ \t]*([<>=]*)[ \t]*([^\s()]*)[ \t]*\))?$/

const controlFields = (text: string): ReadonlyMap<string, string> => {
  const fields = new Map<string, string[]>()
  let current: string[] | undefined
  for (const line of text.split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      current?.push(line.trim())
      continue
    }
    const [, name, value = ''] = FIELD.exec(line) ?? []
    current = name === undefined ? undefined : [value.trim()]
    if (name !== undefined && current !== undefined && !fields.has(name.toLowerCase()))
      fields.set(name.toLowerCase(), current)
  }
  return new Map([...fields].map(([name, lines]) => [name, lines.join(' ')]))
}

const dependencyOf = (text: string): readonly PackageDependency[] => {
  const [, name, operator = '', version = ''] = DEPENDENCY.exec(text.trim()) ?? []
  return name === undefined ? [] : [{ name, operator, version, conflict: false }]
}

/** What the text of a control file says. */
export const controlInfo = (text: string): PackageInfo => {
  const fields = controlFields(text)
  const [needed = '', before = ''] = [fields.get('depends'), fields.get('pre-depends')]
  return {
    name: fields.get('package') ?? '',
    version: fields.get('version') ?? '',
    architecture: fields.get('architecture') ?? '',
    dependencies: [before, needed].flatMap((list) => list.split(',')).flatMap(dependencyOf),
  }
}
