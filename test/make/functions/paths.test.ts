import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { diskFileSystem } from '../../../src/files/disk-file-system.ts'
import type { FileSystem } from '../../../src/files/file-system.ts'
import { memoryFileSystem } from '../../../src/files/memory-file-system.ts'
import { abspath, realpath } from '../../../src/make/functions/paths.ts'
import { wildcard } from '../../../src/make/functions/wildcard.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { hasMake, makeResults } from '../gnu-make.ts'

const FILES = [
  'a.c',
  'b.c',
  '.hid',
  '.h/x',
  'd/1.c',
  'd/e/2.c',
  'd/.x',
  'd-x/a.c',
  'd.x/z',
  'we ird',
  'x[1]',
  'q*',
  'back\\sl',
  'm.mk',
]

const memory = memoryFileSystem(Object.fromEntries(FILES.map((name) => [name, ''])))
const HERE = { files: memory, folder: '' }

/** Each as GNU make 4.3 gives it, without links. */
const WILDCARDS: readonly (readonly [patterns: string, names: string])[] = [
  ['*', 'a.c b.c back\\sl d d-x d.x m.mk q* we ird x[1]'],
  ['.* */', '. .. .h .hid d-x/ d.x/ d/'],
  ['*.c a.c nope *.zz', 'a.c b.c a.c'],
  ['d//*.c d/* ./*.c ./a.c d/ nope/', 'd//1.c d/1.c d/e ./a.c ./b.c ./a.c d/'],
  ['*/*.c */*/*.c */1.c', 'd-x/a.c d/1.c d/e/2.c d/1.c'],
  ['[ab].c [!a].c [^a].c [a-c].c [ x[1] x\\[1\\] q\\*', 'a.c b.c b.c b.c a.c b.c x[1] q*'],
  ['back\\sl back\\\\sl ba*\\\\*', 'back\\sl back\\sl'],
  ['?.c .h* d/.*', 'a.c b.c .h .hid d/. d/.. d/.x'],
  ['we\\ ird we* we\\\\\\ ird', 'we ird we ird we ird'],
  ['[[:alpha:]].c {a,b}.c [[:digit:]] d/[[:digit:]].c', 'a.c b.c d/1.c'],
  ['*\\.c *\\x [a\\]].c []a].c [!]b].c', 'a.c b.c d-x d.x a.c a.c a.c'],
  ['[b-].c [\\!a].c [a-]* [[]* x[[]1]', 'b.c a.c a.c x[1]'],
  ['[z-a].c [a-a].c [--z].c [[.a.]].c [[=a=]].c [^]', 'a.c a.c b.c a.c a.c'],
  ['.[h]* .?* [.]* ?hid \\.h* .', '.h .hid .. .h .hid .h .hid .'],
  ['[a-b/]* [/]a.c d[/]1.c a.c] [] [a a.c\\', ''],
  ['**c a**.c a*a', 'a.c b.c a.c'],
  ['a.c\nb.c\ta.c \n\n b.c', 'a.c b.c'],
  ['*/e/ d*/ d*//', 'd/e/ d-x/ d.x/ d/ d-x/ d.x/ d/'],
  ['d/../[a]* d/./* d/.//* */../a.c', 'd/../a.c d/./1.c d/./e d/.//1.c d/.//e d-x/../a.c d.x/../a.c d/../a.c'],
]

describe('wildcard', () => {
  test.each(WILDCARDS)('%j finds %j', (patterns, names) => {
    expect(wildcard(patterns, HERE)).toBe(names)
  })

  test('names start at the working directory', () => {
    expect(wildcard('*.c ../a.c', { files: memory, folder: 'd' })).toBe('1.c ../a.c')
  })

  test('a folder is listed once for a pattern, however many names are in it', () => {
    let listed = 0
    const files: FileSystem = {
      ...memory,
      list: (path) => {
        listed++
        return memory.list(path)
      },
    }
    wildcard('*.c [a-z]*', { files, folder: '' })
    expect(listed).toBe(2)
  })
})

