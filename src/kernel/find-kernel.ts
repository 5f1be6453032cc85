/**
 * What a folder that a user names is to a kernel, and where in it the things lie that say what it is. Folders are those
 * of `make O=`, of /lib/modules/RELEASE with its `build` and `source` links, of Debian's split headers
 * (linux-headers-X-FLAVOUR, whose Makefile includes that of linux-headers-X-common) and of /usr/src/kernels.
 */
import { posix } from 'node:path'
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'

export type KernelFolderKind =
  /** /lib/modules/RELEASE. */
  | 'modules'
  /** Headers as a distribution packages them: the generated files, no sources. */
  | 'headers'
  /** A folder that `make` has configured, in the source tree or not. */
  | 'build'
  /** Sources that nothing was built of. */
  | 'source'

export interface KernelPlaces {
  readonly kind: KernelFolderKind
  /** As the user named it. */
  readonly folder: string
  /** Where the generated headers are; absent where `modules` has no headers that can be reached. */
  readonly build?: string
  /** Where the top Makefile and include/linux are. */
  readonly source?: string
  /** /lib/modules/RELEASE. */
  readonly modules?: string
  /** The name of that folder. */
  readonly modulesName?: string
  /** The link to the headers, where it leads to nothing: they are not installed, or were removed. */
  readonly brokenLink?: string
  readonly config?: string
  readonly symvers?: string
}

const isFile = (files: FileSystem, path: string): boolean => files.kind(path) === 'file'
const isFolder = (files: FileSystem, path: string): boolean => files.kind(path) === 'directory'
const first = (files: FileSystem, paths: readonly (string | undefined)[]): string | undefined =>
  paths.find((path) => path !== undefined && isFile(files, path))

/** The Makefile of a build folder that is not the source: it includes the source's, or calls make there. */
const STUBS = [/^include\s+(\S+)\/Makefile\s*$/m, /^(?:MAKEARGS|KERNELSRC)\s*:=\s*(?:-C\s+)?(\S+)/m]

/**
 * The source of a build folder. A path that leads nowhere may still do in an unpacked package: what it names is looked
 * for beside the folder.
 */
const sourceOf = (files: FileSystem, build: string): string | undefined => {
  const makefile = readTextIfThere(files, `${build}/Makefile`)
  const named = STUBS.map((stub) => (makefile === undefined ? undefined : stub.exec(makefile)?.[1])).find(
    (path) => path,
  )
  const resolved = named === undefined ? undefined : posix.resolve(build, named)
  const beside = named === undefined ? undefined : posix.join(posix.dirname(build), posix.basename(named))
  const candidates = [resolved, beside, `${build}/source`, build]
  return candidates.find((path) => path !== undefined && isFile(files, `${path}/include/linux/module.h`))
}

/** Files that only a build leaves, or a package of one. */
const BUILT = [
  '.config',
  'include/generated/utsrelease.h',
  'include/linux/utsrelease.h',
  'include/config/auto.conf',
  'Module.symvers',
]

const isBuilt = (files: FileSystem, folder: string): boolean => BUILT.some((name) => isFile(files, `${folder}/${name}`))

const treePlaces = (files: FileSystem, folder: string): KernelPlaces | undefined => {
  const source = sourceOf(files, folder)
  if (!isBuilt(files, folder))
    return source === undefined ? undefined : { kind: 'source', folder, source, build: folder }
  const config = first(files, [`${folder}/.config`, `${folder}/include/config/auto.conf`])
  const symvers = first(files, [`${folder}/Module.symvers`])
  const hasSources =
    isFile(files, `${source ?? folder}/kernel/Makefile`) && isFile(files, `${source ?? folder}/init/main.c`)
  return {
    kind: hasSources ? 'build' : 'headers',
    folder,
    build: folder,
    ...(source === undefined ? {} : { source }),
    ...(config === undefined ? {} : { config }),
    ...(symvers === undefined ? {} : { symvers }),
  }
}

/** The folder that everything of a distribution lies below: `/` of `/lib/modules/R`, and of `/usr/lib/modules/R`. */
const rootOf = (modules: string): string => posix.resolve(modules, '../../..').replace(/\/usr$/, '') || '/'

/** Where the headers of a release are if its links lead nowhere, as they do in an unpacked image. */
const headersOf = (files: FileSystem, modules: string, name: string): string | undefined => {
  const root = rootOf(modules)
  const folders = [
    `${modules}/build`,
    posix.join(root, 'usr/src', `linux-headers-${name}`),
    posix.join(root, 'usr/src/kernels', name),
    `${modules}/source`,
  ]
  return folders.find((path) => isFolder(files, path))
}

const leadsNowhere = (files: FileSystem, path: string): boolean =>
  files.isLink?.(path) === true && files.kind(path) === undefined

const modulesPlaces = (files: FileSystem, folder: string): KernelPlaces => {
  const name = posix.basename(posix.resolve(folder))
  const headers = headersOf(files, folder, name)
  const tree = headers === undefined ? undefined : treePlaces(files, headers)
  const isBroken = tree === undefined && leadsNowhere(files, `${folder}/build`)
  const boot = posix.join(rootOf(folder), 'boot')
  const config = first(files, [tree?.config, `${folder}/config`, `${boot}/config-${name}`])
  const symvers = first(files, [
    tree?.symvers,
    `${folder}/Module.symvers`,
    ...['', '.xz', '.gz', '.zst'].flatMap((end) => [`${folder}/symvers${end}`, `${boot}/symvers-${name}${end}`]),
  ])
  return {
    kind: 'modules',
    folder,
    modules: folder,
    modulesName: name,
    ...(isBroken ? { brokenLink: `${folder}/build` } : {}),
    ...(tree?.build === undefined ? {} : { build: tree.build }),
    ...(tree?.source === undefined ? {} : { source: tree.source }),
    ...(config === undefined ? {} : { config }),
    ...(symvers === undefined ? {} : { symvers }),
  }
}

/** Files that depmod leaves, or that it takes. */
const LISTS = ['modules.order', 'modules.builtin', 'modules.dep']
/** What a release has without them; other folders have the like too, as /etc does. */
const PARTS = ['kernel', 'build']

const isModulesFolder = (files: FileSystem, folder: string): boolean => {
  const path = posix.resolve(folder)
  if (posix.basename(posix.dirname(path)) === 'modules') return true
  if (isFile(files, `${folder}/Makefile`)) return false
  const hasPart = (name: string): boolean => files.kind(`${folder}/${name}`) !== undefined
  return LISTS.some(hasPart) || (/^\d/.test(posix.basename(path)) && PARTS.some(hasPart))
}

/** The kernel in a folder, given by its absolute path; undefined where there is none. */
export const findKernel = (files: FileSystem, folder: string): KernelPlaces | undefined => {
  const tree = treePlaces(files, folder)
  // a build tree has modules.order and a folder `kernel` too
  if (tree !== undefined && tree.build !== undefined && isFile(files, `${folder}/Makefile`)) return tree
  if (isFolder(files, folder) && isModulesFolder(files, folder)) return modulesPlaces(files, folder)
  return tree
}

/** /lib/modules/RELEASE of a running kernel, from `/proc/version` or what `uname -r` says. */
export const runningModules = (files: FileSystem, unameRelease: string | undefined): string | undefined => {
  const version = readTextIfThere(files, '/proc/version')
  const release = (version === undefined ? undefined : /^Linux version (\S+)/.exec(version)?.[1]) ?? unameRelease
  if (release === undefined || release.includes('/')) return undefined
  return ['/lib/modules', '/usr/lib/modules'].map((root) => `${root}/${release}`).find((path) => isFolder(files, path))
}
