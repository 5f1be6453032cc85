/**
 * The parts of UTS_RELEASE that a builder adds: localversion files, CONFIG_LOCALVERSION, LOCALVERSION, and what the
 * source's version control says, as far as files tell it (scm-version.ts).
 * Follows the top Makefile of Linux 2.6.9 and 2.6.18, and scripts/setlocalversion of 4.9, 6.1 and 6.12.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import { type ConfigLookup, configSource, configString, configText, type Fact, known, unknown } from './fact.ts'
import { kernelNames } from './kernel-names.ts'
import type { ReleaseGeneration } from './release-generation.ts'
import { scmState } from './scm-version.ts'
import type { ReleasePart } from './uts-release.ts'

/** What decides the local part. */
export interface LocalversionRequest {
  readonly files: FileSystem
  readonly build: string
  readonly source: string
  /** The whole configuration, where it is known. */
  readonly config: ConfigLookup | undefined
  /** LOCALVERSION as given to make: undefined where it was not set, which is not the same as empty. */
  readonly localversion: string | undefined
  readonly generation: ReleaseGeneration
  /** Whether the tree reads `.scmversion`. */
  readonly scmversion: boolean | undefined
  /** The text of scripts/setlocalversion; undefined where it is not there. */
  readonly script: string | undefined
  readonly kernelVersion: string
}

/** The localversion files of the build folder, then of the source, each folder's by name. */
export const localversionFiles = (request: LocalversionRequest): readonly ReleasePart[] => {
  const { files, build, source, generation } = request
  return [...new Set([build, source])].flatMap((folder) =>
    kernelNames(files, folder)
      .filter((name) => name.startsWith('localversion') && !(generation.skipsBackups && name.includes('~')))
      .flatMap((name) => {
        const file = `${folder}/${name}`
        const text = files.kind(file) === 'file' ? readTextIfThere(files, file) : undefined
        if (text === undefined) return []
        const value = generation.removesBlanks
          ? text.replace(/\s+/g, '')
          : text.replace(/\n+$/, '').replaceAll('\n', ' ')
        return [{ kind: 'localversion-file', text: known(value, { kind: 'file', file, line: 1 }) } as const]
      }),
  )
}

/** CONFIG_LOCALVERSION; empty where the configuration has none. */
export const configLocalversion = ({ config, generation }: LocalversionRequest): ReleasePart => {
  const symbol = 'LOCALVERSION'
  if (config === undefined) return { kind: 'config-localversion', text: unknown({ kind: 'config', symbol }) }
  const value = configString(config, symbol) ?? ''
  const text = generation.removesBlanks ? value.replace(/\s+/g, '') : value
  return { kind: 'config-localversion', text: known(text, configSource(config, symbol)) }
}

const fileLocalversion = (request: LocalversionRequest): string =>
  localversionFiles(request)
    .map(({ text }) => (text.kind === 'known' ? text.value : ''))
    .join('')

const scmText = (request: LocalversionRequest, auto: boolean): Fact<string> => {
  const { files, source, build, generation, localversion, scmversion } = request
  const asked = auto || (generation.scm === 'auto-or-plus' && localversion === undefined)
  if (!asked) return known('', { kind: 'inferred', from: auto ? 'scm-never-asked' : 'localversion-auto-off' })
  const file = `${source}/.scmversion`
  const written = readTextIfThere(files, file)
  if (written !== undefined && scmversion !== false) {
    if (scmversion === undefined) return unknown({ kind: 'file', file: `${source}/scripts/setlocalversion` })
    const text = written.trim()
    // without LOCALVERSION_AUTO, whatever is said becomes a plus
    return known(auto || text === '' ? text : '+', { kind: 'file', file, line: 1 })
  }
  const state = scmState({ ...request, fileLocalversion: fileLocalversion(request) })
  if (state.kind === 'absent') return known('', { kind: 'inferred', from: 'source-without-scm' })
  if (state.kind === 'past-tag' && !auto) return known('+', { kind: 'file', file: state.file })
  return unknown(
    { kind: 'file', file: `${build}/include/config/kernel.release` },
    { kind: 'option', option: '--release' },
  )
}

/** `+`, `-00012-g1234567890ab`, `-dirty` or nothing. */
export const scmPart = (request: LocalversionRequest): ReleasePart => {
  const { config, generation } = request
  const symbol = 'LOCALVERSION_AUTO'
  if (generation.scm === 'never') return { kind: 'scm', text: known('', { kind: 'inferred', from: 'scm-never-asked' }) }
  if (config !== undefined) return { kind: 'scm', text: scmText(request, configText(config, symbol) === 'y') }
  const [off, on] = [scmText(request, false), scmText(request, true)]
  const same = off.kind === 'known' && on.kind === 'known' && off.value === on.value
  return { kind: 'scm', text: same ? on : unknown({ kind: 'config', symbol }) }
}
