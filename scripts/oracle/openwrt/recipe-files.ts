/**
 * The files of the second stage as a tree's own scripts make them: the steps of Kernel/Configure/Default, each in a shell.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../place/command.ts'

/** What the recipes echo at the end of `.config.set`: it is taken out of the tree's own makefile. */
const ADDED = `sed -n '/^define Kernel.SetNoInitramfs/,/^endef/s/.*echo .\\(.*\\). >>.*/\\1/p'`

const STEPS = [
  `"$TREE/scripts/kconfig.pl" $FRAGMENTS > target`,
  `awk '/^(#[[:space:]]+)?CONFIG_KERNEL/{sub("CONFIG_KERNEL_","CONFIG_");print}' config >> target`,
  `echo '# CONFIG_KALLSYMS_EXTRA_PASS is not set' >> target`,
  `echo '# CONFIG_KALLSYMS_ALL is not set' >> target`,
  `echo 'CONFIG_KALLSYMS_UNCOMPRESSED=y' >> target`,
  `"$TREE/scripts/package-metadata.pl" kconfig "$TREE/tmp/.packageinfo" config $PATCHVER > override`,
  `"$TREE/scripts/kconfig.pl" 'm+' '+' target /dev/null override 2>/dev/null > all`,
  `grep -v INITRAMFS all > set`,
  `${ADDED} "$TREE/include/kernel-defaults.mk" >> set`,
  `grep '=[ym]' set | sort | md5sum | cut -c1-32 > vermagic`,
].join('\n')

/** Names of fragments as kconfig.pl takes them: `+ + a b c`, the operators first. */
const expression = (names: readonly string[]): string => [...names.slice(1).map(() => '+'), ...names].join(' ')

/** config.target, config.override, config.set and vermagic of a configuration; `scratch` is written to. */
export const recipeFiles = (
  tree: string,
  scratch: string,
  config: string,
  fragments: readonly string[],
  patchver: string,
): readonly string[] => {
  writeFileSync(join(scratch, 'config'), config, 'latin1')
  const env = {
    PATH: process.env['PATH'],
    LC_ALL: 'C',
    TREE: tree,
    FRAGMENTS: expression(fragments.map((name) => `${tree}/${name}`)),
    PATCHVER: patchver,
  }
  command('sh', ['-ec', STEPS], { cwd: scratch, env })
  return ['target', 'override', 'set', 'vermagic'].map((name) => readFileSync(join(scratch, name), 'latin1'))
}
