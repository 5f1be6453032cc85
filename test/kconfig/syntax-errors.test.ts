/** Lines that are no Kconfig: each is reported, with its place, and reading goes on to the next. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { saidOf } from './trees.ts'

/** In 6.1 a "syntax error" is reported at the line after. */
const shift = { 'linux-6.1': 1, 'linux-6.12': 0 } as const

describe.each(BOTH)('%s', (dialect) => {
  const lines = (kconfig: string): string[] => {
    const { stopped, stderr } = saidOf(dialect, `${kconfig}\nconfig LAST\n\tbool "last"\n`)
    expect(stopped).toBe(true)
    return stderr.split('\n').filter((line) => line !== '' && !line.includes('syntax error'))
  }

  test.each([
    ['an unknown word', 'nonsense\n', ['Kconfig:1: unknown statement "nonsense"']],
    ['an attribute outside an entry', 'bool "a"\n', ['Kconfig:1: invalid statement']],
    ['an unknown attribute', 'config A\n\tbool "a"\n\tcolour red\n', ['Kconfig:3: unknown statement "colour"']],
    ['half an expression', 'config A\n\tbool "a"\n\tdepends on B &&\n', ['Kconfig:3: invalid statement']],
    ['an open parenthesis', 'config A\n\tbool "a"\n\tdepends on (B\n', ['Kconfig:3: invalid statement']],
    ['a select of nothing', 'config A\n\tbool "a"\n\tselect\n', ['Kconfig:3: invalid statement']],
    ['a range of one bound', 'config A\n\tint "a"\n\trange 1\n', ['Kconfig:3: invalid statement']],
    ['an entry without name', 'config\n\tbool "a"\n', ['Kconfig:1: invalid statement', 'Kconfig:2: invalid statement']],
    ['a type with two prompts', 'config A\n\tbool "a" "b"\n', ['Kconfig:2: invalid statement']],
    ['an endmenu without menu', 'endmenu\n', ['Kconfig:1: invalid statement']],
    ['a source in a choice', 'choice\n\tprompt "c"\n\nsource "x"\n\nendchoice\n', ['Kconfig:4: invalid statement']],
    ['a mainmenu behind something', 'config A\n\tbool "a"\n\nmainmenu "m"\n', ['Kconfig:4: invalid statement']],
    ['---help---', 'config A\n\tbool "a"\n\t---help---\n', ['Kconfig:3: unknown statement "---help---"']],
  ])('%s', (_what, kconfig, expected) => {
    expect(lines(kconfig)).toEqual(expected)
  })

  test('all errors of a file are reported', () => {
    expect(lines('one\n\nconfig A\n\tbool "a"\n\ttwo\n\nconfig B\n\tbool "b"\n\tthree\n')).toEqual([
      'Kconfig:1: unknown statement "one"',
      'Kconfig:5: unknown statement "two"',
      'Kconfig:9: unknown statement "three"',
    ])
  })

  test('a block that is not closed', () => {
    expect(saidOf(dialect, 'menu "m"\n\nif A\n\nconfig B\n\tbool "b"\n').stderr).toContain(
      'Kconfig:3: missing end statement for this entry\nKconfig:1: missing end statement for this entry\n',
    )
  })

  test('the wrong end', () => {
    const { stderr } = saidOf(dialect, 'menu "m"\nendif\n')
    expect(stderr).toContain("Kconfig:2: unexpected 'if' within menu block\n")
  })

  test('where a syntax error is', () => {
    expect(saidOf(dialect, 'config A\n\tbool "a"\n\tselect\n\nconfig B\n\tbool "b"\n').stderr).toContain(
      `Kconfig:${3 + shift[dialect]}: syntax error\n`,
    )
  })

  test.each([
    [
      'a character of no meaning',
      'config A\n\tbool "a" @\n',
      "Kconfig:2:warning: ignoring unsupported character '@'\n",
    ],
    ['a string over two lines', 'config A\n\tbool "a\n', 'Kconfig:2:warning: multi-line strings not supported\n'],
  ])('%s is skipped with a warning', (_what, kconfig, stderr) => {
    expect(saidOf(dialect, kconfig)).toMatchObject({ stopped: false, stderr })
  })
})

describe('a root file whose last line has no newline', () => {
  const kconfig = 'config A\n\tbool "a"'

  test('is read with a warning in 6.1', () => {
    expect(saidOf('linux-6.1', kconfig)).toMatchObject({
      stopped: false,
      stderr: 'Kconfig:2:warning: no new line at end of file\n',
    })
  })

  test('is an error in 6.12', () => {
    expect(saidOf('linux-6.12', kconfig)).toMatchObject({ stopped: true })
  })
})
