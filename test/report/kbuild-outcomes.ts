/** Outcomes of kbuild made by hand: one with everything in it, and the parts that others are made of. */
import type { BuildDifference } from '../../src/kbuild/compare-builds.ts'
import type { Chain, ChainStep } from '../../src/kbuild/gate-chain.ts'
import type { Gate } from '../../src/kbuild/provenance.ts'
import type { KbuildFinding, KbuildOutcome, KbuildProblem, WhyReport } from '../../src/workspace/kbuild-request.ts'

export const TREE = '/src/linux'
export const BUILD = '/src/build'
export const FOLDER = '/src/wifi'

export const built: KbuildOutcome = {
  kind: 'built',
  tree: TREE,
  build: BUILD,
  arch: 'x86_64',
  config: '.config',
  release: { kind: 'known', value: '6.1.7-tiny', source: { kind: 'inferred', from: 'release-parts' } },
  modules: [
    { path: 'fs/b/b.ko', objects: ['fs/b/two.o', 'fs/b/one.o'], composite: true, install: '/lib/modules/x/b.ko' },
    { path: 'fs/a.ko', objects: ['fs/a.o'], composite: false },
  ],
  builtinObjects: ['init/main.o', 'init/a.o'],
  libraries: [{ path: 'lib/lib.a', objects: ['lib/sort.o'], linked: true }],
  directories: [{ path: 'fs', builtin: true, modules: true, makefiles: ['./fs/Makefile'] }],
  notes: [],
  findings: [],
  doubts: [],
}

const EMPTY = { added: [], removed: [] }

export const same: BuildDifference = {
  modules: { ...EMPTY, toBuiltin: [], toModule: [], changed: [] },
  objects: EMPTY,
}

export const different: BuildDifference = {
  modules: {
    added: Array.from({ length: 25 }, (_, index) => `drivers/new${index}.ko`),
    removed: ['drivers/old.ko'],
    toBuiltin: ['fs/ext.ko'],
    toModule: ['net/core.ko'],
    changed: [{ path: 'fs/nfs.ko', added: ['fs/pnfs.o'], removed: ['fs/v2.o'] }],
  },
  objects: { added: ['fs/ext.o'], removed: ['net/core.o'] },
}

export const gate: Gate = {
  file: './drivers/net/Makefile',
  line: 2,
  text: 'ifdef CONFIG_NET',
  inElse: false,
  holds: true,
  values: [{ name: 'CONFIG_NET', value: 'y' }],
}

export const into: ChainStep = {
  directory: 'drivers',
  file: './drivers/Makefile',
  line: 12,
  word: 'net/',
  name: 'obj-y',
  list: 'obj-y',
  values: [],
  gates: [],
  effect: 'built-in',
}

export const listed: ChainStep = {
  directory: 'drivers/net',
  file: './drivers/net/Makefile',
  line: 3,
  word: 'tun.o',
  name: 'obj-$(CONFIG_TUN)',
  list: 'obj-m',
  values: [{ name: 'CONFIG_TUN', value: 'm' }],
  gates: [gate],
  effect: 'module',
}

export const chain: Chain = { path: 'drivers/net/tun', steps: [into, listed], outcome: 'module' }

/** Something that is not built, and what to change, of which Kconfig does not let all be. */
export const planned: WhyReport = {
  name: 'tun',
  kind: 'not-built',
  chains: [{ ...chain, outcome: 'not-built' }],
  nearest: [],
  changes: [
    { symbol: 'CONFIG_TUN', from: '', to: 'm', because: 'makefile' },
    { symbol: 'CONFIG_NET', from: '', to: 'y', because: 'dependency', dependent: 'CONFIG_TUN' },
  ],
  verified: false,
  kconfig: { kind: 'resolved' },
  fragment: ['CONFIG_TUN=m', 'CONFIG_NET=y'],
  rejections: [{ symbol: 'TUN', requested: 'm', file: 'changes', line: 1, reason: { kind: 'modules-off' } }],
}

/** A module's folder that builds nothing, as the wrapper is passed by. */
export const nothing: KbuildOutcome = {
  ...built,
  external: FOLDER,
  modules: [],
  builtinObjects: [],
  libraries: [],
  nothing: {
    unset: [],
    lists: [
      {
        file: `${FOLDER}/Makefile`,
        line: 4,
        list: 'obj-',
        name: 'obj-$(CONFIG_WIFI)',
        words: ['wifi.o'],
        values: [{ name: 'CONFIG_WIFI', value: '' }],
        gates: [],
      },
    ],
  },
  wrapper: {
    makefile: 'Makefile',
    goal: 'modules',
    command: `make -C ${TREE} M=${FOLDER}`,
    place: { file: 'Makefile', line: 12 },
    handedOn: [
      { name: 'CONFIG_WIFI', value: 'm', how: 'export', place: { file: 'Makefile', line: 9 } },
      { name: 'VERBOSE', value: '1', how: 'argument', place: { file: 'Makefile', line: 12 } },
    ],
    modules: ['wifi.ko'],
  },
}

/** One of each kind: a new kind is a type error here. */
export const FINDINGS: { readonly [Code in KbuildFinding['code']]: Extract<KbuildFinding, { code: Code }> } = {
  'dropped-objects': { code: 'dropped-objects', directory: 'drivers/parts', objects: ['drivers/parts/board.o'] },
  'unlisted-modules': { code: 'unlisted-modules', directory: 'samples/x', objects: ['samples/x/a.o', 'samples/x/b.o'] },
  'same-name': { code: 'same-name', name: 'test_lib', modules: ['lib/test-lib.ko', 'fs/test_lib.ko'] },
  'no-object': { code: 'no-object', directory: 'fs', words: ['a.ko', 'b.c'] },
  'holds-itself': { code: 'holds-itself', module: 'fs/a.o', object: 'fs/a.o' },
  'shared-object': { code: 'shared-object', object: 'net/common.o', modules: ['net/a.ko', 'net/b.ko'] },
  'no-source': { code: 'no-source', object: 'fs/gone.o' },
  'unused-source': { code: 'unused-source', source: 'fs/forgotten.c' },
  'possible-error': { code: 'possible-error', text: 'no headers', place: { file: './fs/Makefile', line: 8 } },
  'makefile-warning': {
    code: 'makefile-warning',
    text: 'old \x1b[2J thing',
    place: { file: './fs/Makefile', line: 7 },
  },
  'possible-missing': { code: 'possible-missing', text: 'rules.mk', place: { file: './fs/Makefile', line: 9 } },
}

/** One of each kind of those that only kbuild has. */
export const PROBLEMS: readonly KbuildProblem[] = [
  { kind: 'unreadable', what: 'module', path: '/gone', code: 'ENOENT' },
  { kind: 'unreadable', what: 'configuration', path: '-', code: 'TOO_LARGE' },
  { kind: 'no-tree', from: '/somewhere' },
  { kind: 'not-kbuild', folder: '/tmp', missing: 'Makefile' },
  { kind: 'no-kernel', release: '6.1.0-56-amd64' },
  { kind: 'no-kernel' },
  { kind: 'no-config', folder: TREE },
  { kind: 'not-in-tree', folder: '/tmp', tree: TREE },
  { kind: 'make-stopped', code: 'error-function', args: { text: 'no headers' }, place: { file: './Kbuild', line: 3 } },
]
