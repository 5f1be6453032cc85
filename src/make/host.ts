/** What an interpreter asks of the world around it. */
import type { FileSystem } from '../files/file-system.ts'
import type { MakefileStore } from './makefile-store.ts'

export interface MakeHost {
  readonly files: FileSystem
  /** Make's working directory, as an absolute path: what relative names in makefiles are relative to. */
  readonly folder: string
  /** Searched for included files that are not there; absolute. */
  readonly includeFolders?: readonly string[]
  /** Makefiles that were read already, for all interpreters that read the same files. */
  readonly store: MakefileStore
  /** What a command prints, newlines and all; undefined where nobody knows. */
  readonly shell: (command: string) => string | undefined
}
