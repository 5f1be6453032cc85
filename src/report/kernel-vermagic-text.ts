/**
 * A kernel's own strings, and where each part of them stands.
 */
import type { Fact } from '../kernel/fact.ts'
import type { ReleasePartKind } from '../kernel/uts-release.ts'
import type { VermagicWord } from '../kernel/vermagic.ts'
import type { KernelVermagic } from '../workspace/vermagic-request.ts'
import { sourceText } from './fact-text.ts'
import { factRow, type Row, table } from './rows.ts'
import type { Style } from './style.ts'

const PARTS: Readonly<Record<ReleasePartKind, string>> = {
  version: 'version',
  extraversion: 'EXTRAVERSION',
  'localversion-file': 'localversion file',
  'config-localversion': 'CONFIG_LOCALVERSION',
  'localversion-variable': 'LOCALVERSION',
  scm: 'version control',
  package: "packager's name",
  unexplained: 'as recorded',
}

const wordRow = ({ text, written, because }: VermagicWord): Row => [
  'word',
  text,
  [written, ...because].map(sourceText).join(', '),
]

/** Its last character is a blank, which counts. */
const quoted = (fact: Fact<string>): Fact<string> =>
  fact.kind === 'known' ? { ...fact, value: `"${fact.value}"` } : fact

export const kernelVermagicLines = ({ release, vermagic, hash }: KernelVermagic, style: Style): readonly string[] => {
  // parts that are empty say where something could be put, which is nobody's question here
  const parts = release.parts.filter(({ text }) => text.kind === 'unknown' || text.value !== '')
  return table(
    [
      factRow('UTS_RELEASE', release.text),
      ...parts.map(({ kind, text }) => factRow(PARTS[kind], text)),
      factRow('VERMAGIC_STRING', quoted(vermagic.text)),
      ...vermagic.words.map(wordRow),
      ...(hash === undefined ? [] : [factRow("OpenWrt's hash", hash)]),
    ],
    style.dim,
  )
}
