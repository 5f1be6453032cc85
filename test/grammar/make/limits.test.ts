/** Sizes and depths that nobody writes: they cost what they are long, and nothing overflows. */
import { describe, expect, test } from 'vitest'
import { type Expression, parse, parseExpression, type Statement } from '../../../grammar/make/index.ts'

describe('lines', () => {
  test('a megabyte of continued lines', () => {
    const text = `A = ${'b \\\n\t'.repeat(50_000)}c\n`
    expect(parse(text).statements).toMatchObject([{ value: `${'b '.repeat(50_000)}c`, end: text.length - 1 }])
    expect(parse(`A = ${'\\\n'.repeat(500_000)}c\n`).statements).toMatchObject([{ value: 'c' }])
    expect(parse(`A = ${' \\\n'.repeat(50_000)}`).statements).toMatchObject([{ value: '' }])
    expect(parse(`A = ${'\\'.repeat(500_000)}\n`).statements).toHaveLength(1)
  })
  test('blanks without end', () => {
    const blanks = ' '.repeat(500_000)
    expect(parse(`A${blanks}=${blanks}b${blanks}\\\n${blanks}c${blanks}# d`).statements).toMatchObject([
      { value: `b c${blanks}` },
    ])
    expect(parse(`a${blanks}b:${blanks}\nifeq (${blanks},${blanks})${blanks}\nendif`).statements).toHaveLength(2)
  })
  test('many comments and quoted characters', () => {
    expect(parse('A = b # c\n'.repeat(50_000)).statements).toHaveLength(50_000)
    expect(parse(`A = ${'\\#'.repeat(50_000)}`).statements).toMatchObject([{ value: '#'.repeat(50_000) }])
    expect(parse(`a: ${'b\\;'.repeat(50_000)}`).statements).toHaveLength(1)
  })
  test('references that are never closed', () => {
    const open = '$('.repeat(50_000)
    expect(parse(`${open}\n`.repeat(3)).statements).toHaveLength(3)
    expect(parse(`A ${open} # b\n\nexport ${open}\nifeq (${open},\nendif\na: ${open} ; b`).statements).toHaveLength(4)
  })
  test('words before nothing', () => {
    expect(parse('export '.repeat(50_000)).statements).toMatchObject([{ kind: 'export' }])
    expect(parse('override '.repeat(50_000)).statements).toMatchObject([{ kind: 'invalid' }])
  })
  test('a definition that never ends', () => {
    expect(parse('define a\n'.repeat(50_000)).statements).toMatchObject([{ problem: 'missing-endef' }])
  })
  test('many NULs', () => {
    expect(parse('A = b\0c\n'.repeat(50_000)).statements).toHaveLength(1)
    expect(parse('\0c\nA = b\n'.repeat(50_000)).statements).toHaveLength(50_000)
  })
})

const depthOf = (statements: readonly Statement[]): number => {
  let depth = 0
  let [statement] = statements
  while (statement?.kind === 'conditional') {
    depth++
    statement = statement.branches[0]?.statements[0]
  }
  return depth
}

test('conditionals nest as deep as they like', () => {
  const opened = 'ifdef A\n'.repeat(20_000)
  expect(depthOf(parse(opened + 'endif\n'.repeat(20_000)).statements)).toBe(20_000)
  const { statements, problems } = parse(opened)
  expect(depthOf(statements)).toBe(20_000)
  expect(problems).toHaveLength(1)
})

const nested = (expression: Expression): number => {
  let depth = 0
  let pieces = expression
  for (;;) {
    const [piece] = pieces
    if (piece === undefined || typeof piece === 'string') throw new Error('it ended in nothing')
    if (piece.kind === 'computed') pieces = piece.text
    else if (piece.kind === 'function') pieces = piece.arguments[0] ?? []
    else if (piece.kind === 'too-deep') return depth
    else throw new Error(`it ended in ${piece.kind}`)
    depth++
  }
}

describe('references', () => {
  test('nest as deep as people write, and no deeper', () => {
    for (const [open, close] of [
      ['$(', ')'],
      ['$(if ', ')'],
      ['${or $(', ')}'],
    ] as const) {
      expect(nested(parseExpression(open.repeat(50_000) + close.repeat(50_000)))).toBe(200)
    }
    const deep = (count: number): Expression => parseExpression(`${'$(if '.repeat(count)}a${',b)'.repeat(count)}`)
    expect(JSON.stringify(deep(200))).not.toContain('too-deep')
    expect(JSON.stringify(deep(201))).toContain('{"kind":"too-deep","text":"$(if a,b)"}')
  })
  test('that are never closed', () => {
    for (const open of ['$(', '$(if ', '$(if a,', '${a$(', '$(a:b=$(', '$(if ${a,']) {
      const text = open.repeat(50_000)
      expect(parseExpression(text)).toMatchObject([{ kind: 'unterminated', text }])
    }
    expect(parseExpression(`${'$('.repeat(50_000)})`)).toMatchObject([{ kind: 'variable' }])
    expect(parseExpression(`$(or ${'${a,'.repeat(50_000)})`)).toMatchObject([{ kind: 'function' }])
    expect(parseExpression(`$(or ${'${a$b,'.repeat(50_000)})`)).toMatchObject([{ kind: 'function' }])
  })
  test('with many parentheses, arguments and pieces', () => {
    const parentheses = '('.repeat(50_000) + ')'.repeat(50_000)
    expect(parseExpression(`$(or ${parentheses},a)`)).toMatchObject([{ arguments: [[parentheses], ['a']] }])
    expect(parseExpression(`$(or ${'a,'.repeat(50_000)})`)).toMatchObject([{ arguments: { length: 50_001 } }])
    expect(parseExpression(`$(or ${'$(a)b'.repeat(50_000)})`)).toMatchObject([{ arguments: [{ length: 100_000 }] }])
    expect(parseExpression('$(a)b'.repeat(50_000))).toHaveLength(100_000)
    expect(parseExpression('$$'.repeat(50_000))).toEqual(['$'.repeat(50_000)])
    expect(parseExpression('$(or a)'.repeat(50_000))).toHaveLength(50_000)
  })
})
