/**
 * Error numbers that loading a module can end with, under the system's names. The numbers are those of
 * include/uapi/asm-generic/errno-base.h and errno.h (Linux 6.12), which the architectures share where a message shows one.
 */

export const ERRNO_NUMBERS = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EIO: 5,
  ENOEXEC: 8,
  ENOMEM: 12,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  EINVAL: 22,
  ENOSPC: 28,
  ERANGE: 34,
  EBADMSG: 74,
  EMSGSIZE: 90,
  EOPNOTSUPP: 95,
  ENOKEY: 126,
  EKEYREJECTED: 129,
} as const

export type Errno = keyof typeof ERRNO_NUMBERS
