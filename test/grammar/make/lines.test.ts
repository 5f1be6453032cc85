import { describe, expect, test } from 'vitest'
import { parse, type Statement } from '../../../grammar/make/index.ts'

type Content = Omit<Statement, 'start' | 'end' | 'line'> & Record<string, unknown>

/** What the statements of a text are, without their places. */
const contents = (text: string): unknown[] =>
  parse(text).statements.map(({ start: _start, end: _end, line: _line, ...content }) => {
    if (content.kind !== 'define') return content
    const { endLine: _endLine, ...definition } = content
    return definition
  })

const assignment = (name: string, operator: string, value: string, rest: object = {}): Content => ({
  kind: 'assignment',
  name,
  operator,
  value,
  ...rest,
})
const rule = (header: string, recipe: readonly string[] = []): Content => ({ kind: 'rule', header, recipe })
const invalid = (problem: string, rest: object = {}): Content => ({ kind: 'invalid', problem, ...rest })

describe('one line is', () => {
  test.each<[string, Content]>([
    ['A = b', assignment('A', '=', 'b')],
    ['A:=b', assignment('A', ':=', 'b')],
    ['A ::= b', assignment('A', ':=', 'b')],
    ['A ?= b', assignment('A', '?=', 'b')],
    ['A += b  c  ', assignment('A', '+=', 'b  c  ')],
    ['A != b', assignment('A', '!=', 'b')],
    ['A =', assignment('A', '=', '')],
    ['A==b', assignment('A', '=', '=b')],
    ['= b', assignment('', '=', 'b')],
    ['a+b=c', assignment('a+b', '=', 'c')],
    ['obj-$(CONFIG_X) += x.o', assignment('obj-$(CONFIG_X)', '+=', 'x.o')],
    ['$(x:a=b)-y := c', assignment('$(x:a=b)-y', ':=', 'c')],
    ['$(call f, a b) = c', assignment('$(call f, a b)', '=', 'c')],
    ['$(x = b', { kind: 'expansion', text: '$(x = b' }],
    ['A = b # c', assignment('A', '=', 'b ')],
    ['A = b\\#c', assignment('A', '=', 'b#c')],
    ['A = b\\\\#c', assignment('A', '=', 'b\\')],
    ['A = $(subst #,x,y)#z', assignment('A', '=', '$(subst #,x,y)')],
    ['A = \\\n  b \\\n\tc', assignment('A', '=', 'b c')],
    ['A = b \\\n', assignment('A', '=', 'b ')],
    ['A = b \\', assignment('A', '=', 'b \\')],
    ['A = b\\\\\\\nc', assignment('A', '=', 'b\\ c')],
    ['A \\\n= \\\n \\\n b', assignment('A', '=', 'b')],
    ['\tA = b', assignment('A', '=', 'b')],
    ['export A := b', assignment('A', ':=', 'b', { modifiers: ['export'] })],
    ['override private A = b', assignment('A', '=', 'b', { modifiers: ['override', 'private'] })],
    ['export = b', assignment('export', '=', 'b')],
    ['export export = b', assignment('export', '=', 'b', { modifiers: ['export'] })],
    ['include := b', assignment('include', ':=', 'b')],
    ['define = b', assignment('define', '=', 'b')],
    ['ifeq ?= b', assignment('ifeq', '?=', 'b')],
    ['endif=b', assignment('endif', '=', 'b')],

    ['export', { kind: 'export' }],
    ['unexport # all', { kind: 'unexport' }],
    ['export A B $(X)', { kind: 'export', names: 'A B $(X)' }],
    ['unexport A = b', { kind: 'unexport', names: 'A = b' }],
    ['undefine A B ', { kind: 'undefine', name: 'A B' }],
    ['override undefine A', { kind: 'undefine', name: 'A', modifiers: ['override'] }],
    ['include a $(b) # c', { kind: 'include', files: 'a $(b) ', optional: false }],
    ['-include a', { kind: 'include', files: 'a', optional: true }],
    ['sinclude a', { kind: 'include', files: 'a', optional: true }],
    ['include', { kind: 'include', files: '', optional: false }],
    ['vpath %.c src', { kind: 'ignored', text: 'vpath %.c src' }],
    ['-load a.so', { kind: 'ignored', text: '-load a.so' }],

    ['a: b', rule('a: b')],
    ['a b:: c | d', rule('a b:: c | d')],
    ['a&: b', rule('a&: b')],
    ['a.o b.o: %.o: %.c', rule('a.o b.o: %.o: %.c')],
    [': a', rule(': a')],
    ['include: a', rule('include: a')],
    ['a\\:b: c', rule('a\\:b: c')],
    ['$(a:b=c): d # e', rule('$(a:b=c): d')],
    ['a: b ; c # d', rule('a: b', [' c # d'])],
    ['a: ; b \\\n  c', rule('a:', [' b \\\n  c'])],
    ['a: b # c ; d', rule('a: b')],
    ['a b := c', { ...rule('a b := c'), assignment: { targets: 'a b', name: '', operator: '=', value: 'c' } }],
    ['a:b = c', { ...rule('a:b = c'), assignment: { targets: 'a', name: 'b', operator: '=', value: 'c' } }],
    ['a &: b=c', { ...rule('a &: b=c'), assignment: { targets: 'a', name: 'b', operator: '=', value: 'c' } }],
    [
      'a %.o:: private export b += $(c) # d',
      {
        ...rule('a %.o:: private export b += $(c)'),
        assignment: { targets: 'a %.o', name: 'b', operator: '+=', value: '$(c)', modifiers: ['private', 'export'] },
      },
    ],
    [
      'a: b = c ; d # e',
      { ...rule('a: b = c'), assignment: { targets: 'a', name: 'b', operator: '=', value: 'c; d # e' } },
    ],

    ['$(a)', { kind: 'expansion', text: '$(a)' }],
    ['$(eval a: b)', { kind: 'expansion', text: '$(eval a: b)' }],
    ['$(a) ; b', { kind: 'expansion', text: '$(a)', command: ' b' }],
    ['a', invalid('missing-separator')],
    ['ifeq(a,b)', invalid('missing-separator')],
    ['endef', invalid('missing-separator')],
    ['override', invalid('missing-separator')],
    ['; a', invalid('missing-rule')],
    ['\ta: b', invalid('recipe-before-rule')],
    ['\t$(a)', invalid('recipe-before-rule')],
    ['else', invalid('extra-else')],
    ['endif', invalid('extra-endif')],
    ['define', invalid('empty-name')],
    ['define a', invalid('missing-endef', { name: 'a' })],
  ])('%j', (line, expected) => {
    expect(contents(line)).toEqual([expected])
    if (line.endsWith('\\')) return
    expect(contents(`${line}\n`)).toEqual([expected])
    expect(contents(`${line.replaceAll('\n', '\r\n')}\r\n`)).toEqual([expected])
  })
})

