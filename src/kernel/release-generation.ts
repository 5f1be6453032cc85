/**
 * How a kernel's makefiles put the parts of UTS_RELEASE together, by generation. Follows the top Makefile of Linux
 * 2.6.9, 2.6.18 and 2.6.32 and scripts/setlocalversion of 4.9, 6.1 and 6.12; which of them a tree has is read off its
 * own files where they are there.
 */
import type { KernelVersion } from './kernel-version.ts'

export interface ReleaseGeneration {
  readonly name: 'makefile' | 'localver-auto' | 'setlocalversion'
  /** What a LOCALVERSION given to make does. */
  readonly localversion: 'replaces-files-and-config' | 'with-auto-only' | 'appended'
  /** Names with a `~` are an editor's, and skipped. */
  readonly skipsBackups: boolean
  /** Whether all blanks go from what is read; otherwise only the line ends at a file's end do. */
  readonly removesBlanks: boolean
  /** When the source's version control is asked, and whether it is when nobody wants more than a `+`. */
  readonly scm: 'never' | 'auto-only' | 'auto-or-plus'
}

const MAKEFILE: ReleaseGeneration = {
  name: 'makefile',
  localversion: 'replaces-files-and-config',
  skipsBackups: false,
  removesBlanks: true,
  scm: 'never',
}
const LOCALVER_AUTO: ReleaseGeneration = {
  name: 'localver-auto',
  localversion: 'with-auto-only',
  skipsBackups: true,
  removesBlanks: true,
  scm: 'auto-only',
}
const SETLOCALVERSION: ReleaseGeneration = {
  name: 'setlocalversion',
  localversion: 'appended',
  skipsBackups: true,
  removesBlanks: false,
  scm: 'auto-or-plus',
}

/** The last releases of which it is known that they still do it the way named, oldest first. */
const SEEN: readonly { readonly until: readonly [number, number, number]; readonly generation: ReleaseGeneration }[] = [
  { until: [2, 6, 9], generation: MAKEFILE },
  { until: [2, 6, 32], generation: LOCALVER_AUTO },
]

/**
 * The generation of a tree: by what its Makefile and its scripts/setlocalversion hold, where there are any, else by its
 * version. Undefined where neither tells: between 2.6.9 and 2.6.18, and between 2.6.32 and 3.0.
 */
export const releaseGeneration = (
  makefile: string | undefined,
  setlocalversion: string | undefined,
  version: KernelVersion | undefined,
): ReleaseGeneration | undefined => {
  if (setlocalversion?.includes('collect_files') === true) return SETLOCALVERSION
  if (makefile?.includes('localver-auto') === true) return LOCALVER_AUTO
  if (makefile?.includes('localversion-files') === true) return MAKEFILE
  if (version === undefined) return undefined
  if (version.version >= 3) return SETLOCALVERSION
  const sublevel = Number(version.sublevel)
  const place = SEEN.find(({ until: [v, p, s] }) => version.version === v && version.patchlevel === p && sublevel <= s)
  return place?.until[2] === 32 && sublevel < 18 ? undefined : place?.generation
}

/** Whether a tree of this generation reads `.scmversion` instead of asking; unknown where its files are not there. */
export const readsScmversion = (
  makefile: string | undefined,
  setlocalversion: string | undefined,
): boolean | undefined => {
  if (makefile?.includes('.scmversion') === true || setlocalversion?.includes('.scmversion') === true) return true
  return setlocalversion === undefined ? undefined : false
}
