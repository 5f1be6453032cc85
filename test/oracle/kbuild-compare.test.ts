import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { answerLines, type KbuildJson, readBuildLines } from '../../scripts/oracle/kbuild/build-lines.ts'
import { compareBuild } from '../../scripts/oracle/kbuild/compare-build.ts'
import { drawnConfigs } from '../../scripts/oracle/kbuild/drawn-configs.ts'
import { readExternalCases } from '../../scripts/oracle/kbuild/external-cases.ts'
import { Report } from '../../scripts/oracle/openwrt/report.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folderOf = temporaryFolder()

const files = (name: string, texts: Readonly<Record<string, string>>): string => {
  const folder = join(folderOf(), name)
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text)
  return folder
}

const TRUTH = {
  'modules.order': 'fs/a.ko\nnet/b.ko\n',
  'modules.objects': 'fs/a.ko\tfs/x.o fs/y.o\nnet/b.ko\tnet/b.o\n',
  'builtin.objects': 'init/main.o\n',
  'lib.objects': 'lib/string.o\tlinked\nlib/z/a.o\tother\n',
  'dirs.tsv': '.\tbuiltin\tmodorder\tKbuild\nfs\t-\tmodorder\tfs/Makefile fs/x.mk\n',
}

const ANSWER: KbuildJson = {
  modules: [
    { path: 'fs/a.ko', objects: ['fs/x.o', 'fs/y.o'] },
    { path: 'net/b.ko', objects: ['net/b.o'] },
  ],
  builtinObjects: ['init/main.o'],
  libObjects: ['lib/z/a.o', 'lib/string.o'],
  directories: [
    { path: 'fs', builtin: false, modules: true, makefiles: ['fs/Makefile', 'fs/x.mk'] },
    { path: '.', builtin: true, modules: true, makefiles: ['scripts/Kbuild.include', '././Kbuild'] },
  ],
  modulesBuiltin: ['kernel/fs/c.ko'],
}

const compared = (truth: Readonly<Record<string, string>>, answer: KbuildJson | { readonly why: string }) => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const report = new Report(9)
  const equal = compareBuild('t', 'n', readBuildLines(files('truth', truth)), answer, report)
  const said = write.mock.calls.map(([text]) => String(text)).join('')
  write.mockRestore()
  return { equal, said }
}

describe('a truth and an answer', () => {
  it('are equal when all that is known is', () => expect(compared(TRUTH, ANSWER)).toEqual({ equal: true, said: '' }))

  it.each([
    ['modules.order', { ...ANSWER, modules: [...ANSWER.modules].reverse() }],
    ['modules.objects', { ...ANSWER, modules: [{ path: 'fs/a.ko', objects: [] }, ...ANSWER.modules.slice(1)] }],
    ['builtin.objects', { ...ANSWER, builtinObjects: [] }],
    ['lib.objects', { ...ANSWER, libObjects: ANSWER.libObjects.slice(1) }],
    ['directories', { ...ANSWER, directories: ANSWER.directories.slice(1) }],
    ['makefiles', { ...ANSWER, directories: ANSWER.directories.map((one) => ({ ...one, makefiles: [] })) }],
  ])('differ in %s', (kind, answer) => {
    const { equal, said } = compared(TRUTH, answer)
    expect(equal).toBe(false)
    expect(said).toContain(`n: t ${kind}: differs`)
  })

  it('differ in what is built in only where the truth knows it', () => {
    const known = { ...TRUTH, 'modules.builtin.predicted': 'kernel/fs/d.ko\n' }
    expect(compared(known, ANSWER).said).toContain('-kernel/fs/d.ko\n+kernel/fs/c.ko')
  })

  it('differ in everything when there is no answer', () => {
    const { said } = compared(TRUTH, { why: 'exit 2' })
    expect(said.match(/exit 2/g)).toHaveLength(1)
    expect(said.match(/no answer/g)).toHaveLength(5)
  })

  it('have libraries sorted by folder first', () =>
    expect(
      answerLines({ ...ANSWER, libObjects: ['lib/z/a.o', 'lib/zz.o', 'arch/b.o', 'lib/a.o'] }).get('lib.objects'),
    ).toBe('arch/b.o\nlib/a.o\nlib/zz.o\nlib/z/a.o\n'))
})

describe('drawn configurations', () => {
  const none = { series: ['6.1'] as const, archs: undefined, make: undefined, random: 0, seed: 1 }
  const names = (...args: Parameters<typeof drawnConfigs>) => drawnConfigs(...args).map((c) => `${c.arch} ${c.make}`)

  it('are some usual ones when nothing is asked for', () => expect(names(none)).toContain('x86_64 tinyconfig'))

  it('are the ordinary one of an architecture, or those that are named', () => {
    expect(names({ ...none, archs: ['mips', 'nobody'] })).toEqual(['mips malta_defconfig', 'nobody defconfig'])
    expect(names({ ...none, archs: ['arm', 'um'], make: ['allyesconfig'] })).toEqual([
      'arm allyesconfig',
      'um allyesconfig',
    ])
  })

  it('are random ones of the architectures in turn, each once', () =>
    expect(names({ ...none, archs: ['arm', 'um'], make: ['randconfig-5'], random: 3, seed: 5 })).toEqual([
      'arm randconfig-5',
      'um randconfig-5',
      'um randconfig-6',
      'arm randconfig-7',
    ]))
})

describe('a case of modules outside the kernel', () => {
  it('has paths into its sources made absolute, and is listed when it has lists', () => {
    const folder = files('cases/one', {
      'make-args': 'M=tree/drivers\nINCLUDE=tree/include\nNAME=treeish\nWORDS=a.o b.o\n',
      'modules.order': 'a.ko\n',
    })
    files('cases/two', { 'make-args': 'M=other\n' })
    const cases = readExternalCases(join(folder, '..'), '/sources')
    expect(cases.find(({ name }) => name === 'one')).toEqual({
      name: 'one',
      tree: 'tree',
      module: '/sources/tree/drivers',
      variables: ['INCLUDE=/sources/tree/include', 'NAME=treeish', 'WORDS=a.o b.o'],
      isListed: true,
      modulesOrder: 'a.ko\n',
      modulesObjects: '',
    })
  })
})