describe('abspath and realpath', () => {
  test('abspath knows letters only', () => {
    expect(abspath('nope/../x /a//b/. ../../..', { folder: '/w/h' })).toBe('/w/h/x /a/b /')
    expect(abspath('nope/../x ../../y .', { folder: 'w' })).toBe('w/x ../y w')
  })

  test('realpath leaves out what is not there, and what goes through no folder', () => {
    const host = { files: memoryFileSystem({ '/w/a.c': '', '/w/d/1.c': '' }), folder: '/w' }
    expect(realpath('nope a.c d/ d/.. d/../a.c nope/../a.c a.c/.. a.c/ ..', host)).toBe('/w/a.c /w/d /w /w/a.c /')
  })
})

describe.skipIf(!hasMake)('against make', () => {
  const top = temporaryFolder('file')
  // So deep that no generated name leaves it.
  const folder = (): string => join(top(), 'u/p/u/p/u/p')
  beforeAll(() => {
    for (const name of FILES) {
      mkdirSync(join(folder(), name, '..'), { recursive: true })
      writeFileSync(join(folder(), name), '')
    }
  })
  const host = () => ({ files: diskFileSystem(), folder: folder() })

  test('the examples', () => {
    const calls = WILDCARDS.map(([patterns]) => ({ name: 'wildcard', args: [patterns] }))
    expect(makeResults(calls, folder())).toEqual(WILDCARDS.map(([, names]) => names))
    expect(WILDCARDS.map(([patterns]) => wildcard(patterns, host()))).toEqual(WILDCARDS.map(([, names]) => names))
  })

  test('links, also those that lead nowhere', () => {
    const links = join(folder(), 'links')
    mkdirSync(links)
    for (const [to, name] of [
      ['nowhere', 'dang'],
      ['../d', 'lnk'],
      ['../a.c', 'flnk'],
    ] as const) {
      symlinkSync(to, join(links, name))
    }
    const patterns = [
      '*',
      'dang dan* */dang',
      'lnk/*.c */1.c',
      '*/',
      'dang/ flnk/ flnk// lnk/',
      '[d]ang/ f*k/',
      '*/* dang/* flnk/*',
      '*/1.c/ [l]nk/[1].c/ */e/',
    ]
    const theirs = makeResults(
      patterns.map((text) => ({ name: 'wildcard', args: [text] })),
      links,
    )
    expect(patterns.map((text) => wildcard(text, { files: diskFileSystem(), folder: links }))).toEqual(theirs)
  })

  test('generated', () => {
    const part = fc.string({ unit: fc.constantFrom(...'aabcdx1.*?[]-!\\e^'.split('')), maxLength: 5 })
    const known = fc.constantFrom('*', '?*', 'd', 'd*', '.', '..', '*.c', '[a-d]*', '.*', 'e', '1.c', '')
    const pattern = fc.array(fc.oneof(part, known), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    const blank = fc.constantFrom(' ', '\t', '\\ ', '\n')
    const text = fc
      .array(fc.tuple(pattern, blank), { maxLength: 3 })
      .map((all) => all.flat().join(''))
      // The root of this machine is nobody's example.
      .filter((patterns) => !/(^|[\t-\r ])\//.test(patterns))
    const seed = Date.now() % 1_000_000
    const texts = fc.sample(text, { numRuns: 1000, seed })
    const theirs = [
      makeResults(
        texts.map((patterns) => ({ name: 'wildcard', args: [patterns] })),
        folder(),
      ),
      makeResults(
        texts.map((patterns) => ({ name: 'realpath', args: [patterns] })),
        folder(),
      ),
    ]
    const different = texts.flatMap((patterns, index) => {
      const ours = [wildcard(patterns, host()), realpath(patterns, host())]
      const wanted = theirs.map((results) => results[index])
      return ours.join('|') === wanted.join('|') ? [] : [{ patterns, ours, wanted }]
    })
    expect(different.slice(0, 3), `seed ${seed}`).toEqual([])
  })
})
