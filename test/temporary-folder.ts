/** A folder of its own for each test of a file, or one for all of them. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'

/** To be called once, before other hooks; what it returns is the folder of the moment. */
export const temporaryFolder = (per: 'test' | 'file' = 'test'): (() => string) => {
  let folder = ''
  const make = (): void => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'kcheck-test-')))
  }
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  if (per === 'file') {
    beforeAll(make)
    afterAll(remove)
  } else {
    beforeEach(make)
    afterEach(remove)
  }
  return () => folder
}
