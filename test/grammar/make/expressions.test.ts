import { describe, expect, test } from 'vitest'
import { type Expression, FUNCTIONS, parseExpression, type Reference } from '../../../grammar/make/index.ts'
import { isPresent, runMake } from './gnu-make.ts'

const variable = (name: string): Reference => ({ kind: 'variable', name })
const computed = (...text: Expression): Reference => ({ kind: 'computed', text })
const call = (name: keyof typeof FUNCTIONS, ...args: readonly Expression[]): Reference => ({
  kind: 'function',
  name,
  arguments: args,
})
const unterminated = (text: string): Reference => ({ kind: 'unterminated', text })

describe('text is', () => {
  test.each<[string, Expression]>([
    ['', []],
    ['a b', ['a b']],
    [' a ', [' a ']],
    ['a$$(b)$$', ['a$(b)$']],
    ['a$', ['a$']],
    ['$$$', ['$$']],
  ])('%j', (text, expected) => {
    expect(parseExpression(text)).toEqual(expected)
  })
})

describe('a reference is', () => {
  test.each<[string, Expression]>([
    ['$(A)', [variable('A')]],
    ['obj-$(CONFIG_X)', ['obj-', variable('CONFIG_X')]],
    [`$(A)\${B}$C.o`, [variable('A'), variable('B'), variable('C'), '.o']],
    ['$@$<', [variable('@'), variable('<')]],
    ['$(@D)', [variable('@D')]],
    ['$ a', [variable(' '), 'a']],
    ['$()', [variable('')]],
    ['$(a b)', [variable('a b')]],
    ['$( a )', [variable(' a ')]],
    ['$(a<b)', [variable('a<b')]],
    ['$(a:b)', [variable('a:b')]],
    ['$(a=b:c)', [variable('a=b:c')]],

    ['$(a:b=c)', [{ kind: 'substitution', name: 'a', from: 'b', to: 'c' }]],
    [`\${a:%.c=%.o}`, [{ kind: 'substitution', name: 'a', from: '%.c', to: '%.o' }]],
    ['$(a:=)', [{ kind: 'substitution', name: 'a', from: '', to: '' }]],
    ['$(a:b:c=d=e)', [{ kind: 'substitution', name: 'a', from: 'b:c', to: 'd=e' }]],
    ['$(strip:b=c d)', [{ kind: 'substitution', name: 'strip', from: 'b', to: 'c d' }]],

    ['$(a$(b))', [computed('a', variable('b'))]],
    ['$($(a))', [computed(variable('a'))]],
    ['$(a$b:c=$(d))', [computed('a', variable('b'), ':c=', variable('d'))]],
    [`\${a$(b)}`, [computed('a', variable('b'))]],
    ['$($$a)', [computed('$a')]],
    ['$(subst$(a) b)', [computed('subst', variable('a'), ' b')]],
  ])('%j', (text, expected) => {
    expect(parseExpression(text)).toEqual(expected)
  })
})

describe('parentheses', () => {
  test.each<[string, string, Expression]>([
    ['do not nest in a literal name', '$(a(b)c)', [variable('a(b'), 'c)']],
    [
      'nest where there is a reference before the first that closes',
      '$(a($(b))c)',
      [computed('a(', variable('b'), ')c')],
    ],
    ['of the other kind do not count', `$(a\${b)}`, [computed('a', unterminated(`\${b`)), `}`]],
    ['of the other kind may close', `$(a}b)`, [variable(`a}b`)]],
    ['that stay open make a name of the text up to the first that closes', '$($(a)bc', [variable('$(a')]],
    [
      'and its substitution, as it is written',
      '$(a:$(b=c) d',
      [{ kind: 'substitution', name: 'a', from: '$(b', to: 'c' }],
    ],
    ['that are never closed', 'a$(b', ['a', unterminated('$(b')]],
    ['that are never closed around a reference', `$(a\${b} c`, [unterminated(`$(a\${b} c`)]],
    [
      'that are never closed around a call',
      'a$(if b',
      ['a', { ...unterminated('$(if b'), function: 'if' } as Reference],
    ],
  ])('%s', (_, text, expected) => {
    expect(parseExpression(text)).toEqual(expected)
  })
})

describe('a call is', () => {
  test.each<[string, Expression]>([
    ['$(strip a)', [call('strip', ['a'])]],
    ['$(strip \t a )', [call('strip', ['a '])]],
    ['$(strip\na)', [call('strip', ['a'])]],
    [`\${strip a}`, [call('strip', ['a'])]],
    ['$(strip )', [call('strip', [])]],
    ['$(strip)', [variable('strip')]],
    ['$( strip a)', [variable(' strip a')]],
    ['$(stripe a)', [variable('stripe a')]],
    ['$(constructor a)', [variable('constructor a')]],
    ['$(strip a,b)', [call('strip', ['a,b'])]],
    ['$(subst a, b ,c,d)', [call('subst', ['a'], [' b '], ['c,d'])]],
    ['$(subst a)', [call('subst', ['a'])]],
    ['$(call f,,a,)', [call('call', ['f'], [], ['a'], [])]],
    ['$(or (a,b),c)', [call('or', ['(a,b)'], ['c'])]],
    ['$(or {a,b},c)', [call('or', ['{a'], ['b}'], ['c'])]],
    ['$(or $(or a,b),c)', [call('or', [call('or', ['a'], ['b'])], ['c'])]],
    ['$(if $(a),b$(c),$d)', [call('if', [variable('a')], ['b', variable('c')], [variable('d')])]],
    ['$(foreach a,b,$(a),c)', [call('foreach', ['a'], ['b'], [variable('a'), ',c'])]],
    ['$(or $(a:b=c,d),e)', [call('or', [{ kind: 'substitution', name: 'a', from: 'b', to: 'c,d' }], ['e'])]],
    [`$(or \${a},\${or b})`, [call('or', [variable('a')], [call('or', ['b'])])]],
    [`$(or \${a,b})`, [call('or', [unterminated(`\${a`)], [`b}`])]],
    ['$(or a$,b)', [call('or', ['a$'], ['b'])]],
    ['$(or $(a$(b,c)),d)', [call('or', [computed('a', variable('b,c'))], ['d'])]],
  ])('%j', (text, expected) => {
    expect(parseExpression(text)).toEqual(expected)
  })
})

describe.skipIf(!isPresent)('GNU make takes as many arguments', () => {
  /** These do not read all of their arguments. */
  const lazy = ['and', 'foreach', 'if', 'or']
  test.each(Object.entries(FUNCTIONS))('of %s', (name, { minimum, maximum }) => {
    for (let commas = 0; commas < 4; commas++) {
      const { stopped = '' } = runMake(`A := $(${name} ${','.repeat(commas)})\n`)
      expect([commas, stopped.startsWith('insufficient number')]).toEqual([commas, commas + 1 < minimum])
      if (lazy.includes(name)) continue
      // One comma more, in braces: it is torn apart unless it belongs to the last argument.
      const torn = runMake(`A := $(${name} ${','.repeat(commas)}\${a,b})\n`).stopped ?? ''
      const separates = maximum === undefined || commas + 1 < maximum
      expect([commas, torn.startsWith('unterminated variable reference')]).toEqual([commas, separates])
    }
  })
})
