/** Which file an object is made of: pattern rules, chains, rules of the Kbuild file. */
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { folderNames, sourcesInFolder } from '../../src/kbuild/folder-names.ts'
import { type KbuildRule, kbuildRule } from '../../src/kbuild/kbuild-rule.ts'
import { type ObjectSource, sourceLookup } from '../../src/kbuild/object-source.ts'

const namesOf = (paths: readonly string[], build: readonly string[] = []) =>
  folderNames(
    memoryFileSystem(
      Object.fromEntries([...paths.map((path) => [`s/${path}`, '']), ...build.map((path) => [`o/${path}`, ''])]),
    ),
    's',
    build.length > 0 ? 'o' : 's',
  )

const rulesOf = (headers: readonly string[]): readonly KbuildRule[] =>
  headers.flatMap((header) => kbuildRule(header, true) ?? [])

const source = (object: string, paths: readonly string[], ...headers: string[]): ObjectSource => {
  const rules = rulesOf(headers)
  return sourceLookup({ names: namesOf(paths), tree: 's', rulesFor: () => rules })(object)
}

const file = (path: string): ObjectSource => ({ kind: 'source', path })
const generated = (by: string, ...from: string[]): ObjectSource => ({ kind: 'generated', by, from })

describe('the rules of the tree', () => {
  test.each([
    ['C before assembly', ['a/x.S', 'a/x.c'], 'a/x.c'],
    ['Rust before assembly', ['a/x.S', 'a/x.rs'], 'a/x.rs'],
    ['assembly', ['a/x.S'], 'a/x.S'],
    ['what is there before a chain', ['a/x.S', 'a/x.c_shipped'], 'a/x.S'],
    ['C that is shipped', ['a/x.c_shipped'], 'a/x.c_shipped'],
    ['C that is shipped, and was copied', ['a/x.c', 'a/x.c_shipped', 'a/x.o'], 'a/x.c_shipped'],
    ['assembly that is shipped', ['a/x.S_shipped'], 'a/x.S_shipped'],
    ['an object that is shipped', ['a/x.o_shipped'], 'a/x.o_shipped'],
  ])('%s', (_, paths, path) => {
    expect(source('a/x.o', paths)).toEqual(file(path))
  })

  test('grammars, device trees, lexers', () => {
    expect(source('c/k.asn1.o', ['c/k.asn1'])).toEqual(generated('c/k.asn1.c', 'c/k.asn1'))
    expect(source('c/k.asn1.o', ['c/k.asn1', 'c/k.asn1.c'])).toEqual(generated('c/k.asn1.c', 'c/k.asn1'))
    expect(source('d/b.dtb.o', ['d/b.dts'])).toEqual(generated('d/b.dtb.S', 'd/b.dts'))
    expect(source('d/b.dtbo.o', ['d/b.dts', 'd/b.dtso'])).toEqual(generated('d/b.dtbo.S', 'd/b.dtso'))
    expect(source('d/b.lex.o', ['d/b.l'])).toEqual(generated('d/b.lex.c', 'd/b.l'))
  })

  test('a path with .. means the file it leads to', () => {
    expect(source('arch/x/../../virt/a.o', ['virt/a.c'])).toEqual(file('virt/a.c'))
  })

  test('no rule, no source', () => {
    expect(source('a/x.o', ['a/y.c'])).toEqual({ kind: 'none' })
    expect(source('a/x.o', ['a/x.o'])).toEqual({ kind: 'none' })
  })
})

