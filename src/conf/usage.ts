/**
 * The usage text of conf: general options, then one line for each mode of the generation.
 * Follows conf_usage() in scripts/kconfig/conf.c.
 */
import type { Dialect } from '../kconfig/dialect.ts'
import type { Mode } from '../kconfig/dialects/tool-switches.ts'

/** In the order in which the tool lists them. */
const DESCRIPTIONS: readonly (readonly [Mode, string])[] = [
  ['listnewconfig', '  --listnewconfig         List new options'],
  ['helpnewconfig', '  --helpnewconfig         List new options and help text'],
  ['oldaskconfig', '  --oldaskconfig          Start a new configuration using a line-oriented program'],
  ['oldconfig', '  --oldconfig             Update a configuration using a provided .config as base'],
  ['silentoldconfig', '  --silentoldconfig       Same as oldconfig, but quietly, additionally update deps'],
  [
    'syncconfig',
    '  --syncconfig            Similar to oldconfig but generates configuration in\n' +
      '                          include/{generated/,config/}',
  ],
  ['olddefconfig', '  --olddefconfig          Same as oldconfig but sets new symbols to their default value'],
  ['oldnoconfig', '  --oldnoconfig           An alias of olddefconfig'],
  ['defconfig', '  --defconfig <file>      New config with default defined in <file>'],
  ['savedefconfig', '  --savedefconfig <file>  Save the minimal current configuration to <file>'],
  ['allnoconfig', '  --allnoconfig           New config where all options are answered with no'],
  ['allyesconfig', '  --allyesconfig          New config where all options are answered with yes'],
  ['allmodconfig', '  --allmodconfig          New config where all options are answered with mod'],
  ['alldefconfig', '  --alldefconfig          New config with all symbols set to default'],
  ['randconfig', '  --randconfig            New config with random answer to all options'],
  ['yes2modconfig', '  --yes2modconfig         Change answers from yes to mod if possible'],
  ['mod2yesconfig', '  --mod2yesconfig         Change answers from mod to yes if possible'],
  ['mod2noconfig', '  --mod2noconfig          Change answers from mod to no if possible'],
]

export const usage = (dialect: Dialect, program: string): string => {
  const old = dialect.modes.includes('silentoldconfig')
  const modes = DESCRIPTIONS.filter(([mode]) => dialect.modes.includes(mode)).map(([mode, text]) =>
    old && mode === 'olddefconfig' ? text.replace('as oldconfig', 'as silentoldconfig') : text,
  )
  const { usageOptions } = dialect
  if (typeof usageOptions === 'string') {
    const head = [`Usage: ${program} ${usageOptions} [option] <kconfig-file>`, '[option] is _one_ of the following:']
    return [...head, ...modes, ''].join('\n')
  }
  const head = [
    `Usage: ${program} [options] <kconfig-file>`,
    '',
    'Generic options:',
    ...usageOptions,
    '',
    'Mode options:',
  ]
  return [...head, ...modes, '  (If none of the above is given, --oldaskconfig is the default)', ''].join('\n')
}
