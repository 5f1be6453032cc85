import { describe, expect, it } from 'vitest'
import { joinWalk } from '../../scripts/oracle/kbuild/join-walk.ts'
import { truthFiles } from '../../scripts/oracle/kbuild/truth-files.ts'
import { readWalkDump } from '../../scripts/oracle/kbuild/walk-dump.ts'

const lines = (...all: readonly (readonly [key: string, words: string])[]): string =>
  all.map(([key, words]) => `${key}\t${words}\n`).join('')

const directory = (path: string, need: string, read: string, more: Readonly<Record<string, string>>): string =>
  lines(
    ['directory', path],
    ['need', need],
    ['read', `/x/walk.mk scripts/Makefile.build include/config/auto.conf scripts/Kbuild.include ${read}`],
    ...Object.entries(more),
  )

const DUMP = [
  lines(['top ARCH', 'x86_64'], ['top KBUILD_VMLINUX_OBJS', './built-in.a lib/lib.a'], ['top KBUILD_VMLINUX_LIBS', '']),
  directory('.', 'builtin modorder', 'Kbuild scripts/Makefile.lib', {
    'obj-m': 'lib/modules.order drivers/modules.order lib/modules.order',
    'real-obj-y': 'lib/built-in.a drivers/built-in.a lib/built-in.a',
    subdirs: 'drivers lib',
  }),
  directory('drivers', 'builtin modorder', 'drivers/Makefile drivers/x/more.mk', {
    'obj-m': 'quiet/modules.order one.o shared.o one.o',
    'real-obj-y': 'core.o sub/deep.o ../lib/late.o core.o part.o',
    subdirs: 'drivers/quiet drivers/stub',
    'built-in-objs both.o': 'part.o',
    'built-in-m both.o': 'never.o',
    'built-in both.o': '',
    'module-y shared.o': 'a.o part.o a.o',
    'module-m shared.o': 'b.o',
    'module shared.o': '',
  }),
  directory('drivers/quiet', '- modorder', 'drivers/quiet/Makefile', {
    'obj-m': 'q.o',
    'real-obj-y': 'lost.o',
    'module q.o': '',
  }),
  directory('drivers/stub', '- -', 'drivers/stub/Makefile', { 'lib-y': 'b.o a.o', 'obj-m': 'no.o' }),
  directory('lib', 'builtin modorder', 'lib/Makefile', { 'real-obj-y': 'late.o', 'lib-y': 'string.o' }),
].join('')

const lists = joinWalk(readWalkDump(DUMP))

describe('a walk that is put together', () => {
  it('has modules in the order of their directories, each once', () =>
    expect(lists.modules.map(({ path }) => path)).toEqual([
      'drivers/quiet/q.ko',
      'drivers/one.ko',
      'drivers/shared.ko',
    ]))

  it('has the parts of a composite once, -objs before -y before -m, and none where all are unset', () =>
    expect(lists.modules.map(({ objects }) => objects)).toEqual([
      [],
      ['drivers/one.o'],
      ['drivers/a.o', 'drivers/part.o', 'drivers/b.o'],
    ]))

  it('has built-in objects in link order, none of a directory that only modules are wanted of', () =>
    expect(lists.builtinObjects).toEqual([
      'lib/late.o',
      'drivers/core.o',
      'drivers/sub/deep.o',
      'drivers/../lib/late.o',
      'drivers/part.o',
    ]))

  it('has the members of every library and knows which of them vmlinux is linked from', () =>
    expect(lists.libObjects).toEqual([
      { path: 'drivers/stub/b.o', linked: false },
      { path: 'drivers/stub/a.o', linked: false },
      { path: 'lib/string.o', linked: true },
    ]))

  it('names the composites that have an object, whichever way they are built, else the object', () =>
    expect(lists.modfiles).toEqual([
      { path: 'lib/late.o', names: ['lib/late'] },
      { path: 'drivers/core.o', names: ['drivers/core'] },
      { path: 'drivers/sub/deep.o', names: ['drivers/deep'] },
      { path: 'drivers/../lib/late.o', names: ['drivers/late'] },
      { path: 'drivers/part.o', names: ['drivers/both', 'drivers/shared'] },
      { path: 'lib/string.o', names: ['lib/string'] },
    ]))

  it('has what was read for each directory but for kbuild’s own', () =>
    expect(lists.directories.map(({ path, read }) => [path, ...read])).toEqual([
      ['.', 'Kbuild'],
      ['drivers', 'drivers/Makefile', 'drivers/x/more.mk'],
      ['drivers/quiet', 'drivers/quiet/Makefile'],
      ['drivers/stub', 'drivers/stub/Makefile'],
      ['lib', 'lib/Makefile'],
    ]))

  it('becomes texts', () => {
    const files = truthFiles(lists)
    expect(files.get('modules.objects')).toBe(
      'drivers/quiet/q.ko\t\ndrivers/one.ko\tdrivers/one.o\ndrivers/shared.ko\tdrivers/a.o drivers/part.o drivers/b.o\n',
    )
    expect(files.get('builtin.composites')).toBe('drivers/both.o\tdrivers/part.o\n')
    expect(files.get('lib.objects')).toBe('drivers/stub/b.o\tother\ndrivers/stub/a.o\tother\nlib/string.o\tlinked\n')
    expect(files.get('dirs.tsv')?.split('\n')[2]).toBe('drivers/quiet\t-\tmodorder\tdrivers/quiet/Makefile')
  })
})
