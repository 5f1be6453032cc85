/** The cache of models: used exactly where everything that a model was built from is as it was. */
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Cache, openCache } from '../../src/files/cache.ts'
import { diskFileSystem } from '../../src/files/disk-file-system.ts'
import type { FileSystem } from '../../src/files/file-system.ts'
import type { DialectName } from '../../src/kconfig/dialect.ts'
import { DIALECTS } from '../../src/kconfig/dialects/index.ts'
import type { KconfigMessage } from '../../src/kconfig/message.ts'
import type { ProbeOracle } from '../../src/probe/probe.ts'
import { loadModel } from '../../src/workspace/load-model.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** Trees with fewer files are not kept. */
const MANY = 60

const folder = temporaryFolder()
let packs = new Map<string, Buffer>()
let puts = 0
const cache: Cache = {
  get: (key) => packs.get(key.bytes.toString('latin1')),
  put(key, value) {
    puts++
    packs.set(key.bytes.toString('latin1'), Buffer.from(value))
  },
}

const write = (name: string, text: string): void => writeFileSync(join(folder(), name), text)

beforeEach(() => {
  packs = new Map()
  mkdirSync(join(folder(), 'sub'))
  for (let i = 0; i < MANY; i++) write(`sub/Kconfig.${i}`, `config S${i}\n\tbool "s${i}" if A\n`)
  const sources = Array.from({ length: MANY }, (_, i) => `source "sub/Kconfig.${i}"\n`).join('')
  write('Kconfig', `config A\n\tdef_bool $(shell,probe)\n\nconfig V\n\tstring\n\tdefault "$(VARIABLE)"\n\n${sources}`)
})

/** Files as they are on a disk, so old that their signatures are believed; how often one was read. */
const agedFiles = () => {
  const disk = diskFileSystem()
  const counted = { reads: 0 }
  const files: FileSystem = {
    ...disk,
    readText(path) {
      counted.reads++
      return disk.readText(path)
    },
    signature(path) {
      const found = disk.signature?.(path)
      return found && { ...found, changed: 0 }
    },
  }
  return { files, counted }
}

interface Asked {
  readonly probe?: string
  readonly variable?: string
  readonly about?: string
  readonly dialect?: DialectName
  readonly files?: FileSystem
}

/** Whether it had to be built, and what came of it. */
const ask = async (
  { probe, variable = 'v', about = 'x86', dialect = 'linux-6.1', files }: Asked = {},
  store = cache,
) => {
  const oracle: ProbeOracle = {
    shell: () => probe,
    environment: (name) => (name === 'VARIABLE' ? variable : undefined),
  }
  const messages: KconfigMessage[] = []
  const before = puts
  const { model } = await loadModel({
    files: files ?? diskFileSystem(),
    tree: { folder: folder(), kind: 'kconfig', kconfig: 'Kconfig' },
    dialect: DIALECTS[dialect],
    oracle,
    cache: store,
    about: [about],
    emit: (message) => messages.push(message),
  })
  // what was built is put with what it was built from; that alone is put anew where files were only touched
  return { built: puts - before > 1, model, messages }
}

