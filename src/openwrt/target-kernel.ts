/**
 * Which kernel a target is built with, and from which fragments its configuration is put together. Follows
 * include/target.mk (find_kernel_config, LINUX_KCONFIG_LIST) and include/kernel-version.mk.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { type Fact, type KnownFact, known, unknown } from '../kernel/fact.ts'
import { MakeVariables } from './make-variables.ts'
import { type Attempt, failed } from './problem.ts'
import type { OpenwrtRelease } from './releases.ts'
import type { BuildrootTarget } from './targets.ts'

/** Files are named from the tree on. */
export interface TargetKernel {
  /** KERNEL_PATCHVER as the build uses it: `6.6`. */
  readonly patchver: KnownFact<string>
  /** It is the target's KERNEL_TESTING_PATCHVER. */
  readonly testing: boolean
  /** LINUX_VERSION: `6.6.73`. */
  readonly linuxVersion: Fact<string>
  /** LINUX_RELEASE: `1`. */
  readonly linuxRelease: Fact<string>
}

/** A `CONFIG_` variable as make reads it from `.config`, quotes included; undefined where it has no value. */
export type ConfigVariables = (name: string) => string | undefined

/** Where a person puts words of their own for the kernel. */
export const USER_FRAGMENT = 'env/kernel-config'

const VERSION_MAKEFILE = 'include/kernel-version.mk'

/** Who asks for the build machine offers its target on this one alone (uml), so where the target is chosen it is one. */
const OFFERING_HOST = { HOST_OS: 'Linux', HOST_ARCH: 'x86_64' }

/** What the target's Makefile and the subtarget's target.mk set, in the order in which make reads them. */
const targetVariables = (
  files: FileSystem,
  tree: string,
  { board, subtarget = '', folder }: BuildrootTarget,
  config: ConfigVariables,
): MakeVariables => {
  const variables = new MakeVariables(config)
  const given = { TOPDIR: tree, INCLUDE_DIR: `${tree}/include`, PLATFORM_DIR: `${tree}/${folder}`, BOARD: board }
  for (const [name, text] of Object.entries({ ...given, ...OFFERING_HOST, SUBTARGET: subtarget }))
    variables.set(name, { text, simple: true, file: '', line: 0 })
  const read = (name: string): boolean => {
    const text = readTextIfThere(files, `${tree}/${name}`)
    if (text === undefined) return false
    variables.read(text, name, (path, optional) => include(path, optional))
    return true
  }
  const include = (path: string | undefined, optional: boolean): boolean => {
    if (path === undefined || path.includes(' ')) return false
    if (path === `${tree}/include/target.mk`) {
      if (subtarget !== '') read(`${folder}/${subtarget}/target.mk`)
      variables.settle()
      return true
    }
    // the build's own files describe no target
    if (path === `${tree}/rules.mk` || path.startsWith(`${tree}/include/`)) return true
    const name = path.startsWith(`${tree}/`) ? path.slice(tree.length + 1) : `${folder}/${path}`
    return read(name) || optional
  }
  read(`${folder}/Makefile`)
  return variables
}

const fileFact = (value: string, file: string, line?: number): KnownFact<string> =>
  known(value, { kind: 'file', file, ...(line === undefined ? {} : { line }) })

/** A variable with the place where it was set. */
const variableFact = (variables: MakeVariables, name: string): KnownFact<string> | undefined => {
  const value = variables.value(name)
  const variable = variables.get(name)
  return value === undefined || variable === undefined
    ? undefined
    : fileFact(value.replace(/^[ \t]+|[ \t]+$/g, ''), variable.file, variable.line)
}

/** What one file of versions sets for a target. */
const versionVariables = (
  files: FileSystem,
  tree: string,
  file: string,
  config: ConfigVariables,
  target: MakeVariables,
): MakeVariables => {
  const variables = new MakeVariables(config)
  for (const name of ['KERNEL_PATCHVER', 'KERNEL_TESTING_PATCHVER']) {
    // a target that sets none has none
    const text = target.get(name) === undefined ? '' : target.value(name)
    variables.set(name, { text, simple: true, file: '', line: 0 })
  }
  // what it includes are files of the same kind, which are read by name
  variables.read(readTextIfThere(files, `${tree}/${file}`) ?? '', file, () => true)
  return variables
}

const linuxVersion = (
  files: FileSystem,
  tree: string,
  { linuxVersionFile }: OpenwrtRelease,
  patchver: string,
  config: ConfigVariables,
  target: MakeVariables,
): Fact<string> => {
  const file = linuxVersionFile.replace('*', patchver)
  const clone = (config('CONFIG_KERNEL_GIT_CLONE_URI') ?? '').replaceAll('"', '')
  if (clone !== '' || files.kind(`${tree}/${file}`) !== 'file') return unknown({ kind: 'file', file })
  const name = `LINUX_VERSION-${patchver}`
  const variables = versionVariables(files, tree, file, config, target)
  // as make does it: a version without an entry has no third number
  if (variables.get(name) === undefined) return fileFact(patchver, file)
  const rest = variableFact(variables, name)
  return rest === undefined ? unknown({ kind: 'file', file }) : { ...rest, value: patchver + rest.value }
}

/** The kernel of a target under a configuration. */
export const targetKernel = (
  files: FileSystem,
  tree: string,
  release: OpenwrtRelease,
  target: BuildrootTarget,
  config: ConfigVariables,
): Attempt<TargetKernel> => {
  const variables = targetVariables(files, tree, target, config)
  const testing = release.testingKernel && (config('CONFIG_TESTING_KERNEL') ?? '') !== ''
  const name = testing ? 'KERNEL_TESTING_PATCHVER' : 'KERNEL_PATCHVER'
  const patchver = variableFact(variables, name)
  if (patchver === undefined || patchver.value === '') {
    const place = variables.get(name)
    const { file = `${target.folder}/Makefile`, line } = place ?? {}
    return failed({ kind: 'not-told', variable: name, file, ...(line === undefined ? {} : { line }) })
  }
  const ownRelease = variables.get('LINUX_RELEASE') !== undefined
  const ofRelease = ownRelease ? variables : versionVariables(files, tree, VERSION_MAKEFILE, config, variables)
  return {
    patchver,
    testing,
    linuxVersion: linuxVersion(files, tree, release, patchver.value, config, variables),
    linuxRelease: variableFact(ofRelease, 'LINUX_RELEASE') ?? unknown({ kind: 'file', file: VERSION_MAKEFILE }),
  }
}

/** The fragments of a target's kernel configuration, from the tree on, in the order in which they are laid over. */
export const kernelFragments = (
  files: FileSystem,
  tree: string,
  { name, folder, subtarget }: BuildrootTarget,
  patchver: string,
): Attempt<readonly string[]> => {
  const folders = ['target/linux/generic', folder, ...(subtarget === undefined ? [] : [`${folder}/${subtarget}`])]
  const isThere = (file: string): boolean => files.kind(`${tree}/${file}`) === 'file'
  const found = folders.flatMap((one) => [`${one}/config-${patchver}`, `${one}/config-default`].find(isThere) ?? [])
  if (found.length === 0) return failed({ kind: 'no-fragments', target: name, folders, patchver })
  return isThere(USER_FRAGMENT) ? [...found, USER_FRAGMENT] : found
}
