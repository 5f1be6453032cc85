/** From arguments to verdicts: files and folders, modules that need each other, what cannot be read. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { MemoryFiles } from '../../src/files/memory-file-system.ts'
import { judgeModules } from '../../src/workspace/judge-modules.ts'
import { loadOrder } from '../../src/workspace/load-order.ts'
import type { ModuleRun } from '../../src/workspace/module-outcome.ts'
import type { ModuleRequest } from '../../src/workspace/module-request.ts'
import { CONFIG, disk, goodModule, HEADERS, LAYOUT, line, SYMVERS } from './kernel-files.ts'

const judge = (inputs: readonly string[], files: MemoryFiles, request: Partial<ModuleRequest> = {}): ModuleRun => {
  const outcome = judgeModules({ cwd: '/here', inputs, kernel: HEADERS, ...request }, { files: disk(files) })
  if (outcome.kind === 'failed') throw new Error(JSON.stringify(outcome.problem))
  return outcome
}

const verdicts = ({ modules }: ModuleRun) => modules.map(({ file, result }) => [file, result.verdict, result.check])

const user = goodModule({ structName: 'user', uses: ['given'], versions: [['given', 7]] })
const giver = goodModule({ structName: 'giver', exports: [{ name: 'given', crc: 7, namespace: '' }] })

describe('files', () => {
  test('one that loads, one that does not', () => {
    const bad = goodModule({ structName: 'bad-one', uses: ['nowhere'] })
    const run = judge(['good.ko', 'bad-one.ko'], { '/here/good.ko': goodModule(), '/here/bad-one.ko': bad })
    expect(verdicts(run)).toEqual([
      ['good.ko', 'loads', null],
      ['bad-one.ko', 'refused', 'module/unknown-symbol'],
    ])
    expect(run.modules.map(({ tools }) => tools?.modprobe)).toEqual([
      undefined,
      "modprobe: ERROR: could not insert 'bad_one': Unknown symbol in module, or unknown parameter (see dmesg)",
    ])
    expect(run).not.toHaveProperty('loadOrder')
  })

  test('compressed', () => {
    expect(verdicts(judge(['a.ko.gz'], { '/here/a.ko.gz': gzipSync(goodModule()) }))).toEqual([
      ['a.ko.gz', 'loads', null],
    ])
  })

  test('what cannot be looked at', () => {
    const files = { '/here/cut.ko.gz': gzipSync(goodModule()).subarray(0, 50), '/here/empty/readme': '' }
    const run = judge(['none.ko', 'cut.ko.gz', 'empty'], files)
    expect(run.modules).toEqual([])
    expect(run.unjudged).toMatchObject([
      { file: 'empty', problem: { kind: 'no-modules' } },
      { file: 'none.ko', problem: { kind: 'unreadable', code: 'ENOENT' } },
      { file: 'cut.ko.gz', problem: { kind: 'damaged', format: 'gzip', code: 'archive/damaged' } },
    ])
  })

  test('flags of modprobe', () => {
    const files = { '/here/a.ko': goodModule(), '/here/config': `${CONFIG}CONFIG_MODULE_FORCE_LOAD=y\n` }
    const request = { vermagic: '5.0 mod_unload ', config: 'config' }
    expect(verdicts(judge(['a.ko'], files, request))[0]).toEqual(['a.ko', 'refused', 'module/vermagic'])
    expect(verdicts(judge(['a.ko'], files, { ...request, forceVermagic: true }))[0]).toEqual(['a.ko', 'loads', null])
  })
})

test('folders are searched in order', () => {
  const ko = goodModule()
  const files = { '/here/t/b/x.ko': ko, '/here/t/a.ko': ko, '/here/t/b/w.ko.xz': 'no', '/here/t/c/y.o': '' }
  const steps: string[] = []
  const request = { cwd: '/here', inputs: ['t/'], kernel: HEADERS }
  const outcome = judgeModules(request, { files: disk(files), progress: (...step) => steps.push(step.join('/')) })
  expect(outcome.kind === 'judged' && outcome.modules.map(({ file }) => file)).toEqual([
    't/a.ko',
    't/b/w.ko.xz',
    't/b/x.ko',
  ])
  expect(steps).toEqual(['1/3', '2/3', '3/3'])
})

describe('modules given together', () => {
  test('find what they need of each other, in an order', () => {
    const run = judge(['user.ko', 'giver.ko'], { '/here/user.ko': user, '/here/giver.ko': giver })
    expect(verdicts(run)).toEqual([
      ['user.ko', 'loads', null],
      ['giver.ko', 'loads', null],
    ])
    expect(run.loadOrder).toEqual(['giver.ko', 'user.ko'])
    expect(run.modules.map(({ order }) => order)).toEqual([1, 0])
    expect(run.notes).toContainEqual({ kind: 'exports-of-modules', symbols: 1 })
  })

  test('in a folder too; others have no place in the order', () => {
    const files = {
      '/here/t/user.ko': user,
      '/here/t/giver.ko': giver,
      '/here/t/alone.ko': goodModule({ structName: 'alone' }),
    }
    const run = judge(['t'], files)
    expect(verdicts(run).map(([, verdict]) => verdict)).toEqual(['loads', 'loads', 'loads'])
    expect(run.loadOrder).toEqual(['t/giver.ko', 't/user.ko'])
  })

  test('alone, it does not', () => {
    expect(verdicts(judge(['user.ko'], { '/here/user.ko': user }))).toEqual([
      ['user.ko', 'refused', 'module/unknown-symbol'],
    ])
  })

  test('what a module exports of which nothing is known cannot be told', () => {
    const needy = goodModule({ structName: 'user', modinfo: ['depends=giver'], uses: ['given', '?also', 'too'] })
    const files = {
      '/here/user.ko': needy,
      '/here/giver.ko': giver,
      '/here/giver-there': 'giver\n',
      '/here/none': '#\n',
    }
    // only what a symvers names counts as loaded, but the words can say who may be missing
    expect(judge(['user.ko'], files).modules[0]?.result).toMatchObject({
      verdict: 'refused',
      errno: 'ENOENT',
      findings: [{ args: { symbol: 'too', depends: ['giver'] } }, { args: { symbol: 'given', depends: ['giver'] } }],
    })
    const [stated] = judge(['user.ko'], files, { loaded: ['giver-there'] }).modules
    expect(stated?.result).toMatchObject({
      verdict: 'unknown',
      findings: [{ code: 'module/unknown-symbol', kind: 'unknown', args: { symbol: 'given', depends: ['giver'] } }],
      missing: [{ check: 'module/unknown-symbol', wanted: [{ kind: 'option', option: '--symvers' }] }],
    })
    const refused = ['user.ko', 'refused', 'module/unknown-symbol']
    expect(verdicts(judge(['user.ko'], files, { loaded: ['none'] }))[0]).toEqual(refused)
    expect(verdicts(judge(['user.ko'], files, { loaded: ['giver.ko'] }))[0]).toEqual(refused)
    expect(verdicts(judge(['user.ko', 'giver.ko'], files))[0]).toEqual(refused)
  })

  test('versions count between them', () => {
    const stale = goodModule({ structName: 'user', uses: ['given'], versions: [['given', 8]] })
    const run = judge(['user.ko', 'giver.ko'], { '/here/user.ko': stale, '/here/giver.ko': giver })
    expect(verdicts(run)[0]).toEqual(['user.ko', 'refused', 'module/symbol-version'])
    expect(run).not.toHaveProperty('loadOrder')
  })

  test('a Module.symvers that lists their exports is enough', () => {
    const helper = goodModule({ structName: 'my_helper' })
    const needy = goodModule({ structName: 'needy', uses: ['helped'], versions: [['helped', 3]] })
    const run = judge(['needy.ko', 'my-helper.ko'], { '/here/needy.ko': needy, '/here/my-helper.ko': helper })
    expect(run.loadOrder).toEqual(['my-helper.ko', 'needy.ko'])
    expect(run.notes).not.toContainEqual(expect.objectContaining({ kind: 'exports-of-modules' }))
  })

  test('cycles', () => {
    const files = {
      '/here/a.ko': goodModule({
        structName: 'a',
        uses: ['of_b'],
        versions: [['of_b', 1]],
        exports: [{ name: 'of_a', crc: 2, namespace: '' }],
      }),
      '/here/b.ko': goodModule({
        structName: 'b',
        uses: ['of_a'],
        versions: [['of_a', 2]],
        exports: [{ name: 'of_b', crc: 1, namespace: '' }],
      }),
    }
    expect(judge(['a.ko', 'b.ko'], files).notes).toContainEqual({ kind: 'load-cycle', files: ['a.ko', 'b.ko'] })
  })

  test('are there besides what is loaded, but a module is not there before itself', () => {
    const files = {
      '/here/user.ko': user,
      '/here/giver.ko': giver,
      '/here/none': '# nothing\n',
      '/here/giver-there': 'giver\n',
    }
    expect(verdicts(judge(['user.ko', 'giver.ko'], files, { loaded: ['none'] }))).toEqual([
      ['user.ko', 'loads', null],
      ['giver.ko', 'loads', null],
    ])
    const inFolder = { '/here/t/a-user.ko': user, '/here/t/giver.ko': giver, '/here/none': '# nothing\n' }
    const run = judge(['t'], inFolder, { loaded: ['none'] })
    expect(verdicts(run).map(([, verdict]) => verdict)).toEqual(['loads', 'loads'])
    expect(run.loadOrder).toEqual(['t/giver.ko', 't/a-user.ko'])
    expect(verdicts(judge(['giver.ko', 'user.ko'], files, { loaded: ['giver-there'] }))[0]).toEqual([
      'giver.ko',
      'refused',
      'module/already-loaded',
    ])
  })
})

test('the size of struct module follows from an equal version of its layout', () => {
  const files = { '/here/s/Module.symvers': SYMVERS, '/here/a.ko': goodModule({ structSize: 0x340 }) }
  const outcome = judgeModules(
    { cwd: '/here', inputs: ['a.ko'], symvers: ['s/Module.symvers'], release: '6.12.1' },
    { files: disk(files) },
  )
  expect(outcome.kind === 'judged' && outcome.kernel.structModuleSize).toEqual({
    kind: 'known',
    value: 0x340,
    source: { kind: 'inferred', from: 'module-layout-crc' },
  })
  const other = judgeModules(
    { cwd: '/here', inputs: ['a.ko'], symvers: ['other'], release: '6.12.1' },
    { files: disk({ ...files, '/here/other': line(LAYOUT + 1, 'module_layout') }) },
  )
  expect(other.kind === 'judged' && other.kernel.structModuleSize.kind).toBe('unknown')
})

test('where no file tells the policy, it is said that one is assumed', () => {
  const files = {
    '/here/symvers': SYMVERS,
    '/here/a.ko': goodModule({ uses: ['printk'] }),
    '/here/b.ko': goodModule({ uses: ['printk'], versions: [['printk', 0x2000]] }),
  }
  const request = { cwd: '/here', symvers: ['symvers'], vermagic: '6.1.2 SMP preempt mod_unload modversions ' }
  const notes = (file: string) => judgeModules({ ...request, inputs: [file] }, { files: disk(files) }).notes
  expect(notes('a.ko')).toContainEqual({ kind: 'policy-assumed', policy: 'mainline', because: 'default' })
  expect(notes('b.ko')).toEqual([])
})

test('what cannot be met is data', () => {
  expect(judgeModules({ cwd: '/here', inputs: ['a.ko'], kernel: 'none' }, { files: disk() })).toEqual({
    kind: 'failed',
    problem: { kind: 'unreadable', what: 'kernel', path: 'none', code: 'ENOENT' },
    notes: [],
  })
})

describe('load order', () => {
  const ordered = (needs: Readonly<Record<number, readonly number[]>>, count: number) =>
    loadOrder([...Array(count).keys()], (node) => needs[node] ?? [])

  test.each([
    [{}, 3, [0, 1, 2], []],
    [{ 0: [2], 2: [1] }, 3, [1, 2, 0], []],
    [{ 0: [1, 2], 1: [3], 2: [3] }, 4, [3, 1, 2, 0], []],
    [{ 0: [1], 1: [0] }, 3, [0, 1, 2], [[0, 1]]],
    [{ 0: [1], 1: [2], 2: [1] }, 3, [1, 2, 0], [[1, 2]]],
  ])('%j', (needs, count, order, cycles) => {
    expect(ordered(needs, count)).toEqual({ order, cycles })
  })

  test('of a long chain', () => {
    const { order } = loadOrder([...Array(50_000).keys()], (node) => (node < 49_999 ? [node + 1] : []))
    expect([order[0], order.at(-1)]).toEqual([49_999, 0])
  })
})
