/**
 * Metadata of packages and targets that no tree has, drawn so that what the scripts tell apart comes up often: names that
 * several packages provide, selections in circles, conditions, submenus, profiles with and without everything.
 */
import type { Draw } from '../mutants/draw.ts'

const PACKAGES = ['a', 'b', 'c', 'd', 'kmod-x', 'kmod-y', 'virtual', 'Upper']
const CONDITIONS = ['A', 'B', '!A', '(A||B)', 'A&&B', 'PACKAGE_a', 'PACKAGE_b']
const TEXTS = ['', ' ', 'x', 'Some Name', 'a  b ', 'q"u']
const VERSIONS = ['6.6.73', '2.6.30.1', '4.14', '']
const FEATURES = [
  'audio',
  'arm_v7',
  'broken',
  'pwm',
  'dt-overlay',
  'separate_ramdisk',
  'testing-kernel',
  'erofs',
  'pm',
  'other',
]
const TARGET_DEPENDS = ['@A', '+@B', 'x', '@A:B', '-@D', '+x', '@!C']
const PROFILE_PACKAGES = ['a', 'b', '-a', '-b', '~c', 'c', 'kmod-x', '-kmod-x', 'd+']
const PROFILES = ['DEVICE_x', 'DEVICE_y-1', 'Generic', 'DEVICE_Z']
const DESCRIPTIONS = ['', 'about', ' about\n\n\tit', '   ', '\n\n  ']

const several = (draw: Draw, most: number, one: () => string): readonly string[] =>
  Array.from({ length: draw.below(most + 1) }, one)

const line = (name: string, value: string): string => `${name}: ${value}\n`

/** The line, sometimes. */
const maybe = (draw: Draw, name: string, values: readonly string[]): string =>
  draw.oneIn(2) ? line(name, draw.of(values)) : ''

const dependency = (draw: Draw): string => {
  const name = draw.oneIn(12) ? 'missing' : draw.of(PACKAGES)
  const condition = draw.oneIn(3) ? `${draw.of(CONDITIONS)}:` : ''
  const flags = draw.of(['+', '+', '+', '', '', '@', '+@'])
  if (!flags.includes('@')) return `${flags}${condition}${name}`
  return `${flags}${condition}${flags.includes('+') ? draw.of(['A', 'C']) : draw.of(['A', '!B', '(A||C)'])}`
}

const drawPackage = (draw: Draw): string =>
  [
    line('Package', draw.of(PACKAGES)),
    maybe(draw, 'Default', ['y', 'y if A, m', ' m if B ', '0']),
    draw.oneIn(5) ? line('Menu', '1') : '',
    maybe(draw, 'Submenu', ['One', 'two', '0']),
    maybe(draw, 'Submenu-Depends', ['A', 'B']),
    line('Depends', several(draw, 4, () => dependency(draw)).join(' ')),
    line('Conflicts', several(draw, 2, () => draw.of(PACKAGES)).join(' ')),
    line('Menu-Depends', several(draw, 1, () => dependency(draw)).join(' ')),
    line('Provides', several(draw, 2, () => draw.of(['', '@']) + draw.of(PACKAGES)).join(' ')),
    draw.oneIn(3) ? line('Default-Variant', 'v') : '',
    draw.oneIn(10) ? line('Build-Only', '1') : '',
    draw.oneIn(6) ? line('Hidden', '1') : '',
    maybe(draw, 'Repository', ['base']),
    line('Category', draw.of(['Base system', 'Network', 'base'])),
    line('Title', draw.of(TEXTS)),
    line('Type', draw.of(['ipkg', 'bin'])),
    `Description: ${draw.of(['x', 'some words', 'a  b '])}\n@@\n\n`,
  ].join('')

/** The text of a .packageinfo. Folders' names differ, so that their order is one. */
export const drawPackageInfo = (draw: Draw): string =>
  Array.from({ length: 1 + draw.below(5) }, (_, index) => {
    const override = draw.oneIn(5) ? line('Override', 'yes') : ''
    const packages = Array.from({ length: 1 + draw.below(4) }, () => drawPackage(draw))
    return `Source-Makefile: package/of/s${index}/Makefile\n${override}\n${packages.join('')}`
  }).join('')

const drawProfile = (draw: Draw): string =>
  [
    line('Target-Profile', draw.of(PROFILES)),
    maybe(draw, 'Target-Profile-Name', TEXTS),
    maybe(draw, 'Target-Profile-Priority', ['1', '5', 'x', '10']),
    maybe(draw, 'Target-Profile-Packages', [several(draw, 4, () => draw.of(PROFILE_PACKAGES)).join(' ')]),
    maybe(draw, 'Target-Profile-Broken', ['y', '']),
    maybe(draw, 'Target-Profile-Default', ['n', 'y if A', 'y']),
    draw.oneIn(2) ? `Target-Profile-Description:\n${draw.of(DESCRIPTIONS)}\n@@\n` : '',
  ].join('')

const drawTarget = (draw: Draw, id: string, profiles: string): string =>
  [
    line('Target', id),
    line('Target-Name', draw.of(TEXTS)),
    line('Target-Arch', draw.of(TEXTS)),
    maybe(draw, 'Target-Arch-Packages', TEXTS),
    line('Target-Features', several(draw, 4, () => draw.of(FEATURES)).join(' ')),
    line('Target-Depends', several(draw, 3, () => draw.of(TARGET_DEPENDS)).join(' ')),
    line('Target-Optimization', draw.of(TEXTS)),
    line('CPU-Type', draw.of(TEXTS)),
    line('Linux-Version', draw.of(VERSIONS)),
    maybe(draw, 'Linux-Testing-Version', VERSIONS),
    `Target-Description:\n${draw.of(DESCRIPTIONS)}\n@@\n`,
    maybe(draw, 'Default-Subtarget', ['generic', '64']),
    maybe(draw, 'Target-Default-Profile', ['x', 'Z', 'Generic']),
    line('Default-Packages', several(draw, 5, () => draw.of(PROFILE_PACKAGES)).join(' ')),
    profiles,
  ].join('')

const profilesOf = (draw: Draw): string => several(draw, 3, () => drawProfile(draw)).join('')

/** The text of a .targetinfo. */
export const drawTargetInfo = (draw: Draw): string =>
  ['alder', 'b-c', 'ath79']
    .slice(0, 1 + draw.below(3))
    .map((board) => {
      const subtargets = ['generic', '64'].slice(0, draw.below(3))
      const below = subtargets.map((name) => drawTarget(draw, `${board}/${name}`, profilesOf(draw)))
      return drawTarget(draw, board, subtargets.length === 0 ? profilesOf(draw) : '') + below.join('')
    })
    .join('')
