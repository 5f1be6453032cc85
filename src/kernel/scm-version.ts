/**
 * What the source's version control adds to UTS_RELEASE, as far as files tell it: whether a `+` does. How many commits lie
 * behind a tag, and whether anything is changed and not committed, is in no file that could be read without git.
 * Follows scm_version() in scripts/setlocalversion (Linux 4.9, 6.1, 6.12).
 */
import type { FileSystem } from '../files/file-system.ts'
import { type GitHead, GitReferences, gitFolders } from './git-head.ts'

export interface ScmRequest {
  readonly files: FileSystem
  readonly source: string
  /** The text of scripts/setlocalversion; absent where it is not there. */
  readonly script: string | undefined
  /** KERNELVERSION. */
  readonly kernelVersion: string
  /** What the localversion files hold, put together. */
  readonly fileLocalversion: string
}

/** `at-tag`: it depends on what is changed and not committed. */
export type ScmState =
  | { readonly kind: 'absent' | 'at-tag' | 'unknown' }
  | { readonly kind: 'past-tag'; readonly file: string }

/** Programs whose repositories the script asks for; those that it does not name it does not see. */
const OTHERS = [
  { folder: '.hg', word: /\bhg\b/ },
  { folder: '.svn', word: /\bsvn\b/ },
] as const

const others = ({ files, source, script }: ScmRequest): ScmState => {
  const found = OTHERS.filter(({ folder }) => files.kind(`${source}/${folder}`) !== undefined)
  const code = script?.replace(/^\s*#.*$/gm, '')
  return { kind: found.some(({ word }) => code === undefined || word.test(code)) ? 'unknown' : 'absent' }
}

/** The tags at which the script takes sources for released: 6.3 and later ask for few, older ones for any. */
const tagsThatCount = (references: GitReferences, request: ScmRequest): readonly string[] => {
  const { script, kernelVersion, fileLocalversion } = request
  if (script?.includes('version_tag') !== true) return references.tags()
  // 6.2.0-rc5 is v6.2-rc5
  const version = `v${kernelVersion.replace(/^(\d+\.\d+)\.0/, '$1')}`
  const local = fileLocalversion.replace(/^-/, '')
  return [...(local === '' ? [] : [local, version + fileLocalversion]), version]
}

const atTag = (references: GitReferences, head: GitHead & { kind: 'commit' }, tags: readonly string[]): ScmState => {
  const found = tags.map((tag) => references.tagged(tag))
  if (found.some((tag) => tag.kind === 'commit' && tag.commit === head.commit)) return { kind: 'at-tag' }
  return found.some(({ kind }) => kind === 'unknown') ? { kind: 'unknown' } : { kind: 'past-tag', file: head.file }
}

/** Whether the sources are past a tag, so that they get a `+` at least. */
export const scmState = (request: ScmRequest): ScmState => {
  const folders = gitFolders(request.files, request.source)
  if (folders === undefined)
    return request.files.kind(`${request.source}/.git`) === undefined ? others(request) : { kind: 'unknown' }
  const references = new GitReferences(request.files, folders)
  const head = references.head()
  if (head.kind === 'none') return others(request)
  return head.kind === 'unknown' ? head : atTag(references, head, tagsThatCount(references, request))
}
