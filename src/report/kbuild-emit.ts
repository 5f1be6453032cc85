/**
 * What a configuration builds, as the lists that other programs read. Text as it is inside, latin1.
 */
import type { KbuildEmit, KbuildOutcome } from '../workspace/kbuild-request.ts'

type Emitted = Pick<KbuildOutcome, 'modules' | 'libraries' | 'builtinObjects' | 'builtinModules' | 'sources'>

/** The name that all built-in objects are listed under. */
const BUILT_IN = 'built-in.a'

/** `foo.ko<TAB>a.o b.o`. */
const objectLine = (path: string, objects: readonly string[]): string => `${path}\t${objects.join(' ')}`

/** Modules in their order, then libraries, then all built-in objects in the order of the archives. */
const objectLines = ({ modules, libraries, builtinObjects }: Emitted): readonly string[] => [
  ...modules.map(({ path, objects }) => objectLine(path, objects)),
  ...libraries.map(({ path, objects }) => objectLine(path, objects)),
  ...(builtinObjects.length === 0 ? [] : [objectLine(BUILT_IN, builtinObjects)]),
]

const LINES: Readonly<Record<KbuildEmit, (outcome: Emitted) => readonly string[]>> = {
  'modules.order': ({ modules }) => modules.map(({ path }) => path),
  'modules.builtin': ({ builtinModules = [] }) => builtinModules,
  objects: objectLines,
  sources: ({ sources = [] }) => [...sources].sort(),
}

/** One line for each entry, nothing else. */
export const emittedText = (outcome: Emitted, emit: KbuildEmit): string =>
  LINES[emit](outcome)
    .map((line) => `${line}\n`)
    .join('')
