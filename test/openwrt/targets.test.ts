import { describe, expect, it } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { detectRelease, releaseOfDialect } from '../../src/openwrt/detect-release.ts'
import { collectedMetadata } from '../../src/openwrt/metadata.ts'
import { isFailed } from '../../src/openwrt/problem.ts'
import { RELEASES } from '../../src/openwrt/releases.ts'
import { kernelFragments, targetKernel } from '../../src/openwrt/target-kernel.ts'
import { chosenTarget, findTarget, listTargets } from '../../src/openwrt/targets.ts'
import { TREE, tinyBuildroot } from './tiny-buildroot.ts'

const release = RELEASES['24.10']
const tree = (changes: Readonly<Record<string, string | undefined>> = {}) => memoryFileSystem(tinyBuildroot(changes))
const none = (): undefined => undefined
const testing = (name: string): string | undefined => (name === 'CONFIG_TESTING_KERNEL' ? 'y' : undefined)

const ath79 = { board: 'ath79', subtarget: 'generic', name: 'ath79/generic', folder: 'target/linux/ath79' }

describe('the target that a configuration chooses', () => {
  it('is its board and subtarget, the last lines counting', () => {
    const config =
      '# CONFIG_TARGET_BOARD="x86"\nCONFIG_TARGET_BOARD="x86"\nCONFIG_TARGET_BOARD="ath79"\nCONFIG_TARGET_SUBTARGET="generic"'
    expect(chosenTarget(tree(), TREE, release, config)).toEqual({ ...ath79, boardLine: 3, subtargetLine: 4 })
  })

  it('is missing', () => {
    expect(chosenTarget(tree(), TREE, release, 'CONFIG_A=y\n')).toEqual({ problem: { kind: 'no-target' } })
  })

  it.each([
    ['ath97', 'generic', ['ath79/generic']],
    ['ath79', 'tiny', ['ath79/generic', 'ath79/nand']],
    ['ath7', 'hundreds', ['ath79/generic', 'ath79/nand']],
    ['ath79', 'nant', ['ath79/nand']],
    ['..', 'generic', []],
    ['nothing', 'alike', []],
  ])('%s/%s is none of the tree', (board, subtarget, nearest) => {
    expect(findTarget(tree(), TREE, release, board, subtarget)).toEqual({
      problem: { kind: 'unknown-target', target: `${board}/${subtarget}`, nearest },
    })
  })

  it('has no subtarget where the target has none', () => {
    const files = tree({ 'target/linux/mvebu/Makefile': 'KERNEL_PATCHVER:=6.6\n' })
    const mvebu = { board: 'mvebu', name: 'mvebu/generic', folder: 'target/linux/mvebu' }
    expect(findTarget(files, TREE, release, 'mvebu', 'generic')).toEqual(mvebu)
    expect(findTarget(files, TREE, release, 'mvebu')).toEqual(mvebu)
    expect(listTargets(files, TREE, release).map(({ name }) => name)).toEqual([
      'ath79/generic',
      'ath79/nand',
      'mvebu/generic',
    ])
  })

  it('comes out of a feed before it is the own one, where the release knows that', () => {
    const files = tree({
      'target/linux/feeds/ath79/Makefile': '',
      'target/linux/feeds/ath79/generic/target.mk': '',
    })
    const folder = 'target/linux/feeds/ath79'
    expect(findTarget(files, TREE, release, 'ath79', 'generic')).toEqual({ ...ath79, folder })
    expect(findTarget(files, TREE, RELEASES['21.02'], 'ath79', 'generic')).toEqual(ath79)
  })
})

describe('the kernel of a target', () => {
  const at = (file: string, line: number) => ({ kind: 'file', file, line })

  it('is of the target Makefile and the files of versions', () => {
    expect(targetKernel(tree(), TREE, release, ath79, none)).toEqual({
      patchver: { kind: 'known', value: '6.6', source: at('target/linux/ath79/Makefile', 3) },
      testing: false,
      linuxVersion: { kind: 'known', value: '6.6.73', source: at('include/kernel-6.6', 1) },
      linuxRelease: { kind: 'known', value: '1', source: at('include/kernel-version.mk', 1) },
    })
  })

  it('is the subtarget’s where that has its own', () => {
    expect(targetKernel(tree(), TREE, release, { ...ath79, subtarget: 'nand' }, none)).toMatchObject({
      patchver: { value: '6.12', source: at('target/linux/ath79/nand/target.mk', 2) },
      linuxVersion: { value: '6.12.9' },
    })
  })

  it('is the testing kernel where the release has one and the configuration wants it', () => {
    expect(targetKernel(tree(), TREE, release, ath79, testing)).toMatchObject({
      patchver: { value: '6.12', source: at('target/linux/ath79/Makefile', 4) },
      testing: true,
    })
    expect(targetKernel(tree(), TREE, RELEASES['18.06'], ath79, testing)).toMatchObject({ testing: false })
  })

  it.each([
    ['KERNEL_PATCHVER:=$(shell uname -r)\n', 1],
    ['ifeq ($(HOST_OS),Linux)\nX:=1\nendif\nifeq ($(UNHEARD),of)\nKERNEL_PATCHVER:=6.6\nendif\n', 5],
    ['KERNEL_PATCHVER:=6.6\ninclude elsewhere.mk\n', 1],
    ['KERNEL_PATCHVER:=6.6\n$(eval $(call Anything))\n', 1],
    ['KERNEL_PATCHVER:=6\nKERNEL_PATCHVER+=.6\n', 2],
    ['include $(INCLUDE_DIR)/target.mk\nKERNEL_PATCHVER:=6.6\n', 2],
    ['define KERNEL_PATCHVER\n6.6\nendef\n', 1],
    ['', undefined],
  ])('is not guessed: %j', (makefile, line) => {
    const files = tree({ 'target/linux/ath79/Makefile': makefile })
    const place = { file: 'target/linux/ath79/Makefile', ...(line === undefined ? {} : { line }) }
    expect(targetKernel(files, TREE, release, ath79, none)).toEqual({
      problem: { kind: 'not-told', variable: 'KERNEL_PATCHVER', ...place },
    })
  })

  it('has a version that is not known where it is built from a repository, or its file is missing', () => {
    const unknown = { kind: 'unknown', wanted: [{ kind: 'file', file: 'include/kernel-6.6' }] }
    const clone = (name: string) => (name === 'CONFIG_KERNEL_GIT_CLONE_URI' ? '"https://example.org/linux"' : undefined)
    expect(targetKernel(tree(), TREE, release, ath79, clone)).toMatchObject({ linuxVersion: unknown })
    const files = tree({ 'include/kernel-6.6': undefined })
    expect(targetKernel(files, TREE, release, ath79, none)).toMatchObject({ linuxVersion: unknown })
  })

  it('stands in other files in other releases', () => {
    const old = tree({
      'include/kernel-version.mk': 'LINUX_RELEASE?=2\n\nLINUX_VERSION-6.6 = .1\nLINUX_VERSION-6.12 = .2\n',
    })
    expect(targetKernel(old, TREE, RELEASES['19.07'], ath79, none)).toMatchObject({
      linuxVersion: { value: '6.6.1', source: at('include/kernel-version.mk', 3) },
      linuxRelease: { value: '2' },
    })
    const later = tree({ 'target/linux/generic/kernel-6.6': 'LINUX_VERSION-6.6 = .5\n' })
    expect(targetKernel(later, TREE, RELEASES['25.12'], ath79, none)).toMatchObject({
      linuxVersion: { value: '6.6.5' },
    })
  })
})

