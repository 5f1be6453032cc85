/** Which stream gets what, the exit code, and the words for what stands in the way. */
import { describe, expect, test } from 'vitest'
import { known, unknown } from '../../src/kernel/fact.ts'
import { factText, wantedHelp } from '../../src/report/fact-text.ts'
import { moduleNoteText } from '../../src/report/module-note-text.ts'
import { moduleProblemText } from '../../src/report/module-problem-text.ts'
import { moduleExitCode, reportModules } from '../../src/report/module-report.ts'
import type { ModuleNote, ModuleProblem, UnjudgedFile } from '../../src/workspace/module-outcome.ts'
import { doubt, doubtful, error, judged, kernel, loads, refused, run } from './judged.ts'

const PLAIN = { output: false, messages: false }
const UNREADABLE: UnjudgedFile = { file: 'x.ko', problem: { kind: 'unreadable', code: 'ENOENT' } }

describe('exit code', () => {
  const fine = judged(loads())
  const no = judged(refused([error('module/livepatch')]))
  const crash = judged(loads({ verdict: 'undefined' }))
  const open = judged(doubtful(doubt('module/vermagic')))
  test.each([
    ['all load', [fine, fine], [], 0],
    ['no modules', [], [], 0],
    ['one is refused', [fine, no, open], [UNREADABLE], 1],
    ['one is undefined', [fine, crash], [], 1],
    ['one is unknown', [fine, open], [], 3],
    ['a file is not judged', [fine], [UNREADABLE], 3],
  ])('%s', (_title, modules, unjudged, code) => {
    expect(moduleExitCode(run(modules, { unjudged }))).toBe(code)
  })

  test('nothing is judged', () => {
    expect(moduleExitCode({ kind: 'failed', problem: { kind: 'no-target' }, notes: [] })).toBe(3)
  })
})

describe('streams', () => {
  const outcome = run([judged(loads())], {
    kernel: kernel({ structModuleSize: known(0x380, { kind: 'inferred', from: 'module-layout-crc' }) }),
    unjudged: [UNREADABLE],
    notes: [{ kind: 'kernel-found', folder: '/lib/modules/6.1.0-56-amd64', because: 'running' }],
  })

  test('verdicts are the output, the kernel and what is not judged are messages', () => {
    expect(reportModules(outcome, { format: 'text', colour: PLAIN })).toEqual({
      output: 'foo.ko: loads\n',
      messages: `kernel /lib/modules/6.1.0-56-amd64 (the running kernel's)
release 6.1.0-56-amd64 (utsrelease.h:1)
symvers Module.symvers: 24683 symbols
size of struct module 0x380 (from the module itself, whose CRC of module_layout is the kernel's); --like REF.ko or --kernel /lib/modules/RELEASE tells it for sure
error: x.ko: no such file
`,
      exitCode: 3,
    })
  })

  test('a failure', () => {
    const failure = { kind: 'failed', problem: { kind: 'not-symvers', path: 'x' }, notes: [] } as const
    const { output, messages } = reportModules(failure, { format: 'text', colour: PLAIN })
    expect(output).toBe('')
    expect(messages).toMatch(/^error: x is no Module\.symvers.*\nhelp: .*\n$/)
  })

  test.each(['json', 'sarif'] as const)('%s', (format) => {
    const { output, messages } = reportModules(outcome, { format, colour: PLAIN })
    expect(JSON.parse(output)).toHaveProperty(format === 'json' ? 'schema' : 'version')
    expect(messages).toContain('kernel /lib/modules')
  })
})

/** One of each kind: a new kind is a type error here. */
const PROBLEMS: { readonly [Kind in ModuleProblem['kind']]: Extract<ModuleProblem, { kind: Kind }> } = {
  unreadable: { kind: 'unreadable', what: 'symvers', path: 'Module.symvers', code: 'ENOENT' },
  damaged: {
    kind: 'damaged',
    what: 'symvers',
    path: 'symvers.xz',
    format: 'xz',
    code: 'archive/damaged',
    args: { what: 'index', offset: 60 },
  },
  'not-a-kernel': { kind: 'not-a-kernel', folder: '/tmp' },
  'not-symvers': { kind: 'not-symvers', path: 'notes.txt' },
  'no-target': { kind: 'no-target', release: '6.1.0' },
  'bad-key': { kind: 'bad-key', path: 'key.txt' },
  'bad-kernel-package': { kind: 'bad-kernel-package', text: 'six' },
  'bad-policy': { kind: 'bad-policy', name: 'gentoo', known: ['mainline', 'debian'] },
  'not-a-config': { kind: 'not-a-config', path: 'config.gz' },
  'not-a-module': { kind: 'not-a-module', path: 'ref.ko' },
  'nothing-to-build-with': { kind: 'nothing-to-build-with', folder: '/src' },
  'no-module-list': { kind: 'no-module-list', folder: '/src', because: { kind: 'no-config', folder: '/headers' } },
  'bad-loaded': { kind: 'bad-loaded', path: 'modules.txt' },
}

