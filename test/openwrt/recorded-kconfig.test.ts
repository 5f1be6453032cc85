/**
 * The Kconfig that OpenWrt's scripts made of a release's metadata, recorded in `openwrt/cases.tar.xz` of
 * KCHECK_ORACLE_DATA: ours of the same metadata says the same, statement by statement and line by line.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from '../../grammar/kconfig/index.ts'
import { OWN_HELP } from '../../scripts/oracle/openwrt/compare-generated.ts'
import { compareStatements, type StatementRules } from '../../scripts/oracle/openwrt/compare-statements.ts'
import {
  type GeneratedKconfig,
  generatedPackages,
  generatedTargets,
} from '../../scripts/oracle/openwrt/generated-kconfig.ts'
import { DIALECTS } from '../../src/kconfig/dialects/index.ts'
import { RELEASES } from '../../src/openwrt/releases.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const archive = join(process.env['KCHECK_ORACLE_DATA'] ?? '', 'openwrt/cases.tar.xz')
const isRecorded = process.env['KCHECK_ORACLE_DATA'] !== undefined && existsSync(archive)

const COMMON = 'openwrt/v24.10.0-common'
const { metadata } = RELEASES['24.10']
const { syntax } = DIALECTS['openwrt-24.10']

describe.skipIf(!isRecorded)('Kconfig of a release, made of its metadata', { timeout: 60_000 }, () => {
  const folder = temporaryFolder('file')
  beforeAll(() => {
    const wanted = ['packageinfo', 'targetinfo', 'config-package.in', 'config-target.in']
    execFileSync('tar', ['-C', folder(), '-xf', archive, ...wanted.map((name) => `${COMMON}/${name}`)])
  }, 60_000)

  const read = (name: string): string => readFileSync(join(folder(), COMMON, name), 'latin1')

  const expectEqual = (name: string, { written, put }: GeneratedKconfig, rules: StatementRules, count: number) => {
    const theirs = parse(read(name), syntax).tree.statements
    expect(compareStatements(theirs, written, rules)).toEqual({ count })
    expect(compareStatements(theirs, put ?? [], rules)).toEqual({ count })
  }

  it('packages', () => {
    const ours = generatedPackages(read('packageinfo'), metadata, syntax, false)
    expectEqual('config-package.in', ours, {}, 74_047)
  })

  it('targets', () => {
    const ours = generatedTargets(read('targetinfo'), metadata, syntax)
    expectEqual('config-target.in', ours, { ownHelp: OWN_HELP }, 244_021)
  })
})