describe('fragments', () => {
  it('are the nearest of generic, target and subtarget, then the person’s own', () => {
    const files = tree({ 'env/kernel-config': '', 'target/linux/ath79/config-default': '' })
    expect(kernelFragments(files, TREE, ath79, '6.6')).toEqual([
      'target/linux/generic/config-6.6',
      'target/linux/ath79/config-6.6',
      'target/linux/ath79/generic/config-default',
      'env/kernel-config',
    ])
    expect(kernelFragments(files, TREE, ath79, '6.12')).toEqual([
      'target/linux/generic/config-6.12',
      'target/linux/ath79/config-default',
      'target/linux/ath79/generic/config-default',
      'env/kernel-config',
    ])
  })

  it('may be missing', () => {
    const files = memoryFileSystem({ [`${TREE}/target/linux/ath79/Makefile`]: '' })
    expect(kernelFragments(files, TREE, ath79, '6.6')).toEqual({
      problem: {
        kind: 'no-fragments',
        target: 'ath79/generic',
        folders: ['target/linux/generic', 'target/linux/ath79', 'target/linux/ath79/generic'],
        patchver: '6.6',
      },
    })
  })
})

describe('the release', () => {
  const detected = (changes: Readonly<Record<string, string | undefined>>) => detectRelease(tree(changes), TREE).release

  it('is that of the version, with what the files show', () => {
    expect(detected({})).toEqual(RELEASES['24.10'])
    expect(
      detected({
        'include/kernel-defaults.mk':
          'define Kernel/SetNoInitramfs\n\techo \'CONFIG_INITRAMFS_SOURCE=""\' >> $(LINUX_DIR)/.config.set\nendef\n',
        'include/kernel.mk': '    EXTRA_DEPENDS:=kernel (=$(LINUX_VERSION)-$(LINUX_RELEASE)-$(LINUX_VERMAGIC))\n',
      }),
    ).toEqual({ ...RELEASES['24.10'], initramfsLines: ['CONFIG_INITRAMFS_SOURCE=""'], packageVersion: 'dashes' })
  })

  it('without a number is the newest that shows the same', () => {
    expect(detected({ 'include/version.mk': undefined }).name).toBe('24.10')
    const snapshot = 'VERSION_NUMBER:=$(if $(VERSION_NUMBER),$(VERSION_NUMBER),SNAPSHOT)\n'
    const kernel =
      '    EXTRA_DEPENDS:=kernel (=$(subst -rc,_rc,$(LINUX_VERSION))~$(LINUX_VERMAGIC)-r$(LINUX_RELEASE))\n'
    const versions =
      'ifdef CONFIG_TESTING_KERNEL\nendif\nKERNEL_DETAILS_FILE=$(GENERIC_PLATFORM_DIR)/kernel-$(KERNEL_PATCHVER)\n'
    const changes = {
      'include/version.mk': snapshot,
      'include/kernel.mk': kernel,
      'include/kernel-version.mk': versions,
    }
    expect(detected(changes)).toEqual(RELEASES.main)
  })

  it('can be said', () => {
    expect(releaseOfDialect('openwrt-19.07')).toBe(RELEASES['19.07'])
    expect(releaseOfDialect('linux-6.6')).toBeUndefined()
  })
})

describe('metadata', () => {
  it('is what the tree collected', () => {
    const metadata = collectedMetadata(tree(), TREE, 'packageInfo')
    expect(isFailed(metadata) ? metadata : metadata.packageInfo()).toContain('Package: kmod-b')
  })

  it('is missing where the tree did not', () => {
    expect(collectedMetadata(tree({ 'tmp/.packageinfo': undefined }), TREE, 'packageInfo')).toEqual({
      problem: { kind: 'no-metadata', file: 'tmp/.packageinfo' },
    })
  })
})