test.each(Object.values(PROBLEMS))('the problem $kind names what is wrong and what to type', (problem) => {
  const text = moduleProblemText(problem)
  expect(text).toMatch(/\nhelp: .*--[a-z]+/)
  expect(text).not.toMatch(/undefined|\n$/)
  for (const [name, value] of Object.entries(problem)) {
    if (name === 'kind' || name === 'code' || name === 'what' || typeof value !== 'string') continue
    expect(text).toContain(value)
  }
})

test('the running kernel has no folder, and its release is not known', () => {
  expect(moduleProblemText({ kind: 'no-target' })).not.toContain('undefined')
})

test.each<[ModuleNote, string]>([
  [
    { kind: 'built-with', folder: '/h', because: 'target' },
    "built with /h (the kernel's own headers; --tree DIR names others)",
  ],
  [{ kind: 'kernel-found', folder: '/k', because: 'symvers' }, 'kernel /k (where the Module.symvers lies)'],
  [
    { kind: 'symvers-problem', file: 's', problem: { code: 'crc', line: 3, column: 1, args: { text: '0xzz' } } },
    's:3:1: 0xzz is no CRC',
  ],
  [
    { kind: 'policy-assumed', policy: 'debian', because: 'release' },
    'policy debian, as the release tells (--policy NAME says otherwise)',
  ],
  [
    { kind: 'policy-assumed', policy: 'mainline', because: 'default' },
    'policy mainline, as nothing tells the distribution: a symbol without a version is let pass (--policy NAME says otherwise)',
  ],
  [
    { kind: 'policy-assumed', policy: 'debian', because: 'config' },
    'policy debian, as CONFIG_BUILD_SALT tells (--policy NAME says otherwise)',
  ],
  [{ kind: 'no-symvers', folder: '/k' }, 'no Module.symvers in /k: symbols are not judged (--symvers FILE)'],
  [
    { kind: 'no-symvers', folder: '/m/6.1', broken: { link: '/m/6.1/build', modulesName: '6.1' } },
    'no Module.symvers in /m/6.1: symbols are not judged (--symvers FILE); its link build points to nothing: install the headers (linux-headers-6.1)',
  ],
  [{ kind: 'empty-symvers', file: 's' }, 's is empty: symbols are not judged (the build of a kernel fills it)'],
  [{ kind: 'no-symvers' }, 'no Module.symvers: symbols are not judged (--symvers FILE)'],
  [{ kind: 'loaded-problem', file: 'l', line: 2 }, 'l:2: no line of /proc/modules, and no module'],
])('the note %j', (note, text) => {
  expect(moduleNoteText(note)).toBe(text)
})

test.each([
  [known('6.1', { kind: 'file', file: 'f', line: 2 }), '6.1 (f:2)'],
  [known('6.1', { kind: 'file', file: 'f' }), '6.1 (f)'],
  [known('y', { kind: 'config', symbol: 'SMP', value: 'y', file: '.config', line: 1 }), 'y (CONFIG_SMP=y (.config:1))'],
  [known('n', { kind: 'config', symbol: 'SMP', value: 'n' }), 'n (CONFIG_SMP=n)'],
  [known('a', { kind: 'option', option: '--release' }), 'a (--release)'],
  [known('a', { kind: 'version', version: '6.1' }), 'a (as Linux 6.1 does)'],
  [known('a', { kind: 'inferred', from: 'somewhere' }), 'a (from somewhere)'],
  [unknown({ kind: 'config' }), "unknown: give --config FILE (the kernel's configuration)"],
])('the fact %j', (fact, text) => {
  expect(factText<string>(fact)).toBe(text)
})

test('what would tell a fact', () => {
  const file = { kind: 'file', file: 'utsrelease.h' } as const
  const option = { kind: 'option', option: '--new-one' } as const
  expect(wantedHelp([])).toBe('no file and no option tells it')
  expect(wantedHelp([file])).toBe('utsrelease.h would tell it')
  expect(wantedHelp([option, file, option])).toBe('give --new-one; utsrelease.h would tell it too')
})
