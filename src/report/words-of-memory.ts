/**
 * Our words for what a kernel cannot place or run, and for the parameters that a module is given.
 */
import type { CheckCode } from '../module/check-codes.ts'
import { argOf, type CheckWords, either, listOf, quotedArg, rebuild } from './check-words.ts'

export const MEMORY_WORDS = {
  'module/arch-sections': {
    short: 'a section that the architecture needs is missing',
    cause: (about) => `${quotedArg(about, 'section', 'a section')} is not there, and the architecture needs it`,
    remedy: (about) => `${rebuild(about)}; its linker script (module.lds) makes that section`,
  },
  'module/write-exec': {
    short: 'a section can be written and executed',
    cause: (about) => `${quotedArg(about, 'section', 'a section')} can be both written and executed`,
    remedy: () => 'mend the flags of the section in the assembler file that makes it: "ax" or "aw", never "awx"',
  },
  'module/memory': {
    short: 'there is no memory for the module',
    cause: (about) =>
      argOf(about, 'reason') === 'alignment'
        ? `section ${argOf(about, 'section')} is aligned to ${argOf(about, 'value')}, which is no power of two or far too large: sections come to lie over each other`
        : `it needs ${argOf(about, 'size', 'more')} bytes, more than the kernel has for modules`,
    remedy: () => 'take large arrays out of its .bss and .data: vmalloc() them when they are needed',
  },
  'module/percpu': {
    short: 'there is no per-CPU memory for the module',
    cause: (about) => `it needs ${argOf(about, 'size', 'more')} bytes for each CPU, more than the kernel sets aside`,
    remedy: () => 'use alloc_percpu() in place of DEFINE_PER_CPU() for what is large',
  },
  'module/constructors': {
    short: 'constructors are of two kinds',
    cause: () => 'it has both .ctors and .init_array',
    remedy: () => 'compile all of its objects with one compiler: make clean, then make',
  },
  'module/parameter': {
    short: 'the value of a parameter is wrong',
    cause: (about) => {
      const type = argOf(about, 'type')
      const fault =
        about.finding.errno === 'ERANGE'
          ? `out of the range of ${type === '' ? 'its type' : type}`
          : `no ${type === '' ? 'value for it' : type}`
      return `the parameter ${argOf(about, 'name')} is given ${quotedArg(about, 'value', 'no value')}, which is ${fault}`
    },
    remedy: () => 'give a value that fits: modinfo -p FILE lists parameters and types',
  },
  'module/parameter-unknown': {
    short: 'a parameter is unknown',
    cause: (about) => `it has no parameter ${quotedArg(about, 'name', 'of this name')}: the kernel ignores it`,
    remedy: (about) => {
      const nearest = listOf(about, 'nearest').map((name) => `"${name}"`)
      return nearest.length === 0 ? 'modinfo -p FILE lists its parameters' : `did you mean ${either(nearest)}?`
    },
  },
} as const satisfies { readonly [Code in CheckCode]?: CheckWords }
