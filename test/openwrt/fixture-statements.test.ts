/** Kconfig made of the small buildroot's metadata, beside what each release's own scripts made of the same. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { KconfigSink } from '../../src/openwrt/kconfig-sink.ts'
import { KconfigText } from '../../src/openwrt/kconfig-text.ts'
import { parsePackageInfo } from '../../src/openwrt/package-info.ts'
import { writePackageKconfig } from '../../src/openwrt/package-kconfig.ts'
import { type OpenwrtReleaseName, RELEASES } from '../../src/openwrt/releases.ts'
import { parseTargetInfo } from '../../src/openwrt/target-info.ts'
import { writeTargetKconfig } from '../../src/openwrt/target-kconfig.ts'
import { CASES, expectedText, layTree } from '../buildroot-tiny.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

const STATEMENT = /^((menu)?config [^ ]+|choice( [^ ]+)?|end(choice|menu|if)|(menu|source) ".*"|if .*)$/
const ATTRIBUTE = /^((bool|tristate|string|int|hex)( ".*)?|(prompt|default|depends on|select|reset) .*)$/
const DEPENDENCY = /^(depends on|select) /
const OWN_PROMPT = /^(IMAGEOPT|TARGET_MULTI_PROFILE|TARGET_ALL_PROFILES|TARGET_PER_DEVICE_ROOTFS)$/

/** The attribute without a prompt that is the scripts' own. */
const withoutOwnPrompt = (attribute: string, entry: string): string =>
  attribute
    .replace(/^(prompt) "(?:Target System|Subtarget|Target Profile)"/, '$1')
    .replace(/^string ".* additional packages"$/, 'string')
    .replace(/^bool ".*"/, (whole) => (OWN_PROMPT.test(entry) ? 'bool' : whole))

/** As the recording script reduces a text: statements and attributes, without help, dependencies sorted if need be. */
const reduced = (text: string, isSorted: boolean): readonly string[] => {
  const lines: string[] = []
  let run: string[] = []
  let entry = ''
  const flush = (): void => {
    const said = (line: string): string => line.replace(DEPENDENCY, '')
    if (isSorted) run.sort((a, b) => (said(a) < said(b) ? -1 : said(a) > said(b) ? 1 : 0))
    lines.push(...run.map((line) => `  ${line}`))
    run = []
  }
  for (const line of text.split('\n').map((one) => one.replace(/^[ \t]+|[ \t]+$/g, ''))) {
    if (DEPENDENCY.test(line)) run.push(line)
    else if (STATEMENT.test(line)) {
      flush()
      entry = line.replace(/^(menu)?config /, '')
      lines.push(line === 'menu "Target Devices"' ? 'menu' : line)
    } else if (ATTRIBUTE.test(line)) {
      flush()
      lines.push(`  ${withoutOwnPrompt(line, entry)}`)
    }
  }
  flush()
  return lines
}

/** Up to 23.05 the scripts print what an entry selects and depends on in the order of a perl hash. */
const UNORDERED = new Set(['17.01', '18.06', '19.07', '21.02', '22.03', '23.05'])

const recorded = (release: string, name: string): readonly string[] => expectedText(release, name).trimEnd().split('\n')

const made = (write: (into: KconfigSink) => void): string => {
  const text = new KconfigText()
  write(text)
  return text.toString()
}

describe.each([...CASES.keys()])('release %s', (release) => {
  const { metadata: switches } = RELEASES[release as OpenwrtReleaseName]
  const collected = (name: string): string => {
    layTree(release, 'buildbot', folder())
    return readFileSync(join(folder(), 'tmp', name), 'latin1')
  }

  test('packages', () => {
    const info = parsePackageInfo(collected('.packageinfo'), switches)
    const ours = made((into) => writePackageKconfig(info, switches, true, into))
    expect(reduced(ours, UNORDERED.has(release))).toEqual(recorded(release, 'package.statements'))
  })

  test('targets', () => {
    const targets = parseTargetInfo(collected('.targetinfo'), switches)
    const ours = made((into) => writeTargetKconfig(targets, switches, () => true, into))
    expect(reduced(ours, false)).toEqual(recorded(release, 'target.statements'))
  })
})
