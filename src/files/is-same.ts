/**
 * Whether a file need not be written because it is so already. Follows is_same() in scripts/kconfig/confdata.c.
 */
import { readFileSync, statSync } from 'node:fs'

/** The file holds exactly this text (latin1). False for what is no file, and where it cannot be read. */
export const isSame = (path: string, text: string): boolean => {
  try {
    const status = statSync(path)
    return status.isFile() && status.size === text.length && readFileSync(path, 'latin1') === text
  } catch {
    return false
  }
}
