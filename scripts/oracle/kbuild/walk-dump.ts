/**
 * What the reference walk (walk.mk, start.mk) wrote down: lines of a key, a tab and words.
 *
 *   top NAME                    a variable of the top Makefile
 *   directory                   one more directory begins: its path
 *   need                        `builtin` or `-`, `modorder` or `-`: what the directory above wants of it
 *   read                        every makefile read for it, in order
 *   written-obj-y, -m, lib-y    as the Kbuild file left them
 *   obj-y, obj-m, lib-y         after Makefile.lib, without the directory before them; obj-m in the order of modules.order
 *   real-obj-y                  obj-y with the parts of composites in their places, where the tree has it
 *   subdirs                     where to go on
 *   built-in[-objs|-y|-m] M     M is composite, and what each of its variables holds; module… likewise
 */

/** A composite object's parts, by the variable they stand in. */
export interface CompositeParts {
  readonly objs: readonly string[]
  readonly y: readonly string[]
  readonly m: readonly string[]
}

/** One directory; names are relative to it unless they are said to be paths. */
export interface WalkedDirectory {
  /** As kbuild's `obj` has it: `.` for the tree itself. */
  readonly path: string
  readonly needBuiltin: boolean
  readonly needModorder: boolean
  /** Paths of the Kbuild file and what it includes. */
  readonly read: readonly string[]
  /** Objects and `DIR/modules.order`. */
  readonly objM: readonly string[]
  readonly libY: readonly string[]
  /** Objects and `DIR/built-in.a`. */
  readonly realObjY: readonly string[]
  /** Paths. */
  readonly subdirs: readonly string[]
  readonly builtinComposites: ReadonlyMap<string, CompositeParts>
  readonly moduleComposites: ReadonlyMap<string, CompositeParts>
}

/** A whole walk. */
export interface WalkDump {
  readonly top: ReadonlyMap<string, readonly string[]>
  readonly directories: ReadonlyMap<string, WalkedDirectory>
}

/** kbuild's own makefiles, which are read for every directory. */
const MACHINERY = /(?:^|\/)(?:walk\.mk|include\/config\/auto\.conf|scripts\/(?:Kbuild\.include|Makefile\.\w+))$/

/** What was read for a directory itself, each once: its Kbuild file and what that includes. GNU make takes `./` off. */
export const ownMakefiles = (read: readonly string[]): readonly string[] => [
  ...new Set(read.filter((path) => !MACHINERY.test(path)).map((path) => path.replace(/^(?:\.\/+)+/, ''))),
]

const wordsOf = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')

type Fields = Map<string, readonly string[]>

const compositesOf = (fields: Fields, kind: string): ReadonlyMap<string, CompositeParts> => {
  const named = [...fields.keys()].filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1))
  return new Map(
    named.map((name) => {
      const words = (suffix: string): readonly string[] => fields.get(`${kind}-${suffix} ${name}`) ?? []
      return [name, { objs: words('objs'), y: words('y'), m: words('m') }]
    }),
  )
}

const directoryOf = (fields: Fields): WalkedDirectory => {
  const words = (key: string): readonly string[] => fields.get(key) ?? []
  const builtinComposites = compositesOf(fields, 'built-in')
  const partsOf = (name: string): readonly string[] => {
    const parts = builtinComposites.get(name)
    return parts === undefined ? [name] : [...parts.objs, ...parts.y]
  }
  return {
    path: words('directory')[0] ?? '',
    needBuiltin: words('need')[0] === 'builtin',
    needModorder: words('need')[1] === 'modorder',
    read: ownMakefiles(words('read')),
    objM: words('obj-m'),
    libY: words('lib-y'),
    realObjY: fields.get('real-obj-y') ?? words('obj-y').flatMap(partsOf),
    subdirs: words('subdirs'),
    builtinComposites,
    moduleComposites: compositesOf(fields, 'module'),
  }
}

/** Reads a dump. A directory that was visited twice counts once, as it was visited first. */
export const readWalkDump = (text: string): WalkDump => {
  const top = new Map<string, readonly string[]>()
  const all: Fields[] = []
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t')
    if (tab < 0) continue
    const [key, words] = [line.slice(0, tab), wordsOf(line.slice(tab + 1))]
    if (key.startsWith('top ')) top.set(key.slice(4), words)
    else if (key === 'directory') all.push(new Map([[key, words]]))
    else all.at(-1)?.set(key, words)
  }
  const directories = new Map<string, WalkedDirectory>()
  for (const directory of all.map(directoryOf)) {
    if (!directories.has(directory.path)) directories.set(directory.path, directory)
  }
  return { top, directories }
}