test.each(['', '# a', '# a \\\n b', '  \t', '\t', '\t# a', '\\\n', '\r\n'])('%j is nothing', (line) => {
  expect(contents(line)).toEqual([])
  expect(contents(`${line}\n`)).toEqual([])
})

describe('bytes that are no text', () => {
  test('a byte order mark is skipped', () => {
    expect(parse('\xef\xbb\xbfA = b').statements).toMatchObject([{ name: 'A', start: 3, end: 8, line: 1 }])
    expect(contents('\n\xef\xbb\xbfA = b')).toEqual([assignment('\xef\xbb\xbfA', '=', 'b')])
  })
  test('a carriage return stays where no newline follows', () => {
    expect(contents('A = b\r')).toEqual([assignment('A', '=', 'b\r')])
    expect(contents('A = b\r\r\n')).toEqual([assignment('A', '=', 'b\r')])
  })
  test('a NUL hides the rest of its line, and its newline too unless it opens the line', () => {
    expect(contents('A = b\0c\nd\nE = f\n')).toEqual([assignment('A', '=', 'bd'), assignment('E', '=', 'f')])
    expect(contents('A = b\n\0C = d\nE = f\n')).toEqual([assignment('A', '=', 'b'), assignment('E', '=', 'f')])
    expect(contents('A = b\0\n\0\nC = d\n')).toEqual([assignment('A', '=', 'b'), assignment('C', '=', 'd')])
  })
})

