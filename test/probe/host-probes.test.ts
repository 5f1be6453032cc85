/** Probes that this machine answers without running anything. */
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { withHostProbes } from '../../src/probe/host-probes.ts'
import { noProbes } from '../../src/probe/none.ts'

const CHECKS_NAME = '[ "$(uname)" = "$1" ] && echo y || echo n\n'
const CHECKS_COMPILER = [
  'cat << EOF | "$STAGING_DIR_HOST/bin/g++" -c -x c++ -o /dev/null - >/dev/null 2>&1',
  '#if __GNUC__ < $1 || (__GNUC__ == $1 && (__GNUC_MINOR__ < $2))',
  '#error "old"',
  '#endif',
  'EOF',
  '[ $? -eq 0 ] && echo y || echo n',
  '',
].join('\n')

const ask = (command: string, files: Readonly<Record<string, string>> = {}) =>
  withHostProbes(noProbes(new Map()), {
    files: memoryFileSystem(files),
    folder: '/tree',
    systemName: 'Linux',
    machine: 'aarch64',
  }).shell(command)

test('the name of the system', () => {
  expect(ask(' uname')).toBe('Linux\n')
  expect(ask(' ./check.sh Linux', { '/tree/check.sh': CHECKS_NAME })).toBe('y\n')
  expect(ask(' ./check.sh Darwin', { '/tree/check.sh': CHECKS_NAME })).toBe('n\n')
})

test('whether a file is there', () => {
  expect(ask('[ -f a/.b ] && echo y || echo n', { '/tree/a/.b': '' })).toBe('y\n')
  expect(ask('[ -f a/.c ] && echo y || echo n', { '/tree/a/.b': '' })).toBe('n\n')
})

describe('how old the compiler is', () => {
  const check = { '/tree/check.sh': CHECKS_COMPILER }
  const gcc = (...versions: readonly string[]) =>
    Object.fromEntries(versions.map((version) => [`/usr/lib/gcc/x86_64-linux-gnu/${version}/cc1plus`, '']))

  test.each([
    ['new', ['12'], 'y\n'],
    ['old', ['9'], 'n\n'],
    ['as new, as its name tells', ['10.3.0'], 'y\n'],
    ['as old, as its name tells', ['10.1.0'], 'n\n'],
    ['as its name does not tell', ['10'], undefined],
    ['several, all new', ['11', '12'], 'y\n'],
    ['several, not all', ['8', '12'], undefined],
    ['none', [], undefined],
  ])('%s', (_what, versions, answer) => {
    expect(ask(' ./check.sh 10 2 12', { ...check, ...gcc(...versions) })).toBe(answer)
  })
})

test.each(['./check.sh', 'gcc --version', './other.sh Linux', 'uname -r', '[ -f a ] && rm a'])(
  'nothing else is answered: %s',
  (command) => {
    expect(ask(command, { '/tree/other.sh': 'echo "$1"\n' })).toBeUndefined()
  },
)
