/**
 * A case: a tree and a few calls of the configurator in it, one after the other, each with files put there before.
 */
import fc, { type Arbitrary } from 'fast-check'
import { damaged } from './damage.ts'
import { dotConfig } from './dot-configs.ts'
import type { FuzzDialect } from './fuzz-dialect.ts'
import { type Files, tree } from './trees.ts'

/** One call. */
export interface Step {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly stdin: string
  /** Files written before the call. */
  readonly files: Files
}

/** A tree and what is done in it. */
export interface FuzzCase {
  /** kcheck's name of the dialect. */
  readonly dialect: string
  readonly files: Files
  readonly steps: readonly Step[]
}

const ANSWERS = [
  '',
  '',
  '',
  'y',
  'n',
  'm',
  '?',
  '1',
  '2',
  '3',
  '9',
  '0',
  'yes',
  'no',
  'Y',
  'M',
  ' y ',
  'x',
  '2?',
  '42',
  '-5',
  '0x1f',
  'some text',
  'q w',
]

const stdin: Arbitrary<string> = fc
  .tuple(fc.array(fc.constantFrom(...ANSWERS), { maxLength: 25, size: 'large' }), fc.constantFrom('\n', '\n', ''))
  .map(([answers, end]) => (answers.length === 0 ? '' : answers.join('\n') + end))

const sometimes = (
  weight: number,
  variables: Arbitrary<Readonly<Record<string, string>>>,
): Arbitrary<Readonly<Record<string, string>>> =>
  fc.oneof({ weight: 10, arbitrary: fc.constant({}) }, { weight, arbitrary: variables })

const set = (name: string, ...values: readonly string[]): Arbitrary<Readonly<Record<string, string>>> =>
  fc.constantFrom(...values).map((value) => ({ [name]: value }))

const commonEnvironment: Arbitrary<Readonly<Record<string, string>>> = fc
  .tuple(
    sometimes(1, set('KCONFIG_CONFIG', 'out/my.config', 'my.config')),
    sometimes(1, set('KCONFIG_OVERWRITECONFIG', '1', '')),
    sometimes(1, set('KCONFIG_WERROR', '1', '')),
    sometimes(2, set('KCONFIG_WARN_UNKNOWN_SYMBOLS', '1', '')),
    sometimes(2, set('KCONFIG_DEFCONFIG_LIST', 'none', 'none defs.in', 'defs.in none', '')),
    sometimes(1, set('ENVIRONMENT', 'y', 'n', 'some text', '')),
    sometimes(1, set('srctree', '.', 'sub')),
    sometimes(1, set('KCONFIG_AUTOCONFIG', 'auto/auto.conf')),
  )
  .map((parts) => Object.assign({}, ...parts) as Record<string, string>)

/** What belongs to a mode: its argument and variables of its own. */
const modeCall = (mode: string): Arbitrary<{ argv: readonly string[]; env: Readonly<Record<string, string>> }> => {
  const plain = fc.constant({})
  if (mode === 'defconfig') {
    return fc
      .constantFrom(['--defconfig=defs.in'], ['--defconfig', 'defs.in'], ['--defconfig=none'])
      .map((argv) => ({ argv, env: {} }))
  }
  if (mode === 'savedefconfig') return fc.constant({ argv: ['--savedefconfig=saved'], env: {} })
  let env: Arbitrary<Readonly<Record<string, string>>> = plain
  if (/^(all.*|rand)config$/.test(mode)) env = sometimes(8, set('KCONFIG_ALLCONFIG', 'defs.in', '1', '', 'none'))
  if (mode === 'randconfig') {
    // Without a seed the tool takes the time.
    env = fc
      .tuple(
        env,
        set('KCONFIG_SEED', '0', '1', '2', '0x2A', '77', '4294967295', '-3'),
        sometimes(6, set('KCONFIG_PROBABILITY', '10', '50:20', '30:40:50', '0', '100', '60:60', '-1', '5:x', '')),
      )
      .map((parts) => Object.assign({}, ...parts) as Record<string, string>)
  }
  if (/^(sync|silentold)config$/.test(mode)) env = sometimes(3, set('KCONFIG_NOSILENTUPDATE', '1', ''))
  return env.map((variables) => ({ argv: [`--${mode}`], env: variables }))
}

const inputs = (dialect: FuzzDialect): Arbitrary<Files> =>
  fc
    .record(
      {
        '.config': dotConfig(dialect),
        'defs.in': dotConfig(dialect),
        'all.config': dotConfig(dialect),
        'allno.config': dotConfig(dialect),
        'my.config': dotConfig(dialect),
      },
      { requiredKeys: [] },
    )
    .map((files) => ({ ...files }) as Files)

const step = (dialect: FuzzDialect): Arbitrary<Step> =>
  fc
    .tuple(
      fc
        .oneof(
          { weight: 3, arbitrary: fc.constantFrom(...dialect.modes) },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              ...dialect.modes.filter((mode) => /^(olddef|sync|silentold|oldask|old)config$/.test(mode)),
            ),
          },
        )
        .chain(modeCall),
      fc.oneof(
        { weight: 12, arbitrary: fc.constant<readonly string[]>([]) },
        { weight: 1, arbitrary: fc.constant(['-s']) },
      ),
      commonEnvironment,
      stdin,
      inputs(dialect),
    )
    .map(([mode, silent, env, answers, files]) => ({
      argv: [...silent, ...mode.argv, 'Kconfig'],
      env: { ...env, ...mode.env },
      stdin: answers,
      files,
    }))

/** Cases for a dialect. */
export const fuzzCase = (dialect: FuzzDialect): Arbitrary<FuzzCase> =>
  fc
    .tuple(damaged(tree(dialect)), fc.array(step(dialect), { minLength: 1, maxLength: 3 }))
    .map(([files, steps]) => ({ dialect: dialect.name, files, steps }))
