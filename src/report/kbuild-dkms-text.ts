/**
 * What dkms.conf has wrong of the modules that a folder builds, for people.
 */
import type { DkmsFinding } from '../kbuild/dkms-check.ts'
import type { DkmsReport } from '../kbuild/dkms-folder.ts'
import { shown } from './kbuild-place.ts'
import type { Words } from './kconfig-messages.ts'
import type { Style } from './style.ts'

/** Names of a finding. */
const LISTED = 5

const listText = (texts: readonly string[]): string => texts.slice(0, LISTED).map(shown).join(', ')

const element = (directive: string, index: number | undefined): string =>
  index === undefined ? shown(directive) : `${shown(directive)}[${index}]`

const notBuilt = ({ index, path, elsewhere, suggestion }: Extract<DkmsFinding, { kind: 'no-such-module' }>): Words => ({
  title: `${shown(path)} is not built, and dkms looks for it`,
  why:
    elsewhere.length > 0 ? `it is built as ${listText(elsewhere)}` : `${element('BUILT_MODULE_NAME', index)} names it`,
  ...(elsewhere.length > 0
    ? { help: `say where in ${element('BUILT_MODULE_LOCATION', index)}` }
    : suggestion === undefined
      ? {}
      : { help: `did you mean ${shown(suggestion)}?` }),
})

/** Title, reason and what to do. */
export const dkmsWords = (finding: DkmsFinding): Words => {
  switch (finding.kind) {
    case 'missing-directive':
      return {
        title: `there is no ${element(finding.directive, finding.index)}`,
        why: 'dkms refuses a package without it',
      }
    case 'unknown-value':
      return {
        title: `${element(finding.directive, finding.index)} hangs on what only a shell could tell: ${listText(finding.unknown)}`,
      }
    case 'suffix-in-name':
      return {
        title: `${element(finding.directive, finding.index)} is ${shown(finding.name)}, with its suffix`,
        why: 'dkms puts .ko behind it itself, and refuses such a name',
        help: 'leave the suffix out',
      }
    case 'bad-destination':
      return {
        title: `${element('DEST_MODULE_LOCATION', finding.index)} is ${shown(finding.destination)}`,
        why: 'dkms takes folders that begin with /kernel, /updates or /extra',
      }
    case 'ignored-index':
      return {
        title: `${element('BUILT_MODULE_NAME', finding.index)} is passed over: ${shown(finding.name)}`,
        why: `there are ${finding.count} elements, and dkms looks at as many from 0 on`,
        help: 'number them without gaps',
      }
    case 'no-such-module':
      return notBuilt(finding)
    case 'not-installed':
      return {
        title: `${shown(finding.module)} is built, and dkms leaves it behind`,
        help: 'name it in BUILT_MODULE_NAME',
      }
    case 'same-module':
      return {
        title: `${element('BUILT_MODULE_NAME', finding.index)} and [${finding.other}] are one file: ${shown(finding.path)}`,
      }
    case 'same-destination':
      return {
        title: `${element('BUILT_MODULE_NAME', finding.index)} and [${finding.other}] are both installed as ${shown(finding.name)}`,
        why: 'the later overwrites the other',
        help: 'give one of them another DEST_MODULE_NAME',
      }
  }
}

/** A warning for each finding. */
export const dkmsLines = ({ file, findings }: DkmsReport, style: Style): readonly string[] =>
  findings.flatMap((finding) => {
    const { title, why, help } = dkmsWords(finding)
    return [
      `${style.warning('warning')}: ${title}`,
      `  ${style.dim('at')} ${shown(file)}${finding.line === undefined ? '' : `:${finding.line}`}`,
      ...(why === undefined ? [] : [`  ${style.dim('why')} ${why}`]),
      ...(help === undefined ? [] : [`  ${style.note('help')} ${help}`]),
    ]
  })
