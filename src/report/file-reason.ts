/**
 * Why a file cannot be read or written, in words.
 */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'is there already, and no folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
  EDQUOT: 'no space left to you',
  ELOOP: 'the links lead in a circle',
  EINVAL: 'not a path',
  ENAMETOOLONG: 'the name is too long',
  TOO_LARGE: 'larger than kcheck reads',
}

/** Words for the system's name of an error; one that has none stays as it is. */
export const fileReason = (code: string): string => REASONS[code] ?? code
