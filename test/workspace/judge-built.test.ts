/** Modules of a folder of sources, judged before they are built. */
import { describe, expect, test } from 'vitest'
import { buildKernel } from '../../src/workspace/build-kernel.ts'
import { judgeBuilt, type ListedModule, type ModuleLister } from '../../src/workspace/judge-built.ts'
import { listModules } from '../../src/workspace/list-modules.ts'
import { ModuleRequestFailure } from '../../src/workspace/module-failure.ts'
import type { ModuleNote } from '../../src/workspace/module-outcome.ts'
import type { ModuleRequest } from '../../src/workspace/module-request.ts'
import { CONFIG, disk, HEADERS, LAYOUT, line, MODULES, RELEASE, SYMVERS } from './kernel-files.ts'

const OTHER = '6.1.0-55-amd64'
const OTHER_HEADERS = `/usr/src/linux-headers-${OTHER}`

/** Headers of another ABI; the same layout and string unless told otherwise. */
const other = (symvers: string, config = CONFIG) => ({
  [`${OTHER_HEADERS}/.config`]: config,
  [`${OTHER_HEADERS}/.kernelvariables`]: `override ARCH = x86\noverride KERNELRELEASE = ${OTHER}\n`,
  [`${OTHER_HEADERS}/Makefile`]: 'include ../linux-headers-common/Makefile\n',
  [`${OTHER_HEADERS}/Module.symvers`]: symvers,
  [`${OTHER_HEADERS}/include/generated/utsrelease.h`]: `#define UTS_RELEASE "${OTHER}"\n`,
})

const SOURCE = 'MODULE_LICENSE("GPL");\nint f(void) { return printk("helped"); }\n'
const FILES = { '/src/Makefile': 'obj-m := my-mod.o\n', '/src/my-mod.c': SOURCE }
const LISTED: readonly ListedModule[] = [{ file: 'my-mod.ko', sources: ['/src/my-mod.c', '/src/generated.c'] }]

const judge = (
  request: Partial<ModuleRequest>,
  files: Parameters<typeof disk>[0] = {},
  list: ModuleLister = async () => LISTED,
) => {
  const all = { cwd: '/src', inputs: [], builtFrom: '.', kernel: HEADERS, ...request }
  return judgeBuilt(all, { files: disk({ ...FILES, ...files }), list })
}

const verdicts = async (...args: Parameters<typeof judge>) => {
  const outcome = await judge(...args)
  if (outcome.kind === 'failed') return outcome.problem
  return outcome.modules.map(({ file, result: { verdict, check } }) => [file, verdict, check])
}

const notes = async (...args: Parameters<typeof judge>): Promise<readonly ModuleNote[]> =>
  (await judge(...args)).notes.filter(({ kind }) => kind === 'built-with')

