/**
 * `abspath` and `realpath`.  Follows abspath(), func_abspath() and func_realpath() in GNU make 4.3.
 */
import { resolveIn } from '../resolve-in.ts'
import type { FunctionHost } from './function-host.ts'
import { wordsOf } from './words.ts'

/** PATH_MAX on Linux: names that reach it are left out. */
const LONGEST = 4096

/** A path without `.`, `..` and doubled slashes. What goes above a relative start stays `..`. */
const normalized = (path: string): string => {
  const absolute = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!absolute) parts.push(part)
  }
  return (absolute ? '/' : '') + parts.join('/') || '.'
}

const eachPath = (names: string, resolve: (name: string) => string | undefined): string =>
  wordsOf(names)
    .map((name) => (name.length < LONGEST ? resolve(name) : undefined))
    .filter((path) => path !== undefined)
    .join(' ')

/** `$(abspath NAMES)`: by the letters alone. In a relative folder the results are relative to the file system's root. */
export const abspath = (names: string, host: Pick<FunctionHost, 'folder'>): string =>
  eachPath(names, (name) => {
    const path = normalized(resolveIn(host.folder, name))
    return path.length < LONGEST ? path : undefined
  })

/** Whether there is something at the path, and all that it goes through are folders. */
const isThere = ({ files }: FunctionHost, path: string): boolean => {
  if (files.kind(path) === undefined) return false
  for (const { index } of path.matchAll(/\/+/g)) {
    if (index > 0 && files.kind(path.slice(0, index)) !== 'directory') return false
  }
  return true
}

/**
 * `$(realpath NAMES)`: names of nothing are left out.  A file system does not tell where links lead, so the path of a
 * linked file is the one that leads through the link.
 */
export const realpath = (names: string, host: FunctionHost): string =>
  eachPath(names, (name) => {
    const path = resolveIn(host.folder, name)
    return isThere(host, path) ? normalized(path) : undefined
  })
