/** Kernels to load small modules into, made by the test: each takes a sound module unless told otherwise. */
import { readConfig } from '../../src/config/read.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type FactSource, known, unknown } from '../../src/kernel/fact.ts'
import { kernelFacts } from '../../src/kernel/kernel-facts.ts'
import { parseSymvers } from '../../src/kernel/symvers.ts'
import { symversTable } from '../../src/module/export-table.ts'
import { AS_INSMOD, loadModule } from '../../src/module/load-module.ts'
import type { LoadAttempt, LoadResult } from '../../src/module/load-result.ts'
import type { KernelState, LoaderPolicy, TargetKernel } from '../../src/module/target-kernel.ts'
import { LAYOUT_CRC, STRUCT_SIZE, VERMAGIC } from './write-module.ts'

const STATED: FactSource = { kind: 'option', option: 'test' }

export interface NewKernel {
  /** `6.1` and so on. */
  readonly version?: string
  readonly vermagic?: string
  /** Symbols that are `y`, beside those of an x86-64 kernel with CRCs. */
  readonly config?: readonly string[]
  /** Symbols of those that are not. */
  readonly configWithout?: readonly string[]
  readonly hasConfig?: boolean
  /** Lines of Module.symvers without the CRC of module_layout. */
  readonly symvers?: readonly string[]
  readonly hasSymvers?: boolean
  readonly policy?: LoaderPolicy
  readonly structSize?: number | undefined
  readonly builtin?: readonly string[]
  readonly state?: Partial<KernelState>
}

const CONFIG = ['X86', 'X86_64', '64BIT', 'SMP', 'MODULES', 'MODULE_UNLOAD', 'MODVERSIONS', 'STRICT_MODULE_RWX']

const newKernel = (kernel: NewKernel = {}): TargetKernel => {
  const { version = '6.1', vermagic = VERMAGIC, config = [], configWithout = [], symvers = [], builtin = [] } = kernel
  const symbols = [...CONFIG, ...config].filter((name) => !configWithout.includes(name))
  const set = readConfig(symbols.map((name) => `CONFIG_${name}=y\n`).join(''), '.config')
  const facts = kernelFacts({
    files: memoryFileSystem({}),
    ...(kernel.hasConfig === false ? {} : { config: (name: string) => set.entries.get(name) }),
    release: { text: `${version}.0-9-test`, source: STATED },
    vermagic: { text: vermagic, source: STATED },
  })
  const layout = `0x${LAYOUT_CRC.toString(16)}\tmodule_layout\tvmlinux\tEXPORT_SYMBOL\t`
  const exports = symversTable([parseSymvers([layout, ...symvers, ''].join('\n'))])
  return {
    facts,
    structModuleSize:
      'structSize' in kernel && kernel.structSize === undefined
        ? unknown({ kind: 'option', option: '--like' })
        : known(kernel.structSize ?? STRUCT_SIZE, STATED),
    exports: kernel.hasSymvers === false ? unknown({ kind: 'option', option: '--symvers' }) : known(exports, STATED),
    policy:
      kernel.policy === undefined ? unknown({ kind: 'option', option: '--policy' }) : known(kernel.policy, STATED),
    builtinNames: known(new Set(builtin), STATED),
    state: {
      sigEnforce: false,
      lockdown: false,
      blacklist: [],
      loaded: undefined,
      autoloads: true,
      keys: undefined,
      ...kernel.state,
    },
  }
}

/** Loads it as insmod does. */
export const load = (file: Uint8Array, kernel: NewKernel = {}, attempt: Partial<LoadAttempt> = {}): LoadResult =>
  loadModule(newKernel(kernel), { ...AS_INSMOD, file, ...attempt })

/** Verdict, error number and deciding check in one line. */
export const answer = ({ verdict, errno, check }: LoadResult): string =>
  [verdict, ...(errno === null ? [] : [errno]), ...(check === null ? [] : [check])].join(' ')

/** The log that is printed whenever a module like that is loaded. */
export const log = ({ dmesg }: LoadResult): readonly string[] =>
  dmesg.filter(({ once }) => once !== true).map(({ text }) => text)
