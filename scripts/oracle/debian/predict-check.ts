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

/** Lines with its salt and its keys, which Debian takes out of /boot/config-RELEASE, as they are by default. */
const TAKEN_OUT: readonly string[] = [
  'CONFIG_BUILD_SALT=""',
  'CONFIG_MODULE_SIG_ALL=y',
  'CONFIG_MODULE_SIG_KEY="certs/signing_key.pem"',
  'CONFIG_SYSTEM_TRUSTED_KEYS=""',
]

/**
 * What has to come back when the image's configuration is resolved again: the lines taken out of it, with their defaults.
 * That is all four of them, except where modules are not signed (armel): what was there, the headers package tells.
 */
export const linesTakenOut = (headersConfig: string): readonly string[] => {
  const text = `\n${readFileSync(headersConfig, 'latin1')}`
  return TAKEN_OUT.filter((line) => text.includes(`\n${line.slice(0, line.indexOf('='))}=`))
}

/** `text` without one occurrence of each line, and which of the lines are not in it. */
const withoutLines = (text: string, lines: readonly string[]): readonly [rest: string, absent: readonly string[]] => {
  const left = text.split('\n')
  const absent = lines.filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  return [left.join('\n'), absent]
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
  const [rest, absent] = withoutLines(done.stdout, added)
  const others = lineDifference(readFileSync(config, 'latin1'), rest, MOST_LINES)
  return [...absent.map((line) => `not added: ${line}`), others].join('\n').trimEnd()
}
