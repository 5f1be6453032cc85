/**
 * Kernel configurations as OpenWrt's build puts them together: reading a fragment, two ways to lay one over another, and
 * writing the result. Follows scripts/kconfig.pl, the same from 17.01 to main in all that is used here: bytes, no notion
 * of symbols or types, later lines win.
 */

/** What the line `# CONFIG_X is not set` gives a name. It is a text like any other to the rules of merging. */
export const NOT_SET = '#undef'

/** Values by name without `CONFIG_`; of a value that is assigned what stands behind `=`, quotes included. */
export type KernelValues = ReadonlyMap<string, string>

export interface KernelLine {
  readonly name: string
  readonly value: string
}

const PREFIX = 'CONFIG_'
const COMMENT = '# CONFIG_'
const UNSET = ' is not set'

/** One line without its newline, or undefined where it says nothing. An empty value says nothing. */
export const readKernelLine = (line: string): KernelLine | undefined => {
  if (line.startsWith(PREFIX)) {
    // a name has at least one character, even if that is `=`
    const equals = line.indexOf('=', PREFIX.length + 1)
    if (equals < 0 || equals === line.length - 1) return undefined
    return { name: line.slice(PREFIX.length, equals), value: line.slice(equals + 1) }
  }
  if (!line.startsWith(COMMENT)) return undefined
  const end = line.indexOf(UNSET, COMMENT.length + 1)
  return end < 0 ? undefined : { name: line.slice(COMMENT.length, end), value: NOT_SET }
}

/** The value of a name as a line. */
export const kernelLineText = (name: string, value: string): string =>
  value === NOT_SET || value === 'n' ? `${COMMENT}${name}${UNSET}` : `${PREFIX}${name}=${value}`

/** The lines of a text without their newlines; what follows the last newline is a line only if it is not empty. */
function* textLines(text: string): Generator<string> {
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0; start = end + 1, end = text.indexOf('\n', start))
    yield text.slice(start, end)
  if (start < text.length) yield text.slice(start)
}

/** The values of lines, of which the last for a name counts. */
export const readKernelValues = (text: string): Map<string, string> => {
  const values = new Map<string, string>()
  for (const line of textLines(text)) {
    const found = readKernelLine(line)
    if (found !== undefined) values.set(found.name, found.value)
  }
  return values
}

/** The value that counts where a name gets another one while module values are read: `y` and the first one stay. */
export const takenWhileReading = (before: string | undefined, value: string): string =>
  before === undefined || before === NOT_SET || value === 'y' ? value : before

/** The operator `+`: what comes later wins. */
export const overlaid = (layers: Iterable<KernelValues>): Map<string, string> => {
  const values = new Map<string, string>()
  for (const layer of layers) for (const [name, value] of layer) values.set(name, value)
  return values
}

/**
 * The operator `m+` for one name: what packages want, over what the target has. `y` is never lowered and nothing is
 * switched off; but a value that Perl takes for false, which is `0`, is none.
 */
export const raised = (target: string | undefined, wanted: string): string => {
  if (target === undefined || target === '0') return wanted
  return target === 'y' || wanted === NOT_SET ? target : wanted
}

/** Names in the order of their bytes (text is one unit a byte). */
export const sortedNames = (names: Iterable<string>): readonly string[] => [...names].sort()

/** The values as a file, sorted by name. */
export const formatKernelValues = (values: KernelValues): string =>
  sortedNames(values.keys())
    .map((name) => `${kernelLineText(name, values.get(name) ?? NOT_SET)}\n`)
    .join('')
