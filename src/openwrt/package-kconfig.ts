/**
 * The Kconfig of packages: a menu for each category and submenu, an entry for each package.
 * Follows gen_package_config() and print_package_config_category() in scripts/package-metadata.pl (17.01 to 25.12).
 */
import type { KconfigSink } from './kconfig-sink.ts'
import { type Dependency, PackageDependencies } from './package-dependencies.ts'
import type { Package, PackageInfo } from './package-info.ts'
import { PackageOrder } from './package-order.ts'
import { compareBytes, isTrue, upperCase } from './perl-text.ts'
import type { MetadataSwitches } from './releases.ts'

const FIRST_CATEGORY = 'Base system'
/** The order's name for packages without a submenu: they come last. */
const NO_SUBMENU = 'undef'
/** Prompts are filled up to this with dots. */
const PROMPT_WIDTH = 72

interface Submenu {
  readonly packages: Package[]
  condition: string
}

/** `hasFeedImages`: packages of feeds have files for the image menu. */
export const writePackageKconfig = (
  info: PackageInfo,
  switches: MetadataSwitches,
  hasFeedImages: boolean,
  into: KconfigSink,
): void => new PackageKconfig(info, switches, into).write(hasFeedImages)

class PackageKconfig {
  readonly #info: PackageInfo
  readonly #into: KconfigSink
  readonly #dependencies: PackageDependencies
  readonly #order: PackageOrder

  constructor(info: PackageInfo, switches: MetadataSwitches, into: KconfigSink) {
    this.#info = info
    this.#into = into
    const touched = new Set<string>()
    this.#dependencies = new PackageDependencies(info, switches, touched)
    this.#order = new PackageOrder(info, switches, touched)
  }

  write(hasFeedImages: boolean): void {
    const into = this.#into
    into.config('menuconfig', 'IMAGEOPT')
    into.type('bool', 'Image configuration')
    into.attribute('default n')
    into.line('source "package/*/image-config.in"')
    if (hasFeedImages) into.line('source "package/feeds/*/*/image-config.in"')
    const { categories } = this.#info
    if (categories.has(FIRST_CATEGORY)) this.#category(FIRST_CATEGORY)
    for (const category of sortedByUpperCase(categories.keys()))
      if (category !== FIRST_CATEGORY) this.#category(category)
    this.#overrides()
  }

  #category(name: string): void {
    const into = this.#into
    into.line(`menu "${name}"`)
    into.blank(1)
    const submenus = this.#submenus(name)
    const names = [...submenus.keys()].sort(compareSubmenus)
    for (const title of names) {
      const { packages, condition } = submenus.get(title) as Submenu
      if (title !== NO_SUBMENU) {
        if (isTrue(condition)) into.line(`if ${condition}`)
        into.line(`menu "${title}"`)
      }
      into.indentation = '\t'
      const sorted = this.#order.sorted(packages)
      for (const [index, item] of sorted.entries())
        this.#package(item, index + 1 < sorted.length ? '\tconfig NEXT' : 'endmenu')
      into.indentation = ''
      if (title === NO_SUBMENU) continue
      into.line('endmenu')
      if (isTrue(condition)) into.line('endif')
    }
    into.line('endmenu')
    into.blank(1)
  }

  #submenus(category: string): ReadonlyMap<string, Submenu> {
    const submenus = new Map<string, Submenu>()
    const sources = this.#info.categories.get(category) as ReadonlyMap<string, readonly Package[]>
    for (const source of sortedByUpperCase(sources.keys())) {
      for (const item of sources.get(source) as readonly Package[]) {
        if (item.buildOnly) continue
        const named = isTrue(item.submenu)
        const title = named ? item.submenu : NO_SUBMENU
        let submenu = submenus.get(title)
        if (submenu === undefined) {
          submenu = { packages: [], condition: '' }
          submenus.set(title, submenu)
        }
        if (named && !isTrue(submenu.condition)) submenu.condition = item.submenuDepends
        submenu.packages.push(item)
      }
    }
    return submenus
  }

  #package(item: Package, next: string): void {
    const into = this.#into
    const { name } = item
    into.config(item.menu ? 'menuconfig' : 'config', `PACKAGE_${name}`)
    into.type(item.tristate ? 'tristate' : 'bool', item.hidden ? undefined : promptOf(item))
    into.default('y', `DEFAULT_${name}`)
    const defaults = defaultsOf(item)
    if (defaults === undefined) into.default('m', selectedWithAll(item))
    else for (const value of defaults) into.attribute(`default ${value}`)
    for (const dependency of this.#dependencies.of(name, item.depends)) this.#dependency(dependency)
    for (const dependency of this.#dependencies.of(name, item.menuDepends)) this.#dependency(dependency)
    for (const other of this.#dependencies.conflictsOf(item)) into.depends(`m || (PACKAGE_${other} != y)`)
    if (item.config === '') into.help(`${item.description}\n`, next)
    else into.text(`\t\thelp\n${item.description}\n${item.config}\n`, next)
  }

  #dependency(dependency: Dependency): void {
    if (dependency.kind === 'select') this.#into.select(dependency.on, dependency.condition)
    else this.#into.depends(dependency.on)
  }

  #overrides(): void {
    const { overrides } = this.#info
    if (overrides.length === 0) return
    const into = this.#into
    into.indentation = '\t'
    into.config('config', 'OVERRIDE_PKGS')
    into.type('string')
    into.attribute(`default "${overrides.join(' ')}"`)
    into.indentation = ''
    into.blank(1)
  }
}

const promptOf = ({ name, title }: Package): string => {
  const dots = PROMPT_WIDTH - name.length - title.length
  return dots > 0 ? `${name}${'.'.repeat(dots)} ${title}` : name
}

/** Its own defaults; undefined where it has the usual one. */
const defaultsOf = ({ defaults, hidden }: Package): readonly string[] | undefined => {
  if (isTrue(defaults)) return withoutEmptyEnd(defaults.split(/[ \t\n\v\f\r]*,[ \t\n\v\f\r]*/))
  return hidden ? [] : undefined
}

const withoutEmptyEnd = (parts: string[]): readonly string[] => {
  while (parts.at(-1) === '') parts.pop()
  return parts
}

/** The condition under which it is built because everything is. */
const selectedWithAll = ({ name, shared }: Package): string =>
  `ALL${shared ? '' : '||ALL_NONSHARED'}${name.startsWith('kmod-') ? '||ALL_KMODS' : ''}`

const sortedByUpperCase = (names: Iterable<string>): readonly string[] =>
  [...names].sort((a, b) => compareBytes(upperCase(a), upperCase(b)))

const compareSubmenus = (a: string, b: string): number => {
  if (a === NO_SUBMENU) return 1
  return b === NO_SUBMENU ? -1 : compareBytes(a, b)
}
