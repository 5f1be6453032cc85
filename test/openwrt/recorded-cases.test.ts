/**
 * Recorded builds: `openwrt/cases.tar.xz` of KCHECK_ORACLE_DATA, each with all files of the second stage as the tree's
 * own recipes made them.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { choicesOf } from '../../src/openwrt/buildroot-config.ts'
import { readKernelConfigLines } from '../../src/openwrt/kernel-config-lines.ts'
import { OPENWRT_RELEASES, RELEASES } from '../../src/openwrt/releases.ts'
import { prepareSecondStage } from '../../src/openwrt/second-stage.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const archive = join(process.env['KCHECK_ORACLE_DATA'] ?? '', 'openwrt/cases.tar.xz')
const isRecorded = process.env['KCHECK_ORACLE_DATA'] !== undefined && existsSync(archive)

const CASES = [
  'v19.07.4-ath79-generic',
  'v22.03.5-ath79-nand',
  'v24.10.0-ath79-generic',
  'v24.10.0-ramips-mt7621',
  'v24.10.0-ramips-mt7621@libremesh',
  'v24.10.0-ramips-mt7621@user-device',
  'v24.10.0-x86-64',
  'v24.10.0-x86-64@docker-like',
]

describe.skipIf(!isRecorded)('recorded builds', () => {
  const folder = temporaryFolder('file')
  beforeAll(() => {
    const wanted = ['fragments', 'config.*', 'vermagic', 'vars.txt', 'packageinfo'].map((name) => `*/${name}`)
    execFileSync('tar', ['-C', folder(), '-xf', archive, '--wildcards', ...wanted])
  })

  const read = (...path: readonly string[]): string => readFileSync(join(folder(), 'openwrt', ...path), 'latin1')

  it('are all there', () => {
    const names = readdirSync(join(folder(), 'openwrt')).filter((name) => !name.endsWith('-common'))
    expect(names.sort()).toEqual(CASES)
  })

  it.each(CASES)('%s', (name) => {
    const [tag = ''] = name.split('-')
    const release = OPENWRT_RELEASES.find((one) => tag.startsWith(`v${one}`)) ?? 'main'
    const result = prepareSecondStage({
      fragments: readdirSync(join(folder(), 'openwrt', name, 'fragments'))
        .sort()
        .map((one) => read(name, 'fragments', one)),
      kernelConfigLines: readKernelConfigLines(read(`${tag}-common`, 'packageinfo')),
      patchver: /^KERNEL_PATCHVER=(.*)$/m.exec(read(name, 'vars.txt'))?.[1] ?? '',
      initramfsLines: RELEASES[release].initramfsLines,
    })(choicesOf(read(name, 'config.full')))
    expect(`${result.vermagic}\n`).toBe(read(name, 'vermagic'))
    // toBe would print thousands of lines
    expect(result.configTarget() === read(name, 'config.target'), 'config.target').toBe(true)
    expect(result.configOverride() === read(name, 'config.override'), 'config.override').toBe(true)
    expect(result.configSet() === read(name, 'config.set'), 'config.set').toBe(true)
  })
})
