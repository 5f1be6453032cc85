/**
 * The modules that are mutated: small ones that need no hardware, unload again, and have between them whatever a kernel
 * looks at: exports, imports of each kind, namespaces, parameters, a module that another one needs.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { unpackedModule } from '../module/read-module.ts'
import { signatureStart } from './signature.ts'

/** Below /lib/modules/RELEASE/kernel; with what must be loaded before, and texts for their parameters. */
const OF_THE_KERNEL: readonly Wanted[] = [
  { path: 'lib/crc-itu-t' },
  { path: 'lib/crypto/libarc4' },
  { path: 'lib/ts_kmp' },
  { path: 'fs/nls/nls_iso8859-1' },
  { path: 'lib/lru_cache' },
  { path: 'crypto/cmac' },
  // its debugging output would push other lines out of the log
  { path: 'crypto/ansi_cprng', args: ['dbg=0', 'dbg=x', 'dbg', 'dbg=', 'dbg=2147483648', 'dbg=0x0 nosuch=3'] },
  {
    path: 'drivers/char/hangcheck-timer',
    args: ['hangcheck_tick=90', 'hangcheck_tick=', 'hangcheck-margin=20', 'hangcheck_reboot=y', 'hangcheck_tick="9"'],
  },
  {
    path: 'lib/memory-notifier-error-inject',
    deps: ['lib/notifier-error-inject'],
    args: ['priority=5', 'priority=1 -- a'],
  },
]

/** Of the recorded cases' folder. */
const OF_THE_CASES: readonly Wanted[] = [
  { path: 't_base' },
  {
    path: 't_params',
    args: [
      'num=5',
      'num=0x1f str=a',
      'num=08',
      'num=-5',
      'num=2147483648',
      'num=',
      'num',
      'str',
      'str="a b" num=1',
      'num= 3',
      'n-um=3',
      'num=3 num=x',
      'str=a,b dyndbg=+p',
      'num=99999999999999999999',
      'num=5x',
      'num=+5',
      't_params.num=5',
      '-- num=x',
      ' num=5 ',
      '"num=5"',
      '=5',
      'async_probe=x',
    ],
  },
  { path: 't_exp' },
  { path: 't_imp', deps: ['t_exp'] },
  { path: 't_ns' },
  { path: 't_weak' },
  { path: 't_weakknown' },
  { path: 't_percpu' },
  { path: 't_got' },
  { path: 't_nogpl' },
]

interface Wanted {
  readonly path: string
  readonly deps?: readonly string[]
  readonly args?: readonly string[]
}

export interface Original {
  readonly name: string
  readonly signed: Uint8Array | undefined
  readonly unsigned: Uint8Array
  readonly args: readonly string[]
  /** File names in the same list. */
  readonly deps: readonly string[]
}

export interface Originals {
  readonly modules: readonly Original[]
  /** What is loaded before, by file name. */
  readonly deps: ReadonlyMap<string, Uint8Array>
}

/** A module's bytes, unpacked; undefined where there is none. Throws where it is damaged. */
const readModule = (path: string): Uint8Array | undefined => {
  const file = ['.ko', '.ko.xz', '.ko.zst', '.ko.gz'].map((end) => `${path}${end}`).find((name) => existsSync(name))
  return file === undefined ? undefined : unpackedModule(file)
}

const fileName = (path: string): string => `${path.split('/').at(-1)}.ko`

const readAll = (folder: string, wanted: readonly Wanted[]): Originals => {
  const deps = new Map<string, Uint8Array>()
  const modules = wanted.flatMap(({ path, deps: needed = [], args = [] }): Original[] => {
    const bytes = readModule(join(folder, path))
    const found = needed.map((name) => [fileName(name), readModule(join(folder, name))] as const)
    if (bytes === undefined || found.some(([, content]) => content === undefined)) return []
    for (const [name, content] of found) if (content !== undefined) deps.set(name, content)
    const start = signatureStart(bytes)
    return [
      {
        name: fileName(path),
        signed: start === undefined ? undefined : bytes,
        unsigned: start === undefined ? bytes : bytes.slice(0, start),
        args,
        deps: found.map(([name]) => name),
      },
    ]
  })
  return { modules, deps }
}

/** Of /lib/modules/RELEASE, and of a folder of recorded cases where there is one. */
export const originalModules = (folder: string, cases: string | undefined): Originals => {
  const kernel = readAll(join(folder, 'kernel'), OF_THE_KERNEL)
  const own = cases === undefined ? { modules: [], deps: new Map() } : readAll(cases, OF_THE_CASES)
  return { modules: [...kernel.modules, ...own.modules], deps: new Map([...kernel.deps, ...own.deps]) }
}
