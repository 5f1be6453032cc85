/**
 * What kcheck says of a case: of the system call, or of the calls that a program makes.
 */
import { basename } from 'node:path'
import { expand } from '../../../src/archive/expand.ts'
import type { ArchiveFormat } from '../../../src/archive/format.ts'
import { loadModule } from '../../../src/module/load-module.ts'
import type { LoadAttempt, LoadResult } from '../../../src/module/load-result.ts'
import type { TargetKernel } from '../../../src/module/target-kernel.ts'
import { type ToolTexts, toolTexts } from '../../../src/module/tool-texts.ts'
import type { LoadCase } from './load-case.ts'

const IGNORE_MODVERSIONS = 1
const IGNORE_VERMAGIC = 2
const COMPRESSED = 4

export interface Prediction {
  /** One for each system call, the last being the one that counts; none where the kernel is not asked. */
  readonly results: readonly LoadResult[]
  /** Of a program: its messages. */
  readonly output?: string
}

/** Cases that kcheck has no answer for, by the reason why. */
export interface NotPredicted {
  readonly notPredicted: 'flags that no tool passes' | 'modprobe takes names and no paths'
}

interface Handed {
  readonly bytes: Uint8Array
  readonly call: LoadAttempt['call']
  readonly flags: number
}

/** The file unpacked, if the program reads that format; undefined for a plain file or a format that it does not know. */
const unpacked = (bytes: Uint8Array, formats: readonly ArchiveFormat[]): Uint8Array | undefined => {
  const found = expand(bytes)
  if (found.kind === 'damaged' || found.kind === 'plain') return undefined
  return formats.includes(found.kind) ? found.bytes : undefined
}

/** libkmod hands over the file, or what it has unpacked. Debian 12's version 30 reads xz and zstd. */
const byKmod = (bytes: Uint8Array, flags: number): Handed => {
  const plain = unpacked(bytes, ['xz', 'zstd'])
  return plain === undefined ? { bytes, call: 'finit_module', flags } : { bytes: plain, call: 'init_module', flags }
}

/** The programs of the cases: `FL=-f /bin/mp.sh` is modprobe with a flag. */
const FORCE: ReadonlyMap<string, number> = new Map([
  ['-f', IGNORE_MODVERSIONS | IGNORE_VERMAGIC],
  ['--force-vermagic', IGNORE_VERMAGIC],
  ['--force-modversion', IGNORE_MODVERSIONS],
])

const attemptOf = ({ bytes, call, flags }: Handed, params: string): LoadAttempt => ({
  file: bytes,
  call,
  ignoreModversions: (flags & IGNORE_MODVERSIONS) !== 0,
  ignoreVermagic: (flags & IGNORE_VERMAGIC) !== 0,
  compressed: (flags & COMPRESSED) !== 0,
  params,
  verify: true,
})

/** What a kernel of that state says of the case. */
export const predictCase = (kernel: TargetKernel, one: LoadCase, bytes: Uint8Array): Prediction | NotPredicted => {
  const load = (handed: Handed): LoadResult => loadModule(kernel, attemptOf(handed, one.args))
  const path = `/m/${one.file}`
  const name = basename(one.file).replace(/\.ko.*$/, '')
  const said = (result: LoadResult, tool: keyof ToolTexts): string =>
    result.errno === null ? '' : (toolTexts(path, result.errno)[tool] ?? '')
  const { prog } = one
  if (prog === 'sys' || prog === 'init') {
    if ((one.flags & ~7) !== 0) return { notPredicted: 'flags that no tool passes' }
    const call = prog === 'sys' ? 'finit_module' : 'init_module'
    return { results: [load({ bytes, call, flags: prog === 'sys' ? one.flags : 0 })] }
  }
  if (prog === 'insmod' || prog === 'insmodf' || prog === '/sbin/insmod') {
    const result = load(byKmod(bytes, prog === 'insmodf' ? IGNORE_MODVERSIONS | IGNORE_VERMAGIC : 0))
    return { results: [result], output: said(result, 'insmod') }
  }
  if (prog === 'bb' || prog === '/bin/busybox insmod') {
    const first = load({ bytes, call: 'finit_module', flags: 0 })
    if (first.verdict !== 'refused') return { results: [first], output: '' }
    const again = load({ bytes: unpacked(bytes, ['gzip', 'xz']) ?? bytes, call: 'init_module', flags: 0 })
    return { results: [first, again], output: said(again, 'busybox') }
  }
  const [, flag = '', program = ''] = /^(?:FL=(\S+) )?(\S+)$/.exec(prog) ?? []
  if (program !== '/bin/mp.sh') return { notPredicted: 'modprobe takes names and no paths' }
  if (one.file.endsWith('.gz')) {
    const release = kernel.facts.release.text
    const folder = release.kind === 'known' ? `/lib/modules/${release.value}` : ''
    return { results: [], output: `modprobe: FATAL: Module ${name} not found in directory ${folder}` }
  }
  if (flag === '-n') return { results: [], output: '' }
  const result = load(byKmod(bytes, FORCE.get(flag) ?? 0))
  return { results: [result], output: said(result, 'modprobe') }
}
