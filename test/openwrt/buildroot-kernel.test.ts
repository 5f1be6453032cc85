import { expect, it } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { buildrootKernel, prepareTarget } from '../../src/openwrt/buildroot-kernel.ts'
import { collectedMetadata } from '../../src/openwrt/metadata.ts'
import { isFailed } from '../../src/openwrt/problem.ts'
import { RELEASES } from '../../src/openwrt/releases.ts'
import { findTarget } from '../../src/openwrt/targets.ts'
import { TREE, tinyBuildroot } from './tiny-buildroot.ts'

const files = memoryFileSystem(tinyBuildroot())
const release = RELEASES['24.10']

it('a target made ready once takes one configuration after another, from anywhere', () => {
  const metadata = collectedMetadata(files, TREE, 'packageInfo')
  const target = findTarget(files, TREE, release, 'ath79', 'generic')
  if (isFailed(metadata) || isFailed(target)) throw new Error('the fixture is broken')
  const buildroot = { files, folder: TREE, release, metadata }
  const prepared = prepareTarget(buildroot, target, () => undefined)
  if (isFailed(prepared)) throw new Error(prepared.problem.kind)
  const whole = buildrootKernel(buildroot, files.readText(`${TREE}/.config`))
  if (isFailed(whole)) throw new Error(whole.problem.kind)
  const kernelLines = ['CONFIG_KERNEL_PRINTK=y', '# CONFIG_KERNEL_KALLSYMS is not set']
  const selects = (name: string): boolean => name === 'kmod-b'
  expect(prepared.secondStage({ kernelLines, selects }).vermagic).toBe(whole.configuration.vermagic)
  expect(prepared.secondStage({ kernelLines, selects: () => false }).configOverride()).toBe(
    '# CONFIG_B is not set\n# CONFIG_C is not set\n# CONFIG_OLD is not set\n',
  )
  expect(prepared.secondStage({ kernelLines, selects }).configSet()).toBe(whole.configuration.configSet())
})
