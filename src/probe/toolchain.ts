/**
 * A toolchain as a file: what the probes of a tree answered on a machine that has it. Schema `kcheck/toolchain/1`,
 * `{ schema, env, probes }`; a bare map of command to answer is read too, as that is all that others record.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { fromJsonText, toJsonText } from '../files/json-text.ts'

const TOOLCHAIN_SCHEMA = 'kcheck/toolchain/1'

export interface Toolchain {
  /** Variables that the build exported, CC_VERSION_TEXT among them. */
  readonly environment: ReadonlyMap<string, string>
  /** Standard output by command, exactly as it was handed to `sh -c`. */
  readonly probes: ReadonlyMap<string, string>
}

/** What keeps a file from being a toolchain; `args` has `file` and what the code needs. */
export interface ToolchainDiagnostic extends Diagnostic {
  readonly code: 'toolchain/not-json' | 'toolchain/unknown-schema' | 'toolchain/unexpected-value'
}

export type ToolchainResult =
  | { readonly kind: 'toolchain'; readonly toolchain: Toolchain }
  | { readonly kind: 'invalid'; readonly diagnostic: ToolchainDiagnostic }

const invalid = (code: ToolchainDiagnostic['code'], args: Diagnostic['args']): ToolchainResult => ({
  kind: 'invalid',
  diagnostic: { code, severity: 'error', args },
})

type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const describe = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : value === undefined ? 'nothing' : typeof value

/** Thrown inside a parse only: the place in the file that is not what it should be. */
class Unexpected extends Error {
  readonly path: string
  readonly expected: string
  readonly found: string
  constructor(path: string, expected: string, value: unknown) {
    super(path)
    this.path = path
    this.expected = expected
    this.found = describe(value)
  }
}

const strings = (value: unknown, path: string): ReadonlyMap<string, string> => {
  if (!isObject(value)) throw new Unexpected(path, 'object', value)
  const map = new Map<string, string>()
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw new Unexpected(`${path}[${JSON.stringify(name)}]`, 'string', text)
    map.set(fromJsonText(name), fromJsonText(text))
  }
  return map
}

const fromJson = (value: unknown, file: string): ToolchainResult => {
  if (!isObject(value)) throw new Unexpected('$', 'object', value)
  const { schema } = value
  if (schema === undefined && !isObject(value['probes'])) {
    return { kind: 'toolchain', toolchain: { environment: new Map(), probes: strings(value, '$') } }
  }
  if (schema !== undefined && schema !== TOOLCHAIN_SCHEMA) {
    return invalid('toolchain/unknown-schema', { file, schema: String(schema), known: TOOLCHAIN_SCHEMA })
  }
  const environment = strings(value['env'] ?? {}, '$.env')
  return { kind: 'toolchain', toolchain: { environment, probes: strings(value['probes'], '$.probes') } }
}

/** Reads a toolchain file; `file` is its name for the finding. */
export const parseToolchain = (bytes: Uint8Array, file: string): ToolchainResult => {
  try {
    return fromJson(JSON.parse(new TextDecoder().decode(bytes)), file)
  } catch (error) {
    if (error instanceof Unexpected) {
      const { path, expected, found } = error
      return invalid('toolchain/unexpected-value', { file, path, expected, found })
    }
    if (!(error instanceof SyntaxError)) throw error
    return invalid('toolchain/not-json', { file, reason: error.message })
  }
}

const record = (map: ReadonlyMap<string, string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...map].map(([name, text]) => [toJsonText(name), toJsonText(text)]))

/** The toolchain as the text of a file, entries in the order in which they were recorded. */
export const formatToolchain = ({ environment, probes }: Toolchain): string =>
  `${JSON.stringify({ schema: TOOLCHAIN_SCHEMA, env: record(environment), probes: record(probes) }, null, 2)}\n`
