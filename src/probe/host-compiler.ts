/**
 * Which g++ this machine has, as far as its folders tell: GCC keeps what belongs to a version in a folder that is named
 * after it (GCC's manual, "GCC's directories": libexec/gcc/MACHINE/VERSION).
 */
import { type FileSystem, listIfThere } from '../files/file-system.ts'

const PLACES = ['/usr/lib/gcc', '/usr/libexec/gcc', '/usr/local/lib/gcc', '/usr/local/libexec/gcc']

/** Major and, where the folder's name has it, minor numbers of the C++ compilers of GCC that are installed. */
const installedCompilers = (files: FileSystem): readonly (readonly [major: number, minor: number | undefined])[] =>
  PLACES.flatMap((place) =>
    listIfThere(files, place).flatMap((machine) =>
      listIfThere(files, `${place}/${machine}`).flatMap((version) => {
        const [, major, minor] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? []
        if (major === undefined || files.kind(`${place}/${machine}/${version}/cc1plus`) !== 'file') return []
        return [[Number(major), minor === undefined ? undefined : Number(minor)] as const]
      }),
    ),
  )

/** Whether a GCC is at least `major.minor`: undefined where there is none, or some are and some are not. */
export const compilerIsAtLeast = (files: FileSystem, major: number, minor: number): boolean | undefined => {
  const answers = new Set(
    installedCompilers(files).map(([ownMajor, ownMinor]) => {
      if (ownMajor !== major) return ownMajor > major
      return ownMinor === undefined ? undefined : ownMinor >= minor
    }),
  )
  const [answer] = answers
  return answers.size === 1 ? answer : undefined
}
