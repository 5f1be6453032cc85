/**
 * What the programs that load modules print when the kernel refuses.
 * Follows tools/insmod.c and tools/modprobe.c of kmod 30, and modutils/modutils.c and insmod.c of busybox 1.35; the texts
 * of strerror() are glibc's.
 */
import type { Errno } from './errno.ts'
import { moduleNameOf } from './module-name.ts'

/** One line each; null where the program says nothing. */
export interface ToolTexts {
  readonly insmod: string | null
  readonly modprobe: string | null
  readonly busybox: string | null
}

/** strerror(). */
const ERROR_TEXTS: Readonly<Record<Errno, string>> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  ESRCH: 'No such process',
  EIO: 'Input/output error',
  ENOEXEC: 'Exec format error',
  ENOMEM: 'Cannot allocate memory',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  ENODEV: 'No such device',
  EINVAL: 'Invalid argument',
  ENOSPC: 'No space left on device',
  ERANGE: 'Numerical result out of range',
  EBADMSG: 'Bad message',
  EMSGSIZE: 'Message too long',
  EOPNOTSUPP: 'Operation not supported',
  ENOKEY: 'Required key not available',
  EKEYREJECTED: 'Key was rejected by service',
}

type Texts = Readonly<Partial<Record<Errno, string>>>

/** mod_strerror() of insmod. */
const INSMOD: Texts = {
  ENOEXEC: 'Invalid module format',
  ENOENT: 'Unknown symbol in module',
  ESRCH: 'Module has wrong symbol version',
  EINVAL: 'Invalid parameters',
}

/** insmod_insert() of modprobe. */
const MODPROBE: Texts = { ENOENT: 'Unknown symbol in module, or unknown parameter (see dmesg)' }

/** moderror() of busybox. */
const BUSYBOX: Texts = {
  ENOEXEC: 'invalid module format',
  ENOENT: 'unknown symbol in module, or unknown parameter',
  ESRCH: 'module has wrong symbol version',
}

/** What each prints for a file as it was named on its command line; modprobe is given the module's name. */
export const toolTexts = (file: string, errno: Errno): ToolTexts => ({
  insmod: `insmod: ERROR: could not insert module ${file}: ${INSMOD[errno] ?? ERROR_TEXTS[errno]}`,
  // a module that is there already is what modprobe wants
  modprobe:
    errno === 'EEXIST'
      ? null
      : `modprobe: ERROR: could not insert '${moduleNameOf(file)}': ${MODPROBE[errno] ?? ERROR_TEXTS[errno]}`,
  busybox: `insmod: can't insert '${file}': ${BUSYBOX[errno] ?? ERROR_TEXTS[errno]}`,
})
