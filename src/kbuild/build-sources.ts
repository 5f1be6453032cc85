/**
 * What the objects of a build are compiled from, and which of the kernel's own would be modules.
 */
import type { Build } from './build.ts'
import { type BuiltinModules, builtinModules } from './builtin-modules.ts'
import { configurationLookup } from './configuration.ts'
import { folderNames } from './folder-names.ts'
import { type KbuildRule, kbuildRule } from './kbuild-rule.ts'
import { linkOrder } from './link-order.ts'
import { Modfiles } from './modfile.ts'
import { licenceLookup } from './module-licence.ts'
import { compiledFile, type ObjectSource, sourceLookup } from './object-source.ts'
import type { PlacedObject } from './products.ts'
import type { KbuildRequest } from './top-makefile.ts'
import type { Visit } from './walk.ts'

/** Tells what an object that a directory asks for is made of. */
export type SourceOfObject = (object: string, visit: Visit) => ObjectSource

/** Folders of the tree are read when they are first asked for, once each. */
export const sourceFinder = ({ files, source, output }: KbuildRequest, build: Build): SourceOfObject => {
  const rules = new Map<Visit, readonly KbuildRule[]>()
  const rulesOf = (visit: Visit): readonly KbuildRule[] => {
    const known = rules.get(visit)
    if (known !== undefined) return known
    const own = visit.make.rules.flatMap(({ header, recipe }) => kbuildRule(header, recipe.length > 0) ?? [])
    rules.set(visit, own)
    return own
  }
  let asking: Visit | undefined
  const find = sourceLookup({
    names: folderNames(files, source, output),
    tree: build.top.make.expandSafely('$(srctree)').text,
    rulesFor: () => (asking === undefined ? [] : rulesOf(asking)),
  })
  return (object, visit) => {
    asking = visit
    return find(object)
  }
}

/** modules.builtin. Reads the sources of all objects of vmlinux. */
export const builtinModulesOf = (request: KbuildRequest, build: Build, sourceOf: SourceOfObject): BuiltinModules => {
  const { files, source, output, configuration } = request
  const modfiles = new Modfiles()
  const objects = linkOrder(build, files, source)
  const placed = new Map<string, PlacedObject>(objects.map((object) => [object.path, object]))
  return builtinModules({
    objects: objects.map((object) => ({ path: object.path, modfiles: modfiles.of(object) })),
    sourceOf: (path) => {
      const object = placed.get(path)
      return object === undefined ? undefined : compiledFile(sourceOf(path, object.visit))
    },
    licenceOf: licenceLookup({
      files,
      tree: source,
      ...(output === source ? {} : { build: output }),
      config: configurationLookup(configuration),
    }),
  })
}

/** The source files of a build, each once, bytewise sorted; and the objects that none was found for. */
export const sourcesOf = (
  build: Build,
  sourceOf: SourceOfObject,
): { readonly files: readonly string[]; readonly without: readonly string[] } => {
  const files = new Set<string>()
  const without = new Set<string>()
  const add = (object: string, visit: Visit): void => {
    const found = sourceOf(object, visit)
    if (found.kind === 'source') files.add(found.path)
    else if (found.kind === 'none') without.add(object)
    else for (const path of found.from) files.add(path)
  }
  for (const { objects, visit } of build.modules) for (const object of objects) add(object, visit)
  for (const { path, visit } of build.builtinObjects) add(path, visit)
  for (const { objects } of build.libraries) for (const { path, visit } of objects) add(path, visit)
  return { files: [...files].sort(), without: [...without] }
}
