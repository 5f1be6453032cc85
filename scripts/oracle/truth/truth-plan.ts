/**
 * Which runs make up the truth of a kernel tree: every architecture, every defconfig and its minimised form, the four
 * all*config, three seeds of randconfig and their fixpoint, and for x86 and arm64 the remaining modes.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** An architecture by its two names. */
export interface Architecture {
  /** `ARCH` as make takes it. */
  readonly arch: string
  /** The folder below `arch/`. */
  readonly srcarch: string
}

/** A run to be made. */
export interface PlannedRun extends Architecture {
  readonly name: string
  /** Without the root file, which is `Kconfig` always. */
  readonly args: readonly string[]
  /** On top of the architecture's environment. */
  readonly env: Readonly<Record<string, string>>
  /** The configuration that lies at KCONFIG_CONFIG before the run. */
  readonly start: string | null
}

const ALIASES: readonly Architecture[] = [
  { arch: 'i386', srcarch: 'x86' },
  { arch: 'x86_64', srcarch: 'x86' },
  { arch: 'sparc32', srcarch: 'sparc' },
  { arch: 'sparc64', srcarch: 'sparc' },
  { arch: 'parisc64', srcarch: 'parisc' },
]

/** Every architecture of a tree, and the other names that make knows some of them by. */
export const architectures = (tree: string): readonly Architecture[] => {
  const own = readdirSync(join(tree, 'arch'))
    .sort()
    .filter((name) => existsSync(join(tree, 'arch', name, 'Kconfig')))
  return [...own.map((name) => ({ arch: name, srcarch: name })), ...ALIASES.filter((a) => own.includes(a.srcarch))]
}

/** Paths of an architecture's defconfigs, relative to the tree. */
export const defconfigs = (tree: string, srcarch: string): readonly string[] => {
  const found: string[] = []
  const walk = (folder: string): void => {
    if (!existsSync(join(tree, folder))) return
    for (const entry of readdirSync(join(tree, folder), { withFileTypes: true })) {
      if (entry.isDirectory()) walk(`${folder}/${entry.name}`)
      else if (entry.name.endsWith('defconfig')) found.push(`${folder}/${entry.name}`)
    }
  }
  walk(`arch/${srcarch}/configs`)
  if (existsSync(join(tree, 'arch', srcarch, 'defconfig'))) found.push(`arch/${srcarch}/defconfig`)
  return found.sort()
}

const nameOf = (defconfig: string): string => (defconfig.split('configs/').at(-1) ?? defconfig).replaceAll('/', '__')

/** A small KCONFIG_ALLCONFIG: `ARCH/mini.in`. */
export const MINI_ALLCONFIG = [
  'CONFIG_MODULES=y',
  'CONFIG_USB=m',
  'CONFIG_NET=y',
  '# CONFIG_PCI is not set',
  'CONFIG_NO_SUCH=y',
  '',
].join('\n')

/** The real distribution configuration that the `debian61.*` runs start from, relative to the truth's folder. */
export const DEBIAN_CONFIG = 'debian-6.1.config'

const ALL_MODES = ['allnoconfig', 'allyesconfig', 'allmodconfig', 'alldefconfig']

const basicRuns = (tree: string, a: Architecture): PlannedRun[] => {
  const run = (name: string, args: string[], env: Record<string, string> = {}, start: string | null = null) =>
    ({ ...a, name, args, env, start }) satisfies PlannedRun
  const runs: PlannedRun[] = []
  for (const file of defconfigs(tree, a.srcarch)) {
    const name = nameOf(file)
    const saved = `--savedefconfig=${a.arch}/${name}.savedefconfig`
    runs.push(run(name, [`--defconfig=${file}`]))
    runs.push(run(`${name}.savedefconfig.in`, [saved], {}, `${a.arch}/${name}.config`))
  }
  for (const mode of ALL_MODES) runs.push(run(mode, [`--${mode}`]))
  for (const seed of ['1', '2', '3']) {
    const name = `randconfig.seed${seed}`
    runs.push(run(name, ['--randconfig'], { KCONFIG_SEED: seed }))
    runs.push(run(`${name}.olddefconfig`, ['--olddefconfig'], {}, `${a.arch}/${name}.config`))
  }
  return runs
}

const furtherRuns = (a: Architecture, debian: boolean): PlannedRun[] => {
  const run = (name: string, mode: string, env: Record<string, string>, start: string | null) =>
    ({ ...a, name, args: [`--${mode}`], env, start }) satisfies PlannedRun
  const runs: PlannedRun[] = []
  for (const mode of ['yes2modconfig', 'mod2yesconfig', 'mod2noconfig', 'listnewconfig', 'helpnewconfig']) {
    for (const from of ['allmodconfig', 'allyesconfig', 'alldefconfig']) {
      runs.push(run(`${from}.${mode}`, mode, {}, `${a.arch}/${from}.config`))
    }
  }
  for (const mode of ALL_MODES) {
    runs.push(run(`${mode}.allconfig-mini`, mode, { KCONFIG_ALLCONFIG: `${a.arch}/mini.in` }, null))
  }
  if (!debian) return runs
  const warn = { KCONFIG_WARN_UNKNOWN_SYMBOLS: '1' }
  runs.push(run('debian61.olddefconfig', 'olddefconfig', {}, DEBIAN_CONFIG))
  runs.push(run('debian61.olddefconfig.werror', 'olddefconfig', { KCONFIG_WERROR: '1', ...warn }, DEBIAN_CONFIG))
  runs.push(run('debian61.olddefconfig.unknown', 'olddefconfig', warn, DEBIAN_CONFIG))
  runs.push(run('debian61.listnewconfig', 'listnewconfig', {}, DEBIAN_CONFIG))
  runs.push(run('debian61.helpnewconfig', 'helpnewconfig', {}, DEBIAN_CONFIG))
  const sync = {
    KCONFIG_AUTOCONFIG: `${a.arch}/sync/auto.conf`,
    KCONFIG_AUTOHEADER: `${a.arch}/sync/autoconf.h`,
    KCONFIG_RUSTCCFG: `${a.arch}/sync/rustc_cfg`,
  }
  runs.push(run('syncconfig', 'syncconfig', sync, `${a.arch}/debian61.olddefconfig.config`))
  return runs
}

const foreignRuns = (tree: string, a: Architecture): PlannedRun[] =>
  architectures(tree)
    .filter((other) => other.arch === other.srcarch && other.srcarch !== a.srcarch)
    .flatMap((other) =>
      defconfigs(tree, other.srcarch).map((file) => ({
        ...a,
        name: `cross/${other.srcarch}__${nameOf(file)}`,
        args: [`--defconfig=${file}`],
        env: {},
        start: null,
      })),
    )

/** All runs of one architecture, in an order in which each finds what it starts from. `debian`: its configuration is there. */
export const plannedRuns = (tree: string, a: Architecture, debian: boolean): readonly PlannedRun[] => [
  ...basicRuns(tree, a),
  ...(a.srcarch === 'x86' || a.srcarch === 'arm64' ? furtherRuns(a, debian) : []),
  ...(a.arch === 'x86' ? foreignRuns(tree, a) : []),
]
