/**
 * Error numbers in words: insmod's where it has its own (kmod's mod_strerror()), else the C library's.
 */
import type { Errno } from '../module/errno.ts'

const WORDS: Readonly<Record<Errno, string>> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'Unknown symbol in module',
  ESRCH: 'Module has wrong symbol version',
  EIO: 'Input/output error',
  ENOEXEC: 'Invalid module format',
  ENOMEM: 'Cannot allocate memory',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  ENODEV: 'No such device',
  EINVAL: 'Invalid parameters',
  ENOSPC: 'No space left on device',
  ERANGE: 'Numerical result out of range',
  EBADMSG: 'Bad message',
  EMSGSIZE: 'Message too long',
  EOPNOTSUPP: 'Operation not supported',
  ENOKEY: 'Required key not available',
  EKEYREJECTED: 'Key was rejected by service',
}

/** `ENOEXEC (Invalid module format)`. */
export const errnoText = (errno: Errno): string => `${errno} (${WORDS[errno]})`
