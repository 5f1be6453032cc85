/**
 * What two builds have different, and what a symbol adds to one, for people.
 */
import type { BuildDifference, ChangedModule } from '../kbuild/compare-builds.ts'
import type { KbuildOutcome, SymbolReport } from '../workspace/kbuild-request.ts'
import { type PlaceNames, shown } from './kbuild-place.ts'
import { counted } from './kbuild-summary-text.ts'
import type { Style } from './style.ts'

/** Lines of a list, and objects of a module. */
const LISTED = 20
const OBJECTS = 6

const listed = (texts: readonly string[], limit: number): string => {
  const more = texts.length > limit ? ` and ${texts.length - limit} more` : ''
  return `${texts.slice(0, limit).join(' ')}${more}`
}

const changedText = ({ path, added, removed }: ChangedModule): string =>
  `${shown(path)}  ${listed([...added.map((object) => `+${shown(object)}`), ...removed.map((object) => `-${shown(object)}`)], OBJECTS)}`

/** A title with the count, and the lines below it; nothing where there are none. */
const section = (title: string, lines: readonly string[], style: Style): readonly string[] => {
  if (lines.length === 0) return []
  const rest = lines.length - LISTED
  return [
    `${style.strong(title)} (${lines.length})`,
    ...lines.slice(0, LISTED).map((line) => `  ${line}`),
    ...(rest > 0 ? [style.dim(`  and ${rest} more (--json)`)] : []),
  ]
}

/** The lists of a difference; empty where nothing differs. */
const differenceLines = ({ modules, objects }: BuildDifference, style: Style): readonly string[] => [
  ...section('modules that appear', modules.added.map(shown), style),
  ...section('modules that vanish', modules.removed.map(shown), style),
  ...section('modules that become part of the kernel', modules.toBuiltin.map(shown), style),
  ...section('parts of the kernel that become modules', modules.toModule.map(shown), style),
  ...section('modules of other objects', modules.changed.map(changedText), style),
  ...section('objects that the kernel gains', objects.added.map(shown), style),
  ...section('objects that the kernel loses', objects.removed.map(shown), style),
]

/** Whether nothing differs. */
export const isEmptyDifference = ({ modules, objects }: BuildDifference): boolean =>
  [...Object.values(modules), ...Object.values(objects)].every((list: readonly unknown[]) => list.length === 0)

/** In one line: `2 modules more, 3 objects more in the kernel`. */
const summaryText = ({ modules, objects }: BuildDifference): string => {
  const come = modules.added.length + modules.toModule.length
  const gone = modules.removed.length + modules.toBuiltin.length
  const parts = [
    ...(come > 0 ? [`${counted(come, 'module')} more`] : []),
    ...(gone > 0 ? [`${counted(gone, 'module')} less`] : []),
    ...(modules.changed.length > 0 ? [`${counted(modules.changed.length, 'module')} of other objects`] : []),
    ...(objects.added.length > 0 ? [`${counted(objects.added.length, 'object')} more in the kernel`] : []),
    ...(objects.removed.length > 0 ? [`${counted(objects.removed.length, 'object')} less in the kernel`] : []),
  ]
  return parts.length === 0 ? 'nothing that is built differs' : parts.join(', ')
}

/** What another configuration builds that this one does not, and the other way round. */
export const againstLines = (
  { config, against }: Required<Pick<KbuildOutcome, 'config' | 'against'>>,
  style: Style,
): readonly string[] => {
  const names = `${shown(config)} -> ${shown(against.config)}`
  return isEmptyDifference(against.difference)
    ? [`${names}: both build the same`]
    : [`${names}: ${summaryText(against.difference)}`, ...differenceLines(against.difference, style)]
}

const valueNow = ({ symbol, value }: SymbolReport): string =>
  value === '' ? `${shown(symbol)} is not set` : `${shown(symbol)} is ${shown(value)}`

const mentionLines = ({ mentions }: SymbolReport, names: PlaceNames, style: Style): readonly string[] => {
  const places = mentions.slice(0, LISTED).map((mention) => names.place(mention))
  const widest = Math.max(0, ...places.map(({ length }) => length))
  return section(
    'where makefiles go by it',
    mentions.map(({ text }, index) => `${(places[index] ?? '').padEnd(widest)}  ${shown(text)}`),
    style,
  )
}

/** What the makefiles make of a symbol; what Kconfig makes of it is not asked. */
export const symbolLines = (report: SymbolReport, names: PlaceNames, style: Style): readonly string[] => {
  const mentions = mentionLines(report, names, style)
  return [
    `${valueNow(report)}; compared is with the build without it, all other symbols as they are configured`,
    ...report.effects.flatMap(({ value, difference }) => [
      '',
      `${style.strong(`${shown(report.symbol)}=${shown(value)}`)}: ${summaryText(difference)}`,
      ...differenceLines(difference, style).map((line) => `  ${line}`),
    ]),
    '',
    ...(mentions.length > 0 ? mentions : ['no makefile goes by it']),
  ]
}
