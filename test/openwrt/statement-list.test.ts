/** Kconfig that is made as statements is the same as Kconfig that is written out and parsed. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, type Statement } from '../../grammar/kconfig/index.ts'
import type { DialectName } from '../../src/kconfig/dialect.ts'
import { DIALECTS } from '../../src/kconfig/dialects/index.ts'
import type { KconfigSink } from '../../src/openwrt/kconfig-sink.ts'
import { KconfigText } from '../../src/openwrt/kconfig-text.ts'
import { EndlessDependencies } from '../../src/openwrt/package-dependencies.ts'
import { parsePackageInfo } from '../../src/openwrt/package-info.ts'
import { writePackageKconfig } from '../../src/openwrt/package-kconfig.ts'
import { OPENWRT_RELEASES, type OpenwrtRelease, RELEASES } from '../../src/openwrt/releases.ts'
import { StatementList } from '../../src/openwrt/statement-list.ts'
import { parseTargetInfo } from '../../src/openwrt/target-info.ts'
import { writeTargetKconfig } from '../../src/openwrt/target-kconfig.ts'

/** Without offsets: those of a list are not those of a text. */
const plain = (statements: readonly Statement[]): unknown =>
  JSON.parse(JSON.stringify(statements, (key, value) => (key === 'start' || key === 'end' ? undefined : value)))

const syntaxOf = ({ name }: OpenwrtRelease) =>
  DIALECTS[`openwrt-${name === 'main' ? '25.12' : name}` as DialectName].syntax

const bothWays = (release: OpenwrtRelease, write: (into: KconfigSink) => void) => {
  const list = new StatementList(syntaxOf(release))
  write(list)
  const text = new KconfigText()
  write(text)
  const { tree, problems } = parse(text.toString(), syntaxOf(release))
  return { list, statements: tree.statements, problems }
}

const releases = OPENWRT_RELEASES.map((name) => RELEASES[name])
const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/buildroot-tiny/tmp/${name}`, import.meta.url), 'latin1')

describe.each(releases)('release $name', (release) => {
  const { metadata: switches } = release

  test('packages of the small buildroot', () => {
    const info = parsePackageInfo(fixture('.packageinfo'), switches)
    const { list, statements } = bothWays(release, (into) => writePackageKconfig(info, switches, true, into))
    expect(list.irregular).toBe(false)
    expect(plain(list.source().parsed.tree.statements)).toEqual(plain(statements))
  })

  test('targets of the small buildroot, and each alone stands in the lines it has among all', () => {
    const targets = parseTargetInfo(fixture('.targetinfo'), switches)
    const written = (scope: (conf: string) => boolean) =>
      bothWays(release, (into) => writeTargetKconfig(targets, switches, scope, into))
    const all = written(() => true)
    expect(plain(all.list.source().parsed.tree.statements)).toEqual(plain(all.statements))
    const byLine = new Map(all.statements.map((statement) => [statement.line, plain([statement])]))
    for (const { conf } of targets) {
      const alone = written((one) => one === conf).list.source().parsed.tree.statements
      for (const statement of alone) expect(plain([statement])).toEqual(byLine.get(statement.line))
    }
  })
})

const word = fc.constantFrom(
  'a',
  'b',
  'kmod-c',
  'lib.d',
  'e+',
  'A',
  '$(x)',
  'x"y',
  "it's",
  '\\',
  'help',
  'endmenu',
  '#',
)
const phrase = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '))
const line = fc
  .tuple(fc.constantFrom('', ' ', '  ', '\t', '\t\t', '    '), phrase)
  .map(([blanks, text]) => blanks + text)
const configLine = fc.constantFrom(
  'config X',
  '\tconfig Y',
  '\t\tbool "y"',
  '\t\thelp',
  '\t\t  of y',
  'if A',
  'endif',
  'menu "m"',
  'endmenu',
  'source "more.in"',
  'nonsense',
  '',
)
const dependency = fc.constantFrom(
  '+a',
  'b',
  '@A',
  '+@B',
  'A:b',
  '+A:kmod-c',
  '!A:b',
  '+(A&&B):a',
  '@(A||',
  '@A=y',
  '@"',
)

const block = fc
  .record({
    name: fc.constantFrom('a', 'b', 'kmod-c', 'lib.d', 'e+'),
    title: phrase,
    submenu: fc.option(phrase),
    defaults: fc.option(fc.constantFrom('y', 'y if A, m', 'm if (', '"', 'A||B')),
    depends: fc.array(dependency, { maxLength: 4 }),
    description: fc.array(line, { maxLength: 4 }),
    config: fc.option(fc.array(configLine, { maxLength: 6 })),
  })
  .map(({ name, title, submenu, defaults, depends, description, config }) =>
    [
      `Package: ${name}`,
      ...(submenu === null ? [] : [`Submenu: ${submenu}`]),
      ...(defaults === null ? [] : [`Default: ${defaults}`]),
      `Depends: ${depends.join(' ')}`,
      `Category: all`,
      `Title: ${title}`,
      'Type: ipkg',
      `Description: ${description.join('\n')}`,
      '@@',
      ...(config === null ? [] : [`Config: ${config.join('\n')}`, '@@']),
      '',
    ].join('\n'),
  )

/** Packages may select themselves in a circle that no script gets out of. */
const unlessEndless = <T>(make: () => T): T | undefined => {
  try {
    return make()
  } catch (error) {
    if (error instanceof EndlessDependencies) return undefined
    throw error
  }
}

test('packages whatever people write: the same statements, or it is said that a text is to be parsed', () => {
  let regular = 0
  fc.assert(
    fc.property(fc.constantFrom(...releases), fc.array(block, { maxLength: 5 }), (release, blocks) => {
      const { metadata: switches } = release
      const info = parsePackageInfo(`Source-Makefile: package/all/Makefile\n${blocks.join('\n')}`, switches)
      const made = unlessEndless(() => bothWays(release, (into) => writePackageKconfig(info, switches, false, into)))
      if (made === undefined) return
      const { list, statements, problems } = made
      if (list.irregular) return
      regular++
      const { parsed } = list.source()
      expect(plain(parsed.tree.statements)).toEqual(plain(statements))
      expect(parsed.problems.map(({ code, args }) => ({ code, args }))).toEqual(
        problems.map(({ code, args }) => ({ code, args })),
      )
    }),
    { numRuns: 400 },
  )
  expect(regular).toBeGreaterThan(100)
})