describe('rules of the Kbuild file', () => {
  test('an object made of a source elsewhere', () => {
    expect(source('k/relo.o', ['tools/relo.c'], 'k/relo.o: ./tools/relo.c FORCE')).toEqual(file('tools/relo.c'))
    expect(source('k/relo.o', ['tools/relo.c'], 'k/relo.o: s/tools/relo.c FORCE')).toEqual(file('tools/relo.c'))
  })

  test('comes before the source of the same name', () => {
    expect(source('k/a.o', ['k/a.c', 'lib/a.c'], 'k/a.o: ./lib/a.c')).toEqual(file('lib/a.c'))
  })

  test('a pattern with a shorter stem comes first', () => {
    const paths = ['lib/fdt.c', 'k/lib-fdt.c']
    expect(source('k/lib-fdt.o', paths, 'k/lib-%.o: ./lib/%.c FORCE')).toEqual(file('lib/fdt.c'))
    expect(source('k/other.o', ['k/other.c'], 'k/lib-%.o: ./lib/%.c FORCE')).toEqual(file('k/other.c'))
  })

  test('an object made of an object', () => {
    const headers = ['k/%.pi.o: k/%.o FORCE', 'k/lib-%.o: ./lib/%.c FORCE']
    expect(source('k/lib-fdt.pi.o', ['lib/fdt.c'], ...headers)).toEqual(file('lib/fdt.c'))
    // as it lies in a tree that was built
    expect(source('k/lib-fdt.pi.o', ['lib/fdt.c', 'k/lib-fdt.o'], ...headers)).toEqual(file('lib/fdt.c'))
  })

  test('an object linked of objects', () => {
    const headers = ['k/all.o: k/all.tmp.o', 'k/all.tmp.o: k/all.lds k/a.hyp.o k/b.hyp.o', 'k/%.hyp.o: k/%.c']
    expect(source('k/all.o', ['k/all.lds', 'k/a.c', 'k/b.c'], ...headers)).toEqual({
      kind: 'linked',
      from: ['k/a.c', 'k/b.c'],
    })
  })

  test('a source that a script writes', () => {
    expect(source('r/int4.o', ['r/int.uc', 'r/unroll.awk'], 'r/int%.c: r/int.uc r/unroll.awk FORCE')).toEqual(
      generated('r/int4.c', 'r/int.uc'),
    )
    expect(source('r/p.o', ['r/p.pl'], 'r/%.S: r/%.pl FORCE')).toEqual(generated('r/p.S', 'r/p.pl'))
    expect(source('r/t.o', [], 'r/t.c: r/mktables FORCE')).toEqual(generated('r/t.c'))
  })

  test('a rule without a recipe makes nothing', () => {
    const rule = kbuildRule('k/a.o: k/a.bin', false)
    const look = sourceLookup({ names: namesOf(['k/a.bin', 'k/a.S']), tree: 's', rulesFor: () => (rule ? [rule] : []) })
    expect(look('k/a.o')).toEqual(file('k/a.S'))
  })

  test('static patterns match their targets', () => {
    expect(source('k/g-64.o', ['k/g.c'], 'k/g-64.o: k/%-64.o: k/%.c FORCE')).toEqual(file('k/g.c'))
  })

  test('what makes itself ends', () => {
    expect(source('k/a.o', [], 'k/%.c: k/%.c', 'k/a.o: k/b.o', 'k/b.o: k/a.o').kind).toBe('none')
  })
})

test.each([
  ['a b : c | d', { targets: ['a', 'b'], prerequisites: ['c'], hasRecipe: false }],
  ['a:: c FORCE', { targets: ['a'], prerequisites: ['c'], hasRecipe: false }],
  ['a &: c', { targets: ['a'], prerequisites: ['c'], hasRecipe: false }],
  ['a: c ; cp $< $@', { targets: ['a'], prerequisites: ['c'], hasRecipe: true }],
  ['a b: %: %.c', { targets: ['a', 'b'], targetPattern: '%', prerequisites: ['%.c'], hasRecipe: false }],
  ['a: X := y', undefined],
  ['a: X = y', undefined],
  ['a: X += y', undefined],
  ['a := y', undefined],
  ['word', undefined],
])('the rule %s', (header, expected) => {
  expect(kbuildRule(header, false)).toEqual(expected)
})

test('the sources of a folder, of both trees', () => {
  const names = namesOf(['a/x.c', 'a/b.S', 'a/r.rs', 'a/x.h', 'a/y.c_shipped', 'a/d/z.c'], ['a/made.c'])
  expect(sourcesInFolder(names, 'a')).toEqual(['a/b.S', 'a/made.c', 'a/r.rs', 'a/x.c', 'a/y.c_shipped'])
  expect(sourcesInFolder(names, 'gone')).toEqual([])
})
