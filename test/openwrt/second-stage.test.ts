import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choicesOf } from '../../src/openwrt/buildroot-config.ts'
import { readKernelConfigLines } from '../../src/openwrt/kernel-config-lines.ts'
import { type KernelConfiguration, prepareSecondStage } from '../../src/openwrt/second-stage.ts'
import { plainSecondStage } from './plain-second-stage.ts'

const INITRAMFS = ['CONFIG_INITRAMFS_SOURCE=""', '# CONFIG_INITRAMFS_FORCE is not set']

const run = (fragments: readonly string[], config: string, packageInfo = '', patchver = '6.6'): KernelConfiguration =>
  prepareSecondStage({
    fragments,
    kernelConfigLines: readKernelConfigLines(packageInfo),
    patchver,
    initramfsLines: INITRAMFS,
  })(choicesOf(config))

const KALLSYMS =
  '# CONFIG_KALLSYMS_EXTRA_PASS is not set\n# CONFIG_KALLSYMS_ALL is not set\nCONFIG_KALLSYMS_UNCOMPRESSED=y\n'

describe('.config.target', () => {
  it('has the fragments, the lines about KERNEL_ and those about KALLSYMS', () => {
    const config = [
      'CONFIG_KERNEL_PRINTK=y',
      '# CONFIG_KERNEL_KALLSYMS is not set',
      '#  CONFIG_KERNEL_TWO_BLANKS is not set',
      'CONFIG_KERNELX=y',
      'CONFIG_KERNEL_CMDLINE="CONFIG_KERNEL_X"',
      ' CONFIG_KERNEL_INDENTED=y',
      'CONFIG_NO_KERNEL_PRINTK=y',
      '# see CONFIG_KERNEL_PRINTK',
    ].join('\n')
    expect(run(['CONFIG_B=y\nCONFIG_A=y\n', 'CONFIG_B=n\n'], config).configTarget()).toBe(
      `CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_PRINTK=y\n# CONFIG_KALLSYMS is not set\n#  CONFIG_TWO_BLANKS is not set\nCONFIG_KERNELX=y\nCONFIG_CMDLINE="CONFIG_KERNEL_X"\n${KALLSYMS}`,
    )
  })
})

describe('.config.set', () => {
  it('has what packages want over the target, and no INITRAMFS but the lines of the release', () => {
    const packageInfo =
      'Package: kmod-a\nKernel-Config: CONFIG_A CONFIG_OFF CONFIG_NEW CONFIG_RD_INITRAMFS_X\nPackage: kmod-b\nKernel-Config: CONFIG_ON CONFIG_NONE\n'
    const fragment = 'CONFIG_A=y\n# CONFIG_OFF is not set\nCONFIG_ON=m\nCONFIG_S="an INITRAMFS"\nCONFIG_INITRAMFS_X=y\n'
    expect(run([fragment], 'CONFIG_PACKAGE_kmod-a=m\n', packageInfo).configSet()).toBe(
      'CONFIG_A=y\n# CONFIG_KALLSYMS_ALL is not set\n# CONFIG_KALLSYMS_EXTRA_PASS is not set\nCONFIG_KALLSYMS_UNCOMPRESSED=y\nCONFIG_NEW=m\n# CONFIG_NONE is not set\nCONFIG_OFF=m\nCONFIG_ON=m\nCONFIG_INITRAMFS_SOURCE=""\n# CONFIG_INITRAMFS_FORCE is not set\n',
    )
  })
})