describe('built with', () => {
  test("the kernel's own headers: loads", async () => {
    expect(await verdicts({})).toEqual([['my-mod.ko', 'loads', null]])
    expect(await notes({})).toEqual([{ kind: 'built-with', folder: HEADERS, because: 'target' }])
    expect(await verdicts({ kernel: MODULES })).toEqual([['my-mod.ko', 'loads', null]])
  })

  test('headers that are named', async () => {
    const named = { tree: OTHER_HEADERS }
    expect(await verdicts(named, other(SYMVERS))).toEqual([['my-mod.ko', 'loads', null]])
    expect(await notes(named, other(SYMVERS))).toMatchObject([{ folder: OTHER_HEADERS, because: 'option' }])
    const layout = line(LAYOUT + 1, 'module_layout')
    expect(await verdicts(named, other(layout))).toEqual([['my-mod.ko', 'refused', 'module/layout-version']])
    const flavour = CONFIG.replace('CONFIG_PREEMPT_BUILD=y', 'CONFIG_PREEMPT_RT=y')
    expect(await verdicts(named, other(SYMVERS, flavour))).toEqual([['my-mod.ko', 'refused', 'module/vermagic']])
  })

  test('headers whose exports changed: what the sources name is told', async () => {
    const changed = line(LAYOUT, 'module_layout') + line(9, 'printk') + line(3, 'gone')
    const outcome = await judge({ tree: OTHER_HEADERS }, other(changed))
    expect(outcome.kind === 'judged' && outcome.modules[0]?.result.findings).toMatchObject([
      { code: 'module/symbol-version', kind: 'unknown', args: { changed: 1, suspects: ['printk'] } },
      { code: 'module/unknown-symbol', kind: 'unknown', args: { changed: 1, suspects: [] } },
    ])
  })

  test('the tree that the sources lie in', async () => {
    const inTree = { cwd: '/linux/drivers/my', builtFrom: '.' }
    const tree = {
      '/linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 192\nEXTRAVERSION =\n',
      '/linux/Kconfig': '',
      '/linux/include/linux/module.h': '',
      '/linux/.config': CONFIG,
      '/linux/Module.symvers': SYMVERS,
      '/linux/drivers/my/Makefile': 'obj-m := my-mod.o\n',
    }
    const outcome = await judge(inTree, tree)
    expect(outcome).toMatchObject({ kind: 'judged', modules: [{ result: { verdict: 'loads', taints: [] } }] })
    expect(await notes(inTree, tree)).toEqual([{ kind: 'built-with', folder: '/linux', because: 'around' }])
  })

  test('headers without Module.symvers gives no versions, sources that are not built are not known', async () => {
    const { [`${OTHER_HEADERS}/Module.symvers`]: _, ...bare } = other('')
    expect(await verdicts({ tree: OTHER_HEADERS, policy: 'debian' }, bare)).toEqual([
      ['my-mod.ko', 'refused', 'module/layout-version'],
    ])
    const source = { '/s/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\n', '/s/include/linux/module.h': '' }
    const found = buildKernel(disk(source), { cwd: '/', inputs: [], tree: '/s' }, '/src', [])
    expect(found).toMatchObject({ isInTree: false, kernel: { symvers: { kind: 'unknown' } } })
  })
})

describe('what is missing', () => {
  test.each([
    [{ builtFrom: 'none' }, { kind: 'unreadable', what: 'built-from', path: 'none' }],
    [{ tree: 'none' }, { kind: 'unreadable', what: 'tree', path: 'none' }],
    [{ tree: '/src' }, { kind: 'not-a-kernel', folder: '/src' }],
    [{ kernel: '/none' }, { kind: 'unreadable', what: 'kernel' }],
  ])('%j', async (request, problem) => {
    expect(await verdicts(request)).toMatchObject(problem)
  })

  test('what to build with', async () => {
    const facts = { cwd: '/src', inputs: [], release: RELEASE }
    expect(() => buildKernel(disk(FILES), facts, '/src', [])).toThrow(ModuleRequestFailure)
  })

  test('any module', async () => {
    expect(await judge({}, {}, async () => [])).toMatchObject({
      modules: [],
      unjudged: [{ file: '.', problem: { kind: 'builds-no-modules' } }],
    })
  })
})

test('the lister is asked with what it needs', async () => {
  await judge({}, {}, async (files, { places, config, isInTree }, folder) => {
    expect([places.build, folder, isInTree]).toEqual([HEADERS, '/src', false])
    expect(config?.lookup('SMP')).toBeDefined()
    expect(files.kind('/src/Makefile')).toBe('file')
    return []
  })
})

test('a makefile at which make stops builds nothing', async () => {
  const files = {
    [`${HEADERS}/Makefile`]: 'export srctree := .\n',
    [`${HEADERS}/arch/x86/Makefile`]: '',
    '/src/Makefile': 'obj-m := my-mod.o\nifdef A\n',
  }
  const problem = await verdicts({}, files, listModules)
  expect(problem).toMatchObject({ kind: 'no-module-list', because: { kind: 'make-stopped', code: 'missing-endif' } })
})
