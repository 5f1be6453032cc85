/** The house's rules hold, and the check that says so would notice if they did not. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { describe, expect, test } from 'vitest'
// @ts-expect-error the rules are plain JavaScript
import configuration, { rules } from '../.dependency-cruiser.mjs'
import { temporaryFolder } from './temporary-folder.ts'

const check = async (folders: readonly string[], baseDir?: string): Promise<ICruiseResult> => {
  const options: ICruiseOptions = {
    ...configuration.options,
    ...(baseDir === undefined ? {} : { baseDir, tsConfig: undefined }),
    validate: true,
    ruleSet: { forbidden: rules },
  }
  const { output } = await cruise([...folders], options)
  if (typeof output === 'string') throw new Error(output)
  return output
}

const violations = (result: ICruiseResult): readonly string[] =>
  result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)

const planted = temporaryFolder()

/** A project with these files, whose imports are all that counts. */
const plant = (files: Readonly<Record<string, string>>): string => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(planted(), name)), { recursive: true })
    writeFileSync(join(planted(), name), text)
  }
  return planted()
}

describe('the project', () => {
  test('keeps the rules', async () => {
    const result = await check(['src', 'grammar', 'bin'])
    expect(violations(result)).toEqual([])
    // a compiler that cannot read the files would leave nothing to violate a rule
    expect(result.summary.totalCruised).toBeGreaterThan(30)
    expect(result.summary.totalDependenciesCruised).toBeGreaterThan(30)
  })

  test('has a reason for each rule', () => {
    for (const rule of rules) expect(rule.comment).toMatch(/^\S.*\.$/)
  })
})

const TYPE = 'export type B = 1'

/** A package as npm lays it down. */
const installed = (name: string): Readonly<Record<string, string>> => ({
  [`node_modules/${name}/package.json`]: `{ "name": "${name}", "version": "1.0.0", "main": "index.js" }`,
  [`node_modules/${name}/index.js`]: '',
})

describe('a violation is caught', () => {
  const caught = new Set<string>()
  const it = (name: string, files: Readonly<Record<string, string>>): void => {
    caught.add(name)
    test(name, async () => {
      const folder = plant(files)
      const own = Object.keys(files).filter((file) => /^(src|grammar|bin|test)\//.test(file))
      const result = await check([...new Set(own.map((file) => file.split('/')[0] ?? ''))], folder)
      expect(result.summary.totalCruised).toBeGreaterThanOrEqual(own.length)
      expect(result.summary.violations.map(({ rule }) => rule.name)).toContain(name)
    })
  }

  it('layer-grammar', { 'grammar/a/a.ts': "import '../../src/files/b.ts'", 'src/files/b.ts': 'export {}' })
  it('layer-config', { 'src/config/a.ts': "import '../kconfig/b.ts'", 'src/kconfig/b.ts': 'export {}' })
  it('layer-openwrt', { 'src/openwrt/a.ts': "import '../module/b.ts'", 'src/module/b.ts': 'export {}' })
  it('layer-files', {
    'src/files/a.ts': "import type { B } from '../kconfig/b.ts'",
    'src/kconfig/b.ts': TYPE,
  })
  it('predict-without-conf', {
    'src/workspace/a.ts': "import '../explain/b.ts'",
    'src/explain/b.ts': "import '../conf/c.ts'",
    'src/conf/c.ts': 'export {}',
  })
  it('module-without-kconfig', {
    'src/module/a.ts': "import '../make/b.ts'",
    'src/make/b.ts': "import '../../grammar/kconfig/c.ts'",
    'grammar/kconfig/c.ts': 'export {}',
  })
  it('only-bin-runs-cli', { 'src/index.ts': "import './cli/b.ts'", 'src/cli/b.ts': 'export {}' })
  it('nothing-runs', { 'src/kconfig/a.ts': "import 'node:child_process'" })
  it('no-network', { 'src/probe/a.ts': "import 'node:https'" })
  it('disk-in-one-place', { 'src/kconfig/a.ts': "import 'node:fs'" })
  it('layer-report', { 'src/report/a.ts': "import '../kconfig/b.ts'", 'src/kconfig/b.ts': 'export {}' })
  it('no-cycles', { 'src/make/a.ts': "import './b.ts'", 'src/make/b.ts': "import './a.ts'" })
  it('no-unresolvable', { 'src/make/a.ts': "import './nothing.ts'" })
  it('report-knows-no-caller', { 'src/report/a.ts': "import type { B } from '../cli/b.ts'", 'src/cli/b.ts': TYPE })
  it('product-without-tests', { 'src/make/a.ts': "import '../../test/b.ts'", 'test/b.ts': 'export {}' })
  it('no-development-packages', {
    'package.json': '{ "devDependencies": { "tool": "1.0.0" } }',
    'src/make/a.ts': "import 'tool'",
    ...installed('tool'),
  })
  it('only-elf-imports-elfy', { 'src/module/a.ts': "import 'elfy'", ...installed('elfy') })
  it('only-grammar-imports-chevrotain', { 'src/kconfig/a.ts': "import 'chevrotain'", ...installed('chevrotain') })
  it('only-cli-imports-commander', { 'src/report/a.ts': "import 'commander'", ...installed('commander') })

  test('for every rule but those of single folders, which are made alike', () => {
    const others = (rules as readonly { readonly name: string }[]).filter(({ name }) => !name.startsWith('layer-'))
    expect(others.filter(({ name }) => !caught.has(name))).toEqual([])
  })
})
