/**
 * Mutations of .modinfo: the list of `key=value` that licence, vermagic and name are read from.
 */
import type { Draw } from './draw.ts'
import type { ElfEdit } from './elf-edit.ts'
import { keepsCode, type Mutate, type Mutation } from './mutation.ts'

type Entries = readonly string[]

const LICENCES = ['GPL', 'GPL v2', 'GPLv2', 'Proprietary', 'Dual MIT/GPL', 'Dual BSD/GPL', 'GPL ', 'gpl', '', 'GPL\t']
const ADDED = [
  'intree=N',
  'staging=Y',
  'test=Y',
  'livepatch=Y',
  'livepatch=',
  'retpoline=N',
  'import_ns=CRYPTO_INTERNAL',
  'import_ns=NOWHERE',
  'license=Proprietary',
  'license=GPL',
  'vermagic=6.1.0-1-amd64 SMP',
  'name=other',
  'name=',
  'alias=x',
  'novalue',
  '=',
  '',
  'import_ns',
  'srcversion=0',
]
const NAMES = ['other', '', 'vmlinux', 'with-dash', 'mblk', 'printk', `long${'g'.repeat(60)}`, 'a/b', 'sp ace']
const SPACES = /^import_ns=/

const wordsChanged = (vermagic: string, draw: Draw): string => {
  const words = vermagic.split(' ')
  const at = draw.below(words.length)
  switch (draw.below(9)) {
    case 0:
      return words.filter((_, index) => index !== at).join(' ')
    case 1:
      return [...words.slice(0, at), draw.of(['SMP', 'preempt', 'preempt_rt', 'x']), ...words.slice(at)].join(' ')
    case 2:
      return words.map((word, index) => (index === at ? word.toLowerCase() : word)).join(' ')
    case 3:
      return vermagic.trimEnd()
    case 4:
      return `${vermagic} `
    case 5:
      return words.toReversed().join(' ')
    case 6:
      return ['6.1.0-1-amd64', ...words.slice(1)].join(' ')
    case 7:
      return words.map((word, index) => (index === at ? `${word}x` : word)).join(' ')
    default:
      return draw.of(['', ' ', words[0] ?? '', vermagic.replace(' ', '\t')])
  }
}

const withValue = (entries: Entries, key: string, value: string): Entries =>
  entries.map((entry) => (entry.startsWith(`${key}=`) ? `${key}=${value}` : entry))

type Change = (entries: Entries, draw: Draw) => { readonly entries: Entries; readonly what: string }

const drop: Change = (entries, draw) => {
  const at = draw.below(entries.length)
  return { entries: entries.filter((_, index) => index !== at), what: `without ${entries[at]}` }
}

const dropKey: Change = (entries, draw) => {
  const key = draw.of(['vermagic', 'license', 'name', 'retpoline', 'intree', 'import_ns'])
  return { entries: entries.filter((entry) => !entry.startsWith(`${key}=`)), what: `without any ${key}` }
}

const add: Change = (entries, draw) => {
  const [entry, first] = [draw.of(ADDED), draw.oneIn(2)]
  return { entries: first ? [entry, ...entries] : [...entries, entry], what: `${entry} ${first ? 'first' : 'last'}` }
}

const licence: Change = (entries, draw) => {
  const value = draw.of(LICENCES)
  return { entries: withValue(entries, 'license', value), what: `license=${value}` }
}

const vermagic: Change = (entries, draw) => {
  const old = entries.find((entry) => entry.startsWith('vermagic='))?.slice(9) ?? ''
  const value = wordsChanged(old, draw)
  return { entries: withValue(entries, 'vermagic', value), what: `vermagic=${value}` }
}

const name: Change = (entries, draw) => {
  const value = draw.of(NAMES)
  return { entries: withValue(entries, 'name', value), what: `name=${value}` }
}

const space: Change = (entries, draw) => {
  const value = draw.of(['x', 'crypto_internal', ''])
  const changed = entries.map((entry) => (SPACES.test(entry) ? `import_ns=${value}` : entry))
  return { entries: changed, what: `import_ns=${value}` }
}

const key: Change = (entries, draw) => {
  const at = draw.below(entries.length)
  const changed = entries.map((entry, index) =>
    index === at ? draw.of([`x${entry}`, ` ${entry}`, entry.slice(1)]) : entry,
  )
  return { entries: changed, what: `${entries[at]} -> ${changed[at]}` }
}

const order: Change = (entries) => ({ entries: entries.toReversed(), what: 'in reverse order' })

const CHANGES: readonly Change[] = [
  drop,
  drop,
  dropKey,
  add,
  add,
  licence,
  vermagic,
  vermagic,
  vermagic,
  name,
  space,
  key,
  order,
]

export const mutateModinfo: Mutate = (elf: ElfEdit, draw: Draw): Mutation | undefined => {
  const section = elf.section('.modinfo')
  if (section === undefined) return undefined
  const text = Buffer.from(elf.contentOf(section)).toString('latin1')
  const { entries, what } = draw.of(CHANGES)(text.split('\0').slice(0, -1), draw)
  // rarely without the NUL at the end, or with more of them
  const end = draw.of(['\0', '\0', '\0', '\0', '\0', '\0', '\0\0\0', ''])
  const lead = draw.oneIn(12) ? '\0\0' : ''
  const joined = `${lead}${entries.join(draw.oneIn(12) ? '\0\0' : '\0')}${end}`
  elf.replace(section, Buffer.from(entries.length === 0 ? '' : joined, 'latin1'))
  return keepsCode(`.modinfo: ${what}${end === '\0' ? '' : `, end ${JSON.stringify(end)}`}`)
}
