/** A small kernel in memory: headers, configuration, exports, and modules of its own. */

import type { FileSystem } from '../../src/files/file-system.ts'
import { type MemoryFiles, memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type NewModule, writeModule } from '../module/write-module.ts'

export const RELEASE = '6.1.0-56-amd64'
export const VERMAGIC = `${RELEASE} SMP preempt mod_unload modversions `
export const HEADERS = `/usr/src/linux-headers-${RELEASE}`
export const MODULES = `/lib/modules/${RELEASE}`
export const LAYOUT = 0x1000

export const CONFIG = [
  '#\n# Automatically generated file; DO NOT EDIT.\n# Linux/x86 6.1.192 Kernel Configuration\n#',
  'CONFIG_CC_VERSION_TEXT="gcc-12 (Debian 12.2.0-14) 12.2.0"',
  ...['64BIT', 'X86', 'X86_64', 'SMP', 'PREEMPT_BUILD', 'MODULES', 'MODULE_UNLOAD', 'MODVERSIONS'].map(
    (symbol) => `CONFIG_${symbol}=y`,
  ),
  '',
].join('\n')

export const line = (crc: number, name: string, module = 'vmlinux', word = 'EXPORT_SYMBOL'): string =>
  `0x${crc.toString(16).padStart(8, '0')}\t${name}\t${module}\t${word}\t\n`

export const SYMVERS = line(LAYOUT, 'module_layout') + line(0x2000, 'printk') + line(3, 'helped', 'drivers/my-helper')

/** A module that this kernel loads. */
export const goodModule = (module: NewModule = {}): Buffer => {
  const { modinfo = [], versions = [] } = module
  return writeModule({
    ...module,
    modinfo: ['license=GPL', 'retpoline=Y', `vermagic=${VERMAGIC}`, ...modinfo],
    versions: [['module_layout', LAYOUT], ...versions],
  })
}

export const KERNEL: MemoryFiles = {
  [`${HEADERS}/.config`]: CONFIG,
  [`${HEADERS}/.kernelvariables`]: `override ARCH = x86\noverride KERNELRELEASE = ${RELEASE}\n`,
  [`${HEADERS}/Makefile`]: 'include ../linux-headers-common/Makefile\n',
  [`${HEADERS}/Module.symvers`]: SYMVERS,
  [`${HEADERS}/include/generated/utsrelease.h`]: `#define UTS_RELEASE "${RELEASE}"\n`,
  [`${MODULES}/modules.order`]: 'kernel/drivers/own.ko\n',
  [`${MODULES}/kernel/drivers/own.ko`]: goodModule({ structName: 'own' }),
  [`${MODULES}/modules.builtin.modinfo`]: 'tcp_cubic.version=2.3\0core.parmtype=x:bool\0',
}

export const disk = (files: MemoryFiles = {}): FileSystem => memoryFileSystem({ ...KERNEL, ...files })
