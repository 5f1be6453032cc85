/** `$(…)`: variables, functions and what goes wrong with them. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { type Around, saidOf } from './trees.ts'

const PROBES = {
  'echo one; echo two; echo; echo': 'one\ntwo\n\n\n',
  'printf y': 'y',
  'printf n': 'n',
  'seq 2000': Array.from({ length: 2000 }, (_, i) => `${i + 1}\n`).join(''),
}

describe.each(BOTH)('%s', (dialect) => {
  const said = (kconfig: string, around: Around = {}) => saidOf(dialect, kconfig, { probes: PROBES, ...around })
  /** What `text` expands to after `lines`. */
  const expanded = (text: string, lines = '', around: Around = {}): string =>
    said(`${lines}x := $(info,[${text}])\n`, around).stdout.replace(/^\[|\]\n$/g, '')

  test.each([
    ['= expands at use', 'a = $(b)\nb = late\n', '$(a)', 'late'],
    [':= expands at once', 'a := $(b)\nb = late\n', '$(a)', ''],
    ['+= appends after a blank', 'a = x\na += y\n', '$(a)', 'x y'],
    ['+= on nothing is =', 'a += $(b)\nb = late\n', '$(a)', 'late'],
    ['+= keeps the flavour =', 'a = x\na += $(b)\nb = late\n', '$(a)', 'x late'],
    ['+= keeps the flavour :=', 'a := x\na += $(b)\nb = late\n', '$(a)', 'x '],
    ['a later := replaces', 'a = x\na := y\n', '$(a)', 'y'],
    ['blanks at the start go, at the end stay', 'a :=   x  \n', '$(a)|', 'x  |'],
    ['# is no comment in a value', 'a := x # y\n', '$(a)', 'x # y'],
    ['names may be built', 'n := foo\n$(n)_bar := 5\n', '$($(n)_bar)', '5'],
    ['arguments are $(1), $(2)', 'f = <$(1)-$(2)>\n', '$(f,a,b)', '<a-b>'],
    ['missing arguments are empty', 'f = <$(1)-$(2)>\n', '$(f,a)', '<a->'],
    ['arguments keep leading blanks', 'f = <$(1)>\n', '$(f, a )', '< a >'],
    ['commas are split before expansion', 'comma := ,\nf = <$(1)|$(2)>\n', '$(f,a$(comma)b)', '<a,b|>'],
    ['parentheses keep commas together', 'f = <$(1)|$(2)>\n', '$(f,(a,b),c)', '<(a,b)|c>'],
    ['functions call functions', 'f = $(g,$(1))$(1)\ng = ($(1))\n', '$(f,x)', '(x)x'],
    ['a variable hides a function of the tool', 'lineno = mine\n', '$(lineno)', 'mine'],
    ['an undefined variable is nothing', '', '<$(nothing)>', '<>'],
    ['$X and $$ are text', 'X = no\n', '$X $$', '$X $$'],
    ['there is no $(0)', 'f = $(0)\n', '$(f)', ''],
  ])('%s', (_what, lines, text, result) => {
    expect(expanded(text, lines)).toBe(result)
  })

  test('the environment is seen where no variable has the name, and only without arguments', () => {
    const env = { FROM_ENV: 'there' }
    expect(expanded('$(FROM_ENV)', '', { env })).toBe('there')
    expect(expanded('<$(FROM_ENV,x)>', '', { env })).toBe('<>')
    expect(expanded('$(FROM_ENV)', 'FROM_ENV = own\n', { env })).toBe('own')
  })

  test('$(shell) gives the output as one line, at most 4095 bytes of it', () => {
    expect(expanded('$(shell,echo one; echo two; echo; echo)')).toBe('one two')
    const long = expanded('$(shell,seq 2000)')
    expect(long).toHaveLength(4095)
    expect(long.startsWith('1 2 3 ')).toBe(true)
  })

  test('$(filename) and $(lineno) say where', () => {
    const files = { 'sub/Kconfig': '\nx := $(info,$(filename):$(lineno))\n' }
    expect(said('source "sub/Kconfig"\n', { files }).stdout).toBe('sub/Kconfig:3\n')
    expect(said('config A\n\tbool "a"\n\n\tdefault "$(info,$(lineno))y"\n').stdout).toBe('4\n')
  })

  test('macros are expanded as they are read, even where nothing is shown', () => {
    expect(said('if n\nconfig A\n\tbool "$(info,seen)"\nendif\n').stdout).toBe('seen\n')
  })

  test('warning-if and error-if fire on y alone', () => {
    expect(said('x := $(warning-if,$(shell,printf n),no)$(warning-if,$(shell,printf y),yes)\n')).toMatchObject({
      stopped: false,
      stderr: 'Kconfig:2: yes\n',
    })
    expect(said('config A\n\tbool "$(error-if,n,no)"\n\tdefault $(error-if,y,that is it)\n')).toMatchObject({
      stopped: true,
      stderr: 'Kconfig:3: that is it\n',
    })
  })

  test.each([
    [
      'a variable of itself',
      'a = $(b)\nb = $(a)\nx := $(a)\n',
      "Kconfig:4: Recursive variable 'a' references itself (eventually)\n",
    ],
    ['too few arguments', 'x := $(error-if,y)\n', "Kconfig:2: too few function arguments passed to 'error-if'\n"],
    ['too many arguments', 'x := $(filename,x)\n', "Kconfig:2: too many function arguments passed to 'filename'\n"],
    ['more than sixteen', `x := $(f${',x'.repeat(17)})\n`, 'Kconfig:2: too many function arguments\n'],
    ['no closing parenthesis', 'x := $(f,(a)\n', "Kconfig:2: unterminated reference to 'f,(a)': missing ')'\n"],
    ['endless functions', 'f = $(f,$(1)x)\nx := $(f,x)\n', 'Kconfig:3: Too deep recursive expansion\n'],
  ])('%s is an error', (_what, kconfig, stderr) => {
    expect(said(kconfig)).toMatchObject({ stopped: true, stderr })
  })
})
