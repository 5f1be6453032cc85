/** The lines that messages are about. */
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import type { KconfigMessage } from '../../src/kconfig/message.ts'
import { withExcerpts } from '../../src/workspace/excerpts.ts'

const KCONFIG = 'config A\n\tbool "a"  \n\n\tnonsense here\n'

const message = (more: Partial<KconfigMessage>): KconfigMessage => ({
  code: 'kconfig/unknown-statement',
  severity: 'error',
  stream: 'err',
  text: '',
  args: {},
  ...more,
})

const counted = () => {
  const files = memoryFileSystem({ '/tree/Kconfig': KCONFIG, '/here/cfg': 'CONFIG_A=y\n' })
  const read: string[] = []
  const noting = {
    ...files,
    readText(path: string) {
      read.push(path)
      return files.readText(path)
    },
  }
  return { read, files: noting }
}

const excerpts = (...messages: readonly Partial<KconfigMessage>[]) => {
  const { files, read } = counted()
  const given = withExcerpts(messages.map(message), files, { tree: '/tree', cwd: '/here' })
  return { read, excerpts: given.map(({ excerpt }) => excerpt) }
}

const at = (line: number, file = 'Kconfig') => ({ position: { file, line } })
const nonsense = KCONFIG.indexOf('nonsense')

describe('an excerpt', () => {
  test('is the line, all of it but what is blank', () => {
    expect(excerpts(at(2)).excerpts).toEqual([{ text: '\tbool "a"  ', column: 2, length: 8 }])
  })

  test('of an empty line has room for a caret', () => {
    expect(excerpts(at(3)).excerpts).toEqual([{ text: '', column: 1, length: 1 }])
  })

  test('points at what the message spans', () => {
    const span = { file: 'Kconfig', start: nonsense, end: nonsense + 'nonsense'.length }
    expect(excerpts({ ...at(4), span }).excerpts).toEqual([{ text: '\tnonsense here', column: 2, length: 8 }])
  })

  test('does not where that is on another line', () => {
    const span = { file: 'Kconfig', start: nonsense, end: nonsense + 1 }
    expect(excerpts({ ...at(1), span }).excerpts).toEqual([{ text: 'config A', column: 1, length: 8 }])
  })
})

test('a configuration is where the user is, a Kconfig file in the tree', () => {
  const line = { text: 'CONFIG_A=y', column: 1, length: 10 }
  expect(excerpts({ ...at(1, 'cfg'), code: 'dotconfig/unknown-symbol' }, at(1, 'cfg')).excerpts).toEqual([
    line,
    undefined,
  ])
})

test('there is none for notes, without a place, beyond the end, in a file that is not there', () => {
  const without = excerpts({ ...at(1), severity: 'note' }, {}, at(99), at(1, 'nothing'))
  expect(without.excerpts).toEqual([undefined, undefined, undefined, undefined])
})

test('there is none of a line that nobody would read', () => {
  const given = (length: number) => {
    const files = memoryFileSystem({ '/tree/Kconfig': `${'x'.repeat(length)}\n` })
    return withExcerpts([message(at(1))], files, { tree: '/tree', cwd: '/' })[0]?.excerpt?.length
  }
  expect([given(10_000), given(10_001), given(5_000_000)]).toEqual([10_000, undefined, undefined])
})

test('a file is read once, and none for more messages than anybody reads', () => {
  const many = excerpts(...Array.from({ length: 51 }, () => at(1)))
  expect([many.read, many.excerpts[49]?.text, many.excerpts[50]]).toEqual([['/tree/Kconfig'], 'config A', undefined])
})
