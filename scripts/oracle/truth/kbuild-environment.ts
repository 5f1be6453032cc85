/**
 * The environment in which kbuild calls the configurator: what a kernel's top Makefile exports and Kconfig text reads.
 */
import { command } from '../place/command.ts'
import type { KernelTree } from '../place/kernel-tree.ts'
import type { Architecture } from './truth-plan.ts'

/** As `make ARCH=… olddefconfig` would set it with a native gcc. */
export const kbuildEnvironment = (tree: KernelTree, a: Architecture): Readonly<Record<string, string>> => ({
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  srctree: '.',
  KERNELVERSION: tree.version,
  CC: 'gcc',
  LD: 'ld',
  AR: 'ar',
  NM: 'nm',
  OBJCOPY: 'objcopy',
  RUSTC: 'rustc',
  BINDGEN: 'bindgen',
  PAHOLE: 'pahole',
  PYTHON3: 'python3',
  CONFIG_SHELL: 'sh',
  CC_VERSION_TEXT: command('sh', ['-c', 'LC_ALL=C gcc --version | head -n1']).trim(),
  RUSTC_VERSION_TEXT: '',
  CLANG_FLAGS: '',
  USERCFLAGS: '',
  USERLDFLAGS: '',
  CROSS_COMPILE_COMPAT: '',
  ARCH: a.arch,
  SRCARCH: a.srcarch,
  ...(a.srcarch === 'um' ? { SUBARCH: 'x86', HEADER_ARCH: 'x86' } : {}),
})