describe('the second time', () => {
  test('nothing is built, and the same is there', async () => {
    const first = await ask()
    const second = await ask()
    expect([first.built, second.built]).toEqual([true, false])
    expect(second.model.files).toEqual(first.model.files)
    expect(second.model.symbols.all.map(({ label }) => label)).toEqual(
      first.model.symbols.all.map(({ label }) => label),
    )
  })

  test('what was said is said again', async () => {
    write('sub/Kconfig.7', 'config S7\n\tprompt "s"\n')
    const [first, second] = [await ask(), await ask()]
    expect(second.built).toBe(false)
    expect(second.messages).toEqual(first.messages)
    expect(second.messages).toMatchObject([{ code: 'kconfig/no-type' }])
  })

  test('touching a file changes nothing', async () => {
    await ask()
    utimesSync(join(folder(), 'sub/Kconfig.3'), 1, 1)
    expect((await ask()).built).toBe(false)
    write('sub/Kconfig.3', 'config S3\n\tbool "s3" if A\n')
    expect((await ask()).built).toBe(false)
  })

  test.each<[string, () => Asked]>([
    [
      'another text in a file',
      () => {
        write('sub/Kconfig.3', 'config X3\n\tbool "s3" if A\n')
        return {}
      },
    ],
    ['another answer of a probe', () => ({ probe: 'y\n' })],
    ['another value of a variable', () => ({ variable: 'w' })],
    ['another dialect', () => ({ dialect: 'linux-6.12' })],
    ['another architecture', () => ({ about: 'arm' })],
  ])('%s builds anew', async (_what, change) => {
    await ask()
    const asked = change()
    expect((await ask(asked)).built).toBe(true)
    expect((await ask(asked)).built).toBe(false)
  })

  test('a file that is gone ends the reading as it would without a cache', async () => {
    await ask()
    rmSync(join(folder(), 'sub/Kconfig.3'))
    await expect(ask()).rejects.toThrow('cannot be read')
  })
})

describe('files that have been there for a while', () => {
  test('are not read again', async () => {
    const { files, counted } = agedFiles()
    expect((await ask({ files })).built).toBe(true)
    expect(counted.reads).toBe(MANY + 1)
    counted.reads = 0
    expect((await ask({ files })).built).toBe(false)
    expect(counted.reads).toBe(0)
  })

  test('are read again, and built from, where one of them is another', async () => {
    const { files, counted } = agedFiles()
    await ask({ files })
    write('sub/Kconfig.3', 'config X3\n\tbool "s3" if A\n')
    const { built, model } = await ask({ files })
    expect([built, model.symbols.find('X3')?.name, model.symbols.find('S3')]).toEqual([true, 'X3', undefined])
    counted.reads = 0
    expect((await ask({ files })).built).toBe(false)
    expect(counted.reads).toBe(0)
  })

  test('are read once more where one was only touched', async () => {
    const { files, counted } = agedFiles()
    await ask({ files })
    utimesSync(join(folder(), 'sub/Kconfig.3'), 1, 1)
    counted.reads = 0
    expect((await ask({ files })).built).toBe(false)
    expect(counted.reads).toBe(1)
    expect((await ask({ files })).built).toBe(false)
    expect(counted.reads).toBe(1)
  })
})

describe('patterns', () => {
  test('a file that appears where a pattern looks builds anew', async () => {
    write('Kconfig', 'source "sub/Kconfig.*"\n')
    const dialect = 'openwrt-24.10'
    expect([(await ask({ dialect })).built, (await ask({ dialect })).built]).toEqual([true, false])
    write('sub/Kconfig.new', 'config NEW\n\tbool "new"\n')
    const after = await ask({ dialect })
    expect(after.built).toBe(true)
    expect(after.model.symbols.find('NEW')).toBeDefined()
  })
})

describe('a cache that lost something', () => {
  test('is no cache', async () => {
    await ask()
    const [first] = [...packs.keys()]
    packs.delete(first as string)
    expect((await ask()).built).toBe(true)
    packs.clear()
    expect((await ask()).built).toBe(true)
  })

  test('so is one whose files are damaged', async () => {
    const kept = join(folder(), 'cache')
    const real = openCache({ folder: kept })
    for (let damage = 0; damage < 2; damage++) {
      expect((await ask({}, real)).model.symbols.find('S3')).toBeDefined()
      for (const name of readdirSync(kept)) {
        const bytes = readFileSync(join(kept, name))
        const at = damage === 0 ? bytes.length - 1 : bytes.length >> 1
        bytes[at] = (bytes[at] ?? 0) ^ 1
        writeFileSync(join(kept, name), bytes)
      }
    }
    expect((await ask({}, real)).model.symbols.find('S3')).toBeDefined()
  })

  test('small trees are not kept', async () => {
    write('Kconfig', 'config A\n\tbool "a"\n')
    expect((await ask()).built).toBe(false)
    expect(packs.size).toBe(0)
  })
})
