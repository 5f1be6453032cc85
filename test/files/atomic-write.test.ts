import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeFileAtomically } from '../../src/files/atomic-write.ts'
import { FileError } from '../../src/files/file-system.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

const path = (name: string): string => join(folder(), name)
const content = (name: string): string => readFileSync(path(name), 'latin1')

describe('writeFileAtomically', () => {
  test('writes latin1 text and bytes, and leaves nothing else', () => {
    writeFileAtomically(path('a'), 'é')
    expect([...readFileSync(path('a'))]).toEqual([0xe9])
    writeFileAtomically(path('a'), new Uint8Array([1, 2]))
    expect([...readFileSync(path('a'))]).toEqual([1, 2])
    expect(readdirSync(folder())).toEqual(['a'])
  })

  test('keeps the old file beside the new one', () => {
    writeFileAtomically(path('a'), '1', { keepOld: true })
    expect(readdirSync(folder())).toEqual(['a'])
    writeFileAtomically(path('a'), '2', { keepOld: true })
    writeFileAtomically(path('a'), '3', { keepOld: true })
    expect([content('a'), content('a.old')]).toEqual(['3', '2'])
    expect(readdirSync(folder()).sort()).toEqual(['a', 'a.old'])
  })

  test('copes with an old file that is the same file', () => {
    writeFileSync(path('a'), '1')
    linkSync(path('a'), path('a.old'))
    writeFileAtomically(path('a'), '2', { keepOld: true })
    expect([content('a'), content('a.old')]).toEqual(['2', '1'])
    expect(readdirSync(folder()).sort()).toEqual(['a', 'a.old'])
  })

  test('keeps the mode, follows a link', () => {
    writeFileSync(path('a'), '1')
    chmodSync(path('a'), 0o600)
    symlinkSync('a', path('link'))
    writeFileAtomically(path('link'), '2')
    expect(content('a')).toBe('2')
    expect(statSync(path('a')).mode & 0o777).toBe(0o600)
    expect(lstatSync(path('link')).isSymbolicLink()).toBe(true)
  })

  test('refuses a folder', () => {
    mkdirSync(path('d'))
    expect(() => writeFileAtomically(path('d'), 'x')).toThrow(new FileError(path('d'), 'EISDIR'))
    expect(readdirSync(folder())).toEqual(['d'])
  })

  test('leaves nothing behind when it fails', () => {
    expect(() => writeFileAtomically(path('no/such'), 'x')).toThrow(new FileError(path('no/such'), 'ENOENT'))
    writeFileSync(path('a'), '1')
    mkdirSync(path('a.old'))
    expect(() => writeFileAtomically(path('a'), '2', { keepOld: true })).toThrow(FileError)
    expect(content('a')).toBe('1')
    expect(readdirSync(folder()).sort()).toEqual(['a', 'a.old'])
  })

  test('writes to a device instead of replacing it', () => {
    writeFileAtomically('/dev/null', 'x')
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })
})
