/**
 * What is behind a hash that is not the one asked for, and what to type; where none of the known causes is, what is left.
 */
import type { HashCauseCode } from '../openwrt/hash-causes.ts'
import type { CauseSearch, FoundCause } from '../workspace/find-cause.ts'
import type { Style } from './style.ts'

const CAUSES: Readonly<Record<HashCauseCode, string>> = {
  kallsyms: 'CONFIG_KERNEL_KALLSYMS is set the other way',
  'user-fragment': 'env/kernel-config has words for the kernel that the other has not',
  'all-kmods': 'not every kmod is selected, as it is in what OpenWrt releases',
  'kernel-line': 'a line about the kernel is in the configuration',
  'kernel-lines': 'lines about the kernel are in the configuration',
  toolchain: 'another toolchain is chosen, which changes options of the kernel',
  'testing-kernel': 'the testing kernel is chosen on one side only',
  'developer-options': 'options for developers are set',
  kmods: 'kmods are selected or switched off',
  kmod: 'a kmod is selected or switched off',
  packages: 'packages are selected or switched off that want something of the kernel',
  devices: 'it is for single devices, which bring packages of their own',
  official: "it is not as OpenWrt's own builds are: all kmods, CONFIG_KERNEL_KALLSYMS off and nothing else",
  buildbot: "it is not what OpenWrt's own build machines start from",
  'other-target': 'it is for another target',
}

/** Lines that are listed before it is "and N more". */
const LISTED = 12

const listed = (lines: readonly string[]): readonly string[] => {
  const more = lines.length > LISTED ? [`      … and ${lines.length - LISTED} more`] : []
  return [...lines.slice(0, LISTED).map((line) => `      ${line}`), ...more]
}

const changes = ({ remove, add, withoutUserFragment }: FoundCause): readonly string[] => [
  ...(remove.length === 0 ? [] : ['take these lines out of the configuration', ...listed(remove)]),
  ...(add.length === 0 ? [] : ['put these lines into the configuration', ...listed(add)]),
  ...(withoutUserFragment ? ['move env/kernel-config away'] : []),
]

const indented = (lines: readonly string[], style: Style): readonly string[] =>
  lines.map((line) => (line.startsWith(' ') ? line : `    ${style.note('help')} ${line}`))

const SHORTENED =
  'lines are those of the shortest seed that comes to the same (kcheck predict --mode savedefconfig): in a full .config other lines hang on them'

const LEFT = [
  'a feed is missing, or at another commit than in feeds.buildinfo: packages of feeds want things of the kernel',
  "files of the tree are changed: target/linux/generic/config-*, the target's own, or a package's Kernel-Config",
  'it is of another release or commit of OpenWrt, or of another board',
]

export const causeLines = ({ tried, found, shortened }: CauseSearch, style: Style): readonly string[] => {
  if (found === undefined)
    return [
      `  none of the known causes comes to it (${tried} configurations tried); what is left:`,
      ...LEFT.map((line) => `    ${line}`),
      `    ${style.note('help')} --official FILE, with the config.buildinfo from beside the images, shows what differs`,
    ]
  const target = found.target === undefined ? '' : `, ${found.target}`
  return [
    `  cause: ${CAUSES[found.code]}${target} (${tried} configurations tried); with this the hash is the one asked for:`,
    ...indented(changes(found), style),
    ...(shortened && found.remove.length > 0 ? [`    ${SHORTENED}`] : []),
  ]
}
