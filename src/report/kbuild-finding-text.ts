/**
 * What is odd about a build, for people.
 */
import type { KbuildFinding, KbuildOutcome } from '../workspace/kbuild-request.ts'
import { type PlaceNames, shown } from './kbuild-place.ts'
import { counted } from './kbuild-summary-text.ts'
import type { Words } from './kconfig-messages.ts'
import type { Style } from './style.ts'

/** Objects of a finding, findings of a kind. */
const OBJECTS = 6
const ALIKE = 10

const listText = (texts: readonly string[], limit = OBJECTS): string => {
  const more = texts.length > limit ? ` and ${texts.length - limit} more` : ''
  return `${texts.slice(0, limit).map(shown).join(' ')}${more}`
}

const are = (texts: readonly string[]): string => (texts.length === 1 ? 'is' : 'are')

/** Title, reason and what to do. */
export const findingWords = (finding: KbuildFinding): Words => {
  switch (finding.code) {
    case 'dropped-objects':
      return {
        title: `${listText(finding.objects)} ${are(finding.objects)} to be built in, and nothing contains ${finding.objects.length === 1 ? 'it' : 'them'}`,
        why: `${shown(finding.directory)} is entered for its modules only, so its obj-y is dropped without a word`,
        help: 'list the directory in obj-y, or make the symbols above it bool',
      }
    case 'unlisted-modules':
      return {
        title: `${listText(finding.objects)} ${are(finding.objects)} in obj-m, and no module comes of it`,
        why: `${shown(finding.directory)} is entered through subdir-y or subdir-m, which is no way for modules`,
        help: 'list the directory in obj-y or obj-m',
      }
    case 'same-name':
      return {
        title: `several modules are ${shown(finding.name)}: ${listText(finding.modules)}`,
        why: 'the kernel knows modules by their names, in which - and _ are the same; one of them loads',
        help: 'rename one',
      }
    case 'holds-itself':
      return {
        title: `${shown(finding.module)} is linked of parts, and its own object ${shown(finding.object)} is one of them`,
        why: 'that does no harm as long as it is built in; a module would be linked of itself, and make drops the part',
        help: 'rename the module or the source file',
      }
    case 'shared-object':
      return {
        title: `${shown(finding.object)} is a part of ${finding.modules.length} modules: ${listText(finding.modules)}`,
        why: 'it is compiled once, so KBUILD_MODNAME in it names them all, and what it exports is there twice',
        help: 'make it a module of its own that the others use',
      }
    case 'no-object':
      return {
        title: `obj-m of ${shown(finding.directory)} lists what is no object: ${finding.words.map(shown).join(' ')}`,
        why: 'make knows how to build NAME.o, and directories that end in a slash',
        help: 'write foo.o for foo.c, and foo-y := a.o b.o for a module of several files',
      }
    case 'no-source':
      return {
        title: `${shown(finding.object)} has no source file`,
        why: 'no .c, .S or .rs of that name is there, and no rule that makes one was seen',
        help: 'a generated file is made by an earlier step; else the name in the makefile is misspelt',
      }
    case 'unused-source':
      return {
        title: `${shown(finding.source)} is compiled into nothing`,
        why: 'no makefile lists its object in any configuration, and no source includes it',
      }
    case 'makefile-warning':
      return { title: `a makefile warns: ${shown(finding.text)}` }
    case 'possible-missing':
      return {
        title: `${shown(finding.text)} is to be included here, and is not there`,
        why: 'the line counts on a command that nobody answered',
        help: '--toolchain live runs such commands here; --toolchain FILE gives recorded answers',
      }
    case 'possible-error':
      return {
        title: `make may stop here: ${shown(finding.text)}`,
        why: 'it is reached where a command that nobody answered prints nothing',
        help: '--toolchain live runs such commands here; --toolchain FILE gives recorded answers',
      }
  }
}

/** Many of these are one message with a list. */
const LISTS: Readonly<Partial<Record<KbuildFinding['code'], (count: number) => string>>> = {
  'no-source': (count) => `${counted(count, 'object')} without a source file`,
  'unused-source': (count) => `${counted(count, 'source file')} that nothing is compiled of`,
}

const titleLines = (finding: KbuildFinding, names: PlaceNames, style: Style): readonly string[] => [
  `${style.warning('warning')}: ${findingWords(finding).title}`,
  ...('place' in finding ? [`  ${style.dim('at')} ${names.place(finding.place)}`] : []),
]

const reasonLines = ({ why, help }: Words, style: Style): readonly string[] => [
  ...(why === undefined ? [] : [`  ${style.dim('why')} ${why}`]),
  ...(help === undefined ? [] : [`  ${style.note('help')} ${help}`]),
]

const nameOf = (finding: KbuildFinding): string =>
  finding.code === 'no-source' ? finding.object : finding.code === 'unused-source' ? finding.source : ''

/** Findings of a kind; the reason that several share stands behind the last. */
const alike = (findings: readonly KbuildFinding[], names: PlaceNames, style: Style): readonly string[] => {
  const [first] = findings
  if (first === undefined) return []
  const title = LISTS[first.code]
  if (title !== undefined && findings.length > 1) {
    const list = `${title(findings.length)}: ${listText(findings.map(nameOf), ALIKE)}`
    return [`${style.warning('warning')}: ${list}`, ...reasonLines(findingWords(first), style)]
  }
  const told = findings.slice(0, ALIKE)
  const reasons = told.map((finding) => reasonLines(findingWords(finding), style))
  const rest = findings.length - told.length
  return [
    ...told.flatMap((finding, index) => {
      const isShared = reasons[index]?.join() === reasons[index + 1]?.join()
      return [...titleLines(finding, names, style), ...(isShared ? [] : (reasons[index] ?? []))]
    }),
    ...(rest > 0 ? [`${style.warning('warning')}: ${rest} more like that (--json)`] : []),
  ]
}

/** What every kernel has some of, and does no harm to what is built, is said only where it is asked for. */
const isHarmless = (finding: KbuildFinding, modules: ReadonlySet<string>, isExternal: boolean): boolean => {
  if (finding.code === 'holds-itself') return !modules.has(finding.module.replace(/\.o$/, '.ko'))
  // in a kernel's tree most of these are generated
  if (finding.code === 'no-source') return !isExternal
  return finding.code === 'shared-object' || finding.code === 'unused-source'
}

/** The findings to tell of; all of them with `--lint`. */
export const toldFindings = (
  { findings, modules, external }: Pick<KbuildOutcome, 'findings' | 'modules' | 'external'>,
  lint: boolean,
): readonly KbuildFinding[] => {
  if (lint) return findings
  const built = new Set(modules.map(({ path }) => path))
  return findings.filter((finding) => !isHarmless(finding, built, external !== undefined))
}

/** Those of a kind together. */
export const findingLines = (
  findings: readonly KbuildFinding[],
  names: PlaceNames,
  style: Style,
): readonly string[] => {
  const byCode = new Map<string, KbuildFinding[]>()
  for (const finding of findings) byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding])
  return [...byCode.values()].flatMap((some) => alike(some, names, style))
}