describe('the hash', () => {
  it('is of the lines with =y or =m anywhere, sorted as lines', () => {
    const { hashedLines, vermagic } = run(
      ['CONFIG_A=y\nCONFIG_A1=m\nCONFIG_A_B=y\nCONFIG_N=12\nCONFIG_CMDLINE="x=yes"\nCONFIG_V="none"\n'],
      '',
    )
    expect(hashedLines).toEqual([
      'CONFIG_A1=m',
      'CONFIG_A=y',
      'CONFIG_A_B=y',
      'CONFIG_CMDLINE="x=yes"',
      'CONFIG_KALLSYMS_UNCOMPRESSED=y',
    ])
    expect(vermagic).toBe(
      createHash('md5')
        .update(hashedLines.map((line) => `${line}\n`).join(''))
        .digest('hex'),
    )
  })

  it('does not change with what no line of it says', () => {
    const packageInfo = 'Package: kmod-a\nKernel-Config: CONFIG_A\n'
    const plain = run(['CONFIG_X=y\n'], '', packageInfo).vermagic
    expect(run(['CONFIG_X=y\nCONFIG_N=3\nCONFIG_INITRAMFS_X=y\n'], 'CONFIG_PACKAGE_other=y\n').vermagic).toBe(plain)
    expect(run(['CONFIG_X=y\n'], 'CONFIG_PACKAGE_kmod-a=y\n', packageInfo).vermagic).not.toBe(plain)
  })
})

it('one run does not leave anything to the next', () => {
  const stage = prepareSecondStage({
    fragments: ['CONFIG_X=y\n'],
    kernelConfigLines: readKernelConfigLines('Package: a\nKernel-Config: CONFIG_A CONFIG_B=y\n'),
    patchver: '6.6',
    initramfsLines: INITRAMFS,
  })
  const first = stage(choicesOf('')).configSet()
  stage(choicesOf('CONFIG_PACKAGE_a=y\nCONFIG_KERNEL_Q=y\n'))
  expect(stage(choicesOf('')).configSet()).toBe(first)
})

describe('against a plain model that writes and reads every file', () => {
  const name = fc.constantFrom('A', 'B', 'A_B', 'A1', 'INITRAMFS', 'KALLSYMS_ALL', 'C\xa0')
  const value = fc.constantFrom('y', 'm', 'n', '0', '5', '"p=y"')
  const line = fc.oneof(
    fc.tuple(name, value).map(([one, its]) => `CONFIG_${one}=${its}`),
    name.map((one) => `# CONFIG_${one} is not set`),
    fc.constantFrom('', '# words', 'CONFIG_A=', 'x'),
  )
  const text = fc.array(line).map((lines) => lines.map((one) => `${one}\n`).join(''))
  const want = fc.oneof(
    name.map((one) => `CONFIG_${one}`),
    fc.tuple(name, value).map(([one, its]) => `CONFIG_${one}=${its.replace(' ', '')}`),
    fc.constantFrom('n', '=/x', 'CONFIG_A=', 'CONFIG_B@ge6.12', 'CONFIG_B@lt6.12=y', 'CONFIG_'),
  )
  const packageName = fc.constantFrom('a', 'b', 'c')
  const packages = fc.array(fc.tuple(packageName, fc.array(want, { minLength: 1 })))
  const config = fc.array(
    fc.oneof(
      line.map((one) => one.replace('CONFIG_', 'CONFIG_KERNEL_')),
      packageName.map((one) => `CONFIG_PACKAGE_${one}=m`),
    ),
  )

  it('the files and the hash are the same', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), packages, config, (fragments, some, lines) => {
        const packageInfo = some.map(([one, wants]) => `Package: ${one}\nKernel-Config: ${wants.join(' ')}\n`).join('')
        const dotConfig = lines.map((one) => `${one}\n`).join('')
        const result = run(fragments, dotConfig, packageInfo)
        const plain = plainSecondStage(fragments, dotConfig, packageInfo, '6.6', INITRAMFS)
        expect(result.configTarget()).toBe(plain.target)
        expect(result.configOverride()).toBe(plain.override)
        expect(result.configSet()).toBe(plain.set)
        expect(result.hashedLines.map((one) => `${one}\n`).join('')).toBe(plain.hashed)
      }),
      { numRuns: 300 },
    )
  })
})
