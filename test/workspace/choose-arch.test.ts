/** The architecture: what is asked for, ARCH, the configuration's place, its header, the machine. */
import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { type ArchQuestion, chooseArch } from '../../src/workspace/choose-arch.ts'
import { RequestFailure } from '../../src/workspace/failure.ts'

const folders = ['arm', 'arm64', 'x86', 'riscv', 'powerpc', 's390', 'mips', 'loongarch']
const files = memoryFileSystem(Object.fromEntries(folders.map((name) => [`/t/arch/${name}/Kconfig`, ''])))
const NOTHING: ArchQuestion = { requested: undefined, environment: undefined, configPath: undefined, header: undefined }

const choose = (question: Partial<ArchQuestion>) => chooseArch(files, '/t', { ...NOTHING, ...question })

test.each<[string, Partial<ArchQuestion>, string]>([
  ['option', { requested: 'riscv', environment: 'arm', configPath: '/t/arch/x86/configs/x', header: 's390' }, 'riscv'],
  ['environment', { environment: 'arm', configPath: '/t/arch/x86/configs/x', header: 's390' }, 'arm'],
  ['place', { configPath: '/t/arch/x86/configs/x', header: 's390' }, 'x86'],
  ['header', { configPath: '/t/.config', header: 's390' }, 's390'],
])('%s comes before what follows', (because, question, arch) => {
  expect(choose(question)).toMatchObject({ because, architecture: { arch } })
})

test('the machine comes last', () => {
  expect(choose({ environment: '' }).because).toBe('host')
})

test('names of make mean folders', () => {
  expect(choose({ requested: 'x86_64' }).architecture).toEqual({ arch: 'x86_64', srcarch: 'x86' })
  expect(choose({ environment: 'i386' }).architecture).toEqual({ arch: 'i386', srcarch: 'x86' })
})

describe('one that the tree does not have', () => {
  test('is refused where it was asked for, with those it has', () => {
    for (const question of [{ requested: 'amr64' }, { environment: 'amr64' }]) {
      try {
        choose(question)
        expect.unreachable()
      } catch (error) {
        expect(error).toBeInstanceOf(RequestFailure)
        expect((error as RequestFailure).problem).toMatchObject({
          kind: 'unknown-arch',
          arch: 'amr64',
          nearest: 'arm64',
        })
        expect((error as RequestFailure).problem).toMatchObject({
          known: expect.arrayContaining(['i386', 'x86_64', 'riscv']),
        })
      }
    }
  })

  test('is passed over where it was guessed', () => {
    expect(choose({ configPath: '/u/arch/vax/configs/x', header: 'arm64' })).toMatchObject({ because: 'header' })
    expect(choose({ header: 'alpha' }).because).toBe('host')
  })
})
