/**
 * The house's rules: which folder may import which. The table is the one of the architecture: text and bytes come in at
 * the bottom, reports leave at the top, and every import points down. `npm run layers` and test/layers.test.ts run it.
 */

const BOTTOM = ['src/files', 'src/diagnostics', 'src/version.ts']
const FACTS = [...BOTTOM, 'src/config', 'src/probe', 'src/kernel']
const LANGUAGES = ['grammar']
const ENGINES = [...FACTS, ...LANGUAGES, 'src/kconfig', 'src/make', 'src/elf', 'src/archive']
const USE_CASES = [...ENGINES, 'src/openwrt', 'src/kbuild', 'src/module']

/** What each folder may import besides itself, and why no more than that. */
const layers = [
  ['grammar', [], 'A language knows no meaning: it can be tested, cached and used without the engines.'],
  ['src/files', ['src/diagnostics'], 'Bytes and positions are the ground floor; they know no language.'],
  ['src/diagnostics', [], 'A finding is plain data that every floor can make.'],
  ['src/config', [...BOTTOM, ...LANGUAGES], 'Values of a configuration are read without loading the engine.'],
  [
    'src/kernel',
    [...BOTTOM, ...LANGUAGES, 'src/config'],
    'Facts of a kernel come from its files, not from a model of it.',
  ],
  ['src/probe', [...BOTTOM, ...LANGUAGES, 'src/config', 'src/kernel'], 'Who answers a probe does not know who asks.'],
  ['src/archive', BOTTOM, 'Unpacking knows nothing of what is packed.'],
  ['src/elf', BOTTOM, 'An ELF file is bytes and tables; modules are a floor above.'],
  ['src/make', [...BOTTOM, ...LANGUAGES], 'The make interpreter knows neither Kbuild nor OpenWrt.'],
  ['src/kconfig', [...FACTS, ...LANGUAGES], 'The engine serves every use case, so it knows none of them.'],
  ['src/kbuild', ENGINES, 'Use cases never import each other: what two of them need is an engine.'],
  ['src/openwrt', ENGINES, 'Use cases never import each other: what two of them need is an engine.'],
  [
    'src/module',
    [...FACTS, 'grammar/dotconfig', 'src/elf', 'src/archive', 'src/make'],
    'Judging a module never needs a Kconfig model, so it must not pay for loading one.',
  ],
  ['src/explain', USE_CASES, 'Explanations stand on results; nothing below may wait for them.'],
  ['src/conf', ENGINES, "The drop-in is the C tool's behaviour and nothing of ours, and it must start fast."],
  [
    'src/workspace',
    [...USE_CASES, 'src/explain'],
    'The workspace finds inputs and calls use cases; it never talks like the C tool.',
  ],
  [
    'src/cli',
    [...BOTTOM, 'src/probe', 'src/workspace', 'src/report', 'src/conf'],
    'A command maps options to a request and owns the terminal and the shell; it composes no use cases.',
  ],
]

const pattern = (folders) => `^(${folders.join('|')})(/|$)`.replaceAll('.', '\\.')
/** Folders of the project; what is outside them (packages, Node) has rules of its own below. */
const PROJECT = '^(src|grammar|bin|test|scripts|bench)/'

const layerRules = layers.map(([folder, allowed, comment]) => ({
  name: `layer-${folder.replace('src/', '')}`,
  comment,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: PROJECT, pathNot: pattern([folder, ...allowed]) },
}))

const only = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: from },
  to: { path: to },
})

export const rules = [
  ...layerRules,
  {
    name: 'layer-report',
    comment: 'Reports are pure functions of results: they know the types of all results and compute none.',
    severity: 'error',
    from: { path: '^src/report/' },
    to: {
      path: PROJECT,
      pathNot: pattern(['src/report', ...BOTTOM, 'src/config', 'src/kernel']),
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'report-knows-no-caller',
    comment: 'A report that knew the command line could not be used by the library.',
    severity: 'error',
    from: { path: '^src/report/' },
    to: { path: '^(src/(cli|conf)|bin|test|scripts|bench)/' },
  },
  {
    name: 'predict-without-conf',
    comment: "predict answers in its own words: the C tool's dialogue must not be reachable from it.",
    severity: 'error',
    from: { path: '^src/workspace/' },
    to: { path: '^src/conf/', reachable: true },
  },
  {
    name: 'module-without-kconfig',
    comment: 'Judging a module must not load the Kconfig parser, not even through others.',
    severity: 'error',
    from: { path: '^src/module/' },
    to: { path: '^(grammar/kconfig|src/kconfig)/', reachable: true },
  },
  only(
    'only-bin-runs-cli',
    'The command line is an entry: whoever imports it would run it.',
    '^(src/cli|bin|test)/',
    '^src/cli/',
  ),
  only(
    'only-elf-imports-elfy',
    'elfy checks no ranges: only the gate in src/elf may call it.',
    '^src/elf/',
    'node_modules/elfy/',
  ),
  only(
    'only-grammar-imports-chevrotain',
    'Parsers are generated in one place, and only there is their cost paid.',
    '^grammar/',
    'node_modules/(@chevrotain|chevrotain)/',
  ),
  only('only-cli-imports-commander', 'Options are parsed in one place.', '^src/cli/', 'node_modules/commander/'),
  {
    name: 'nothing-runs',
    comment: 'No shell, make or compiler runs unless a probe is told to.',
    severity: 'error',
    from: { path: '^(src|grammar)/', pathNot: '^src/probe/' },
    to: { path: '^(node:)?child_process$' },
  },
  {
    name: 'no-network',
    comment: 'kcheck is offline.',
    severity: 'error',
    from: { path: '^(src|grammar)/' },
    to: { path: '^(node:)?(https?|http2|net|tls|dgram|dns)$' },
  },
  {
    name: 'disk-in-one-place',
    comment: 'Engines read through FileSystem, so that they also work on memory; the commands own the terminal.',
    severity: 'error',
    from: { path: '^(src|grammar)/', pathNot: '^src/(files|cli|conf)/' },
    to: { path: '^(node:)?fs(/promises)?$' },
  },
  {
    name: 'product-without-tests',
    comment: 'What is shipped never depends on what is not.',
    severity: 'error',
    from: { path: '^(src|grammar|bin)/' },
    to: { path: '^(test|scripts|bench)/' },
  },
  {
    name: 'no-development-packages',
    comment: 'A package used at run time is a dependency.',
    severity: 'error',
    from: { path: '^(src|grammar|bin)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'no-cycles',
    comment: 'A cycle of values is one module in several files; types may refer to each other.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-unresolvable',
    comment: 'An import that leads nowhere would make every other rule silently pass.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '/dist/' },
  },
]

export default {
  forbidden: rules,
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // rarely needed parts of Node are loaded that way, and the rules hold for them too
    detectProcessBuiltinModuleCalls: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
    exclude: { path: '^dist/' },
  },
}
