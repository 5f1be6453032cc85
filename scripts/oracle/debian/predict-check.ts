/**
 * `kcheck predict` on a finished configuration, with nothing to ask: no compiler, no ARCH, not even a PATH. What the
 * distribution's compilers answered has to be read out of the configuration itself.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lineDifference } from '../compare/line-difference.ts'
import { projectRoot } from '../place/work-folder.ts'

/** Lines of a difference that are shown. */
const MOST_LINES = 20

/**
 * What is missing from /boot/config-RELEASE: Debian's package build takes the lines with its keys and its salt out
 * (debian/rules.real), and resolved again they come back with their defaults.
 */
export const LINES_TAKEN_OUT: readonly string[] = [
  'CONFIG_BUILD_SALT=""',
  'CONFIG_MODULE_SIG_ALL=y',
  'CONFIG_MODULE_SIG_KEY="certs/signing_key.pem"',
  'CONFIG_SYSTEM_TRUSTED_KEYS=""',
]

/** `text` without one occurrence of each line; undefined if one of them is not in it. */
const withoutLines = (text: string, lines: readonly string[]): string | undefined => {
  const left = text.split('\n')
  for (const line of lines) {
    const at = left.indexOf(line)
    if (at < 0) return undefined
    left.splice(at, 1)
  }
  return left.join('\n')
}

/** Resolves `config` in `tree`. Empty if what comes out is `config` with exactly `added` put in, else what differs. */
export const predictDifference = (config: string, tree: string, added: readonly string[]): string => {
  const kcheck = join(projectRoot(), 'bin/kcheck.js')
  const done = spawnSync(process.execPath, [kcheck, 'predict', config, '--tree', tree, '--no-cache'], {
    encoding: 'latin1',
    env: { PATH: '/nonexistent' },
    maxBuffer: 1 << 26,
  })
  if (done.error) throw done.error
  if (done.status !== 0) return `exit ${done.status ?? done.signal}\n${done.stderr.trimEnd()}`
  const written = readFileSync(config, 'latin1')
  const rest = withoutLines(done.stdout, added)
  if (rest === written) return ''
  const wanted = added.length === 0 ? '' : `expected to be added, and nothing else: ${added.join(' ')}\n`
  return `${wanted}${lineDifference(written, done.stdout, MOST_LINES)}`
}
