/** What the package says of itself agrees with what it is. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { KCHECK_VERSION } from '../src/version.ts'

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

test('the version is the package version', () => {
  expect(KCHECK_VERSION).toBe(JSON.parse(read('package.json')).version)
})

test('the lock file names no place that packages come from', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"')
})
