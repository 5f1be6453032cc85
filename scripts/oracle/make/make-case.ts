/**
 * One case for make and for kcheck: makefiles with what lies beside them, and the variables that come from outside.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface MakeCase {
  /** By path; `Makefile` is the one that make is given. Latin1. */
  readonly files: Readonly<Record<string, string>>
  /** As they are written behind `make`: `A=b`, `A:=b`. */
  readonly commandLine: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** Beside the files of a saved case. */
const ABOUT = 'case.json'

/** Writes a case's files into a folder. */
export const writeFiles = (folder: string, { files }: MakeCase): void => {
  mkdirSync(folder, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    const slash = path.lastIndexOf('/')
    if (slash > 0) mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text, 'latin1')
  }
}

/** Keeps a case in a folder, so that `loadCase` gives it back. */
export const saveCase = (folder: string, one: MakeCase): void => {
  writeFiles(folder, one)
  const { commandLine, environment } = one
  writeFileSync(join(folder, ABOUT), `${JSON.stringify({ commandLine, environment }, undefined, 2)}\n`)
}

/** A saved case. */
export const loadCase = (folder: string): MakeCase => {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ABOUT)
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'latin1')]))
  return { files, ...(JSON.parse(readFileSync(join(folder, ABOUT), 'utf8')) as Omit<MakeCase, 'files'>) }
}
