/** Small modules and the kernels to load them into, made by the test: each is sound unless told otherwise. */
import { readConfig } from '../../src/config/read.ts'
import type { Layout } from '../../src/elf/layout.ts'
import { SYMBOL } from '../../src/elf/layout.ts'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type FactSource, known, unknown } from '../../src/kernel/fact.ts'
import { kernelFacts } from '../../src/kernel/kernel-facts.ts'
import { parseSymvers } from '../../src/kernel/symvers.ts'
import { loadModule } from '../../src/module/load-module.ts'
import type { LoadAttempt, LoadResult } from '../../src/module/load-result.ts'
import type { KernelExport, KernelState, LoaderPolicy, TargetKernel } from '../../src/module/target-kernel.ts'
import { type NewSection, strings, symbol, writeElf } from '../elf/write-elf.ts'

export const X86_64: Layout = { bits: 64, littleEndian: true }
export const STRUCT_SIZE = 0x380
export const LAYOUT_CRC = 0x1111_2222
const STATED: FactSource = { kind: 'option', option: 'test' }

/** A symbol besides the undefined ones. */
export interface NewSymbol {
  readonly name: string
  readonly shndx: number
  readonly info?: number
  readonly value?: number
}

export interface NewModule {
  readonly layout?: Layout
  readonly machine?: number
  readonly structName?: string
  /** Lines of .modinfo; absent ones as a kernel module of the tree has them. */
  readonly modinfo?: readonly string[]
  readonly modinfoFlags?: number
  /** Undefined: no section. module_layout is not added. */
  readonly versions?: readonly (readonly [string, number, number?])[] | undefined
  /** Undefined symbols; weak ones begin with `?`. */
  readonly uses?: readonly string[]
  readonly symbols?: readonly NewSymbol[]
  readonly structSize?: number
  readonly structFlags?: number
  /** Sections behind the ordinary ones. */
  readonly extra?: readonly NewSection[]
  /** Leaves ordinary sections out. */
  readonly without?: readonly string[]
}

export const VERMAGIC = '6.1.0-9-test SMP preempt mod_unload modversions '
export const MODINFO = ['license=GPL', 'intree=Y', 'retpoline=Y', 'name=sample', `vermagic=${VERMAGIC}`]
export const VERSIONS = [['module_layout', LAYOUT_CRC]] as const

const versionBytes = ({ bits, littleEndian }: Layout, entries: NonNullable<NewModule['versions']>): Buffer => {
  const bytes = Buffer.alloc(entries.length * 64)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  entries.forEach(([name, crc, high = 0], index) => {
    if (bits === 64) view.setBigUint64(index * 64, (BigInt(high) << 32n) | BigInt(crc), littleEndian)
    else view.setUint32(index * 64, crc, littleEndian)
    bytes.write(name, index * 64 + bits / 8, 'latin1')
  })
  return bytes
}

/** Indices of the ordinary sections: .text 1, .modinfo 2, __versions 3, this_module 4, .strtab 5, .symtab 6. */
export const writeModule = (module: NewModule = {}): Buffer => {
  const { layout = X86_64, machine = 62, structName = 'sample', modinfo = MODINFO, versions = VERSIONS } = module
  const { uses = [], symbols = [], structSize = STRUCT_SIZE, extra = [], without = [] } = module
  const all: readonly NewSymbol[] = [
    ...symbols,
    ...uses.map((use) => ({ name: use.replace(/^\?/, ''), shndx: 0, info: use.startsWith('?') ? 0x20 : 0x10 })),
  ]
  const names = strings(...all.map(({ name }) => name))
  const struct = Buffer.alloc(Math.max(structSize, 64))
  struct.write(structName, layout.bits === 64 ? 24 : 12, 'latin1')
  const table = all.map(({ shndx, info = 0x10, value = 0 }, index) =>
    symbol(layout, { st_name: names.at[index], st_info: info, st_shndx: shndx, st_value: value }),
  )
  const { size: entsize } = SYMBOL[layout.bits]
  const sections: readonly NewSection[] = [
    { name: '.text', type: 1, flags: 6, bytes: Buffer.alloc(32), addralign: 16 },
    {
      name: '.modinfo',
      type: 1,
      flags: module.modinfoFlags ?? 2,
      bytes: Buffer.from(modinfo.map((line) => `${line}\0`).join('')),
    },
    { name: '__versions', type: 1, flags: 2, bytes: versionBytes(layout, versions) },
    { name: '.gnu.linkonce.this_module', type: 1, flags: module.structFlags ?? 3, bytes: struct, size: structSize },
    { name: '.strtab', type: 3, bytes: names.bytes },
    { name: '.symtab', type: 2, bytes: Buffer.concat([symbol(layout, {}), ...table]), link: 5, info: 1, entsize },
    ...extra,
  ]
  const isLeftOut = ({ name }: NewSection): boolean =>
    without.includes(name) || (name === '__versions' && 'versions' in module && module.versions === undefined)
  // a section that is left out keeps its index, so that links stay right
  return writeElf({
    layout,
    machine,
    sections: sections.map((section) => (isLeftOut(section) ? { name: '.left-out', type: 1 } : section)),
  })
}

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

export const newKernel = (kernel: NewKernel = {}): TargetKernel => {
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
  const { exports, hasCrcs } = parseSymvers([layout, ...symvers, ''].join('\n'))
  const find = (name: string): KernelExport | undefined => {
    const found = exports.get(name)
    if (found === undefined) return undefined
    const owner = found.module === 'vmlinux' ? 'vmlinux' : (found.module.split('/').at(-1) ?? '').replaceAll('-', '_')
    return { ...found, crc: hasCrcs ? found.crc : undefined, owner }
  }
  return {
    facts,
    structModuleSize:
      'structSize' in kernel && kernel.structSize === undefined
        ? unknown({ kind: 'option', option: '--like' })
        : known(kernel.structSize ?? STRUCT_SIZE, STATED),
    exports: kernel.hasSymvers === false ? unknown({ kind: 'option', option: '--symvers' }) : known({ find }, STATED),
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
  loadModule(newKernel(kernel), {
    file,
    call: 'finit_module',
    ignoreVermagic: false,
    ignoreModversions: false,
    compressed: false,
    params: '',
    verify: true,
    ...attempt,
  })

/** Verdict, error number and deciding check in one line. */
export const answer = ({ verdict, errno, check }: LoadResult): string =>
  [verdict, ...(errno === null ? [] : [errno]), ...(check === null ? [] : [check])].join(' ')

/** The log that is printed whenever a module like that is loaded. */
export const log = ({ dmesg }: LoadResult): readonly string[] =>
  dmesg.filter(({ once }) => once !== true).map(({ text }) => text)
