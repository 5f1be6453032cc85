/** A buildroot of a few lines: what the second stage reads, and nothing else. */
import type { MemoryFiles } from '../../src/files/memory-file-system.ts'

export const TREE = '/owrt'

const below = (files: Record<string, string>): MemoryFiles =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${TREE}/${name}`, text]))

const TINY_FILES: Readonly<Record<string, string>> = {
  'Config.in': 'mainmenu "tiny"\n',
  'rules.mk': '',
  'scripts/config/README': '',
  'include/version.mk':
    'VERSION_NUMBER:=$(call qstrip,$(CONFIG_VERSION_NUMBER))\nVERSION_NUMBER:=$(if $(VERSION_NUMBER),$(VERSION_NUMBER),24.10.0)\n',
  'include/target.mk': '  PLATFORM_DIR:=$(firstword $(wildcard $(TOPDIR)/target/linux/feeds/$(BOARD)))\n',
  'include/kernel-version.mk': [
    'LINUX_RELEASE?=1',
    'ifdef CONFIG_TESTING_KERNEL',
    '  KERNEL_PATCHVER:=$(KERNEL_TESTING_PATCHVER)',
    'endif',
    'KERNEL_DETAILS_FILE=$(INCLUDE_DIR)/kernel-$(KERNEL_PATCHVER)',
    'include $(KERNEL_DETAILS_FILE)',
    'ifdef KERNEL_TESTING_PATCHVER',
    '  include $(INCLUDE_DIR)/kernel-$(KERNEL_TESTING_PATCHVER)',
    'endif',
    '',
  ].join('\n'),
  'include/kernel-6.6': 'LINUX_VERSION-6.6 = .73\n',
  'include/kernel-6.12': 'LINUX_VERSION-6.12 = .9\n',
  'target/linux/generic/config-6.6': 'CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_INITRAMFS_SOURCE=""\n',
  'target/linux/generic/config-6.12': 'CONFIG_A=y\nCONFIG_NEW=y\n',
  'target/linux/ath79/Makefile': [
    'include $(TOPDIR)/rules.mk',
    'BOARD:=ath79',
    'KERNEL_PATCHVER:=6.6',
    'KERNEL_TESTING_PATCHVER:=6.12',
    'define Target/Description',
    '  KERNEL_PATCHVER:=5.4',
    'endef',
    'include $(INCLUDE_DIR)/target.mk',
    'DEFAULT_PACKAGES += swconfig',
    '$(eval $(call BuildTarget))',
    '',
  ].join('\n'),
  'target/linux/ath79/config-6.6': 'CONFIG_ATH79=y\n',
  'target/linux/ath79/generic/target.mk': 'BOARDNAME:=Generic\n',
  'target/linux/ath79/generic/config-default': 'CONFIG_LEDS_RESET=y\n',
  'target/linux/ath79/nand/target.mk': 'BOARDNAME:=NAND\nKERNEL_PATCHVER:=6.12\n',
  'tmp/.packageinfo': [
    'Package: kmod-b',
    'Version: 1',
    'Kernel-Config: CONFIG_B CONFIG_B_EXTRA=y CONFIG_OLD@lt6.12',
    '@@',
    'Package: kmod-c',
    'Kernel-Config: CONFIG_C',
    '@@',
    '',
  ].join('\n'),
  '.config': [
    'CONFIG_TARGET_ath79=y',
    'CONFIG_TARGET_BOARD="ath79"',
    'CONFIG_TARGET_SUBTARGET="generic"',
    'CONFIG_KERNEL_PRINTK=y',
    '# CONFIG_KERNEL_KALLSYMS is not set',
    'CONFIG_PACKAGE_kmod-b=m',
    '# CONFIG_PACKAGE_kmod-c is not set',
    '',
  ].join('\n'),
}

/** The tree with files changed, added, or taken away (undefined). */
export const tinyBuildroot = (changes: Readonly<Record<string, string | undefined>> = {}): MemoryFiles => {
  const files = Object.entries({ ...TINY_FILES, ...changes })
  return below(Object.fromEntries(files.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))))
}
