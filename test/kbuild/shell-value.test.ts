/** Words of a shell text: as a shell splits and expands them. */
import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ShellVariables, shellValue } from '../../src/kbuild/shell-value.ts'
import { shellCommands } from '../../src/kbuild/shell-words.ts'

const variables: ShellVariables = (name, index) =>
  name === 'A' ? { text: index === 0 ? 'v  w' : `v${index}`, unknown: [] } : undefined

const words = (text: string) => shellCommands(text).map(({ words: found }) => found.map((word) => word.text))

describe('commands', () => {
  test('end with a line, or with an operator', () => {
    expect(words('a b\n\n# c\nd # e\nf; g && h')).toEqual([['a', 'b'], ['d'], ['f'], ['g'], ['h']])
    expect(shellCommands('f; g && h\n').map(({ end }) => end)).toEqual([';', '&&', '\n'])
  })

  test('go on behind a backslash, and in quotes', () => {
    expect(shellCommands('a \\\n  b\nA="c\nd" e\nf')).toEqual([
      { words: [{ text: 'a' }, { text: 'b' }], line: 1, end: '\n' },
      { words: [{ text: 'A="c\nd"' }, { text: 'e' }], line: 3, end: '\n' },
      { words: [{ text: 'f' }], line: 5, end: '\n' },
    ])
  })

  test('a word holds quotes, commands and braces as a whole', () => {
    expect(words(`A="b \\" c" B=$(x "y )" z) C=\${d e} D=\`f g\`h I='j\\' # k`)).toEqual([
      ['A="b \\" c"', 'B=$(x "y )" z)', `C=\${d e}`, 'D=`f g`h', "I='j\\'"],
    ])
  })

  test('arithmetic and commands in commands', () => {
    expect(words('I=$(($I + 1)) J=$( (a; b) c ) K')).toEqual([['I=$(($I + 1))', 'J=$( (a; b) c )', 'K']])
  })

  test('redirections are no words, nor is the text that a command reads', () => {
    expect(words('a >b 2> c <d >&2 e\nf')).toEqual([['a', '2', 'e'], ['f']])
    const text = shellCommands('a <<-"END" && b\nA=1\n\tEND\nc <<X\nd\n')
    expect(text.map(({ words: found, line }) => [found.map((word) => word.text).join(' '), line])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 4],
    ])
  })

  test('arrays', () => {
    expect(shellCommands('A=( b "c d" # no\n e )\n')[0]?.words).toEqual([{ text: 'A=', elements: ['b', '"c d"', 'e'] }])
  })

  test('what is left open ends with the text', () => {
    for (const text of ['a "b', "a 'b", 'a $(b', 'a `b', 'a ${b', 'A=(b', 'a \\', '$('.repeat(500)])
      expect(shellCommands(text)).toHaveLength(1)
  })
})

describe('values', () => {
  test('what is not known stays as it is, and is named', () => {
    expect(shellValue(`"a $(uname -r) $B \${A[2]}" \`c\` \${D%x}`, variables)).toEqual({
      text: `a $(uname -r) $B v2 \`c\` \${D%x}`,
      unknown: ['$(uname -r)', '$B', '`c`', `\${D%x}`],
    })
  })

  test('commands nest', () => {
    expect(shellValue('a$( ( (b) ) )c"$(d "e)")"', variables)).toEqual({
      text: 'a$( ( (b) ) )c$(d "e)")',
      unknown: ['$( ( (b) ) )', '$(d "e)")'],
    })
  })

  const piece = fc.constantFrom(
    'a',
    '=',
    '-',
    "'b  c'",
    "'$A \\'",
    '"$A"',
    `"\${A} d\\"e"`,
    '"it\'s"',
    '"\\a\\\\\\$A"',
    '$A',
    `\${A}x`,
    '\\$A',
    '\\ ',
    "\\'",
    '$',
  )
  test('are those of a shell', () => {
    const samples = fc.sample(
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
      500,
    )
    const script = samples.map((word) => `X=${word}\nprintf '%s\\0' "$X"`).join('\n')
    const { stdout } = spawnSync('sh', ['-c', `A='v  w'\n${script}`], { encoding: 'latin1' })
    const theirs = stdout.split('\0').slice(0, -1)
    // two pieces may name another variable, or one that only a shell knows
    const known = samples.map((word) => shellValue(word, variables))
    expect(theirs).toHaveLength(samples.length)
    let compared = 0
    for (const [index, value] of known.entries()) {
      if (value.unknown.length > 0) continue
      compared += 1
      expect(value.text, samples[index]).toBe(theirs[index])
    }
    expect(compared).toBeGreaterThan(200)
  })
})