describe('definitions', () => {
  const body = (text: string): unknown => contents(text)[0]
  test('the body is as written, with continued lines joined', () => {
    expect(body('define A\n\tb # c\n\n d \\\n  e\nendef\n')).toEqual({
      kind: 'define',
      name: 'A',
      operator: '=',
      body: '\tb # c\n\n d e',
    })
  })
  test.each([
    ['define A\nendef', 'A', '=', ''],
    ['define A =\n\nendef', 'A', '=', ''],
    ['define A B\nc\nendef # d', 'A B', '=', 'c'],
    ['define $(A) += what is this\nc\n  endef', '$(A)', '+=', 'c'],
    ['define A :=\nb\n\tendef\nendefc\nendef', 'A', ':=', 'b\n\tendef\nendefc'],
    ['define A\ndefine B\nc\nendef\nendef', 'A', '=', 'define B\nc\nendef'],
    ['define A\r\nb\r\n\r\nendef\r\n', 'A', '=', 'b\n'],
  ])('%j', (text, name, operator, expected) => {
    expect(contents(text)).toEqual([{ kind: 'define', name, operator, body: expected }])
  })
  test('words before it', () => {
    expect(body('export override define A\nb\nendef')).toMatchObject({ modifiers: ['export', 'override'], body: 'b' })
  })
})

describe('a line that starts with a tab is a recipe', () => {
  test('behind a rule, whatever it looks like', () => {
    expect(contents('a:\n\tA = b\n\tifdef c\n\tendef\n\t\n\t# d\n')).toEqual([
      rule('a:', ['A = b', 'ifdef c', 'endef', '', '# d']),
    ])
  })
  test('with its continued lines as they are written', () => {
    expect(contents('a:\n\tb \\\n\t  c \\\\\n\td \\\r\n e\r\n')).toEqual([rule('a:', ['b \\\n\t  c \\\\', 'd \\\n e'])])
  })
  test('behind empty lines and comments', () => {
    expect(contents('a:\n\n# b\n\tc\n  # d\n\te\n')).toEqual([rule('a:', ['c', 'e'])])
  })
  test('behind what is in the line of the rule', () => {
    expect(contents('a: ; b\n\tc\n')).toEqual([rule('a:', [' b', 'c'])])
  })
  test.each(['A = b', 'include b', 'export', 'vpath', 'undefine b', 'define b\nendef', 'a: b = c'])(
    'but not behind %j',
    (line) => {
      expect(contents(`a:\n${line}\n\tA = b\n`).at(-1)).toEqual(assignment('A', '=', 'b'))
    },
  )
  test('or not, behind what may be a rule', () => {
    expect(contents('$(a)\n\tA = b\n\tc\n')).toEqual([
      { kind: 'expansion', text: '$(a)' },
      assignment('A', '=', 'b', { tabbed: true }),
      invalid('recipe-before-rule', { tabbed: true }),
    ])
    expect(contents('$(a): B = c\n\tA = b\n').at(-1)).toEqual(assignment('A', '=', 'b', { tabbed: true }))
  })
})

test('places are those of the file', () => {
  const text = '# a\n\n  A = b \\\n c # d\r\nx:\n\ty\ndefine B\nc\nendef # e\nZ:=1'
  const places = parse(text).statements.map(({ line, start, end }) => [line, text.slice(start, end)])
  expect(places).toEqual([
    [3, 'A = b \\\n c # d'],
    [5, 'x:'],
    [7, 'define B\nc\nendef # e'],
    [10, 'Z:=1'],
  ])
})
