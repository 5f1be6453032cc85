/**
 * Words of Target-Features and what they stand for in Kconfig; words that are not here mean nothing to it.
 * Follows target_config_features() in scripts/target-metadata.pl. The order of the statements is that of the words.
 */

const ALWAYS: readonly (readonly [word: string, ...selected: string[]])[] = [
  ['audio', 'AUDIO_SUPPORT'],
  ['cpiogz', 'USES_CPIOGZ'],
  ['display', 'DISPLAY_SUPPORT'],
  ['dt', 'USES_DEVICETREE'],
  ['ext4', 'USES_EXT4'],
  ['fpu', 'HAS_FPU'],
  ['gpio', 'GPIO_SUPPORT'],
  ['jffs2', 'USES_JFFS2'],
  ['jffs2_nand', 'USES_JFFS2_NAND'],
  ['low_mem', 'LOW_MEMORY_FOOTPRINT'],
  ['minor', 'USES_MINOR'],
  ['mips16', 'HAS_MIPS16'],
  ['nand', 'NAND_SUPPORT'],
  ['nommu', 'NOMMU'],
  ['pci', 'PCI_SUPPORT'],
  ['pcie', 'PCIE_SUPPORT'],
  ['pcmcia', 'PCMCIA_SUPPORT'],
  ['powerpc64', 'powerpc64'],
  ['ramdisk', 'USES_INITRAMFS'],
  ['rfkill', 'RFKILL_SUPPORT'],
  ['rtc', 'RTC_SUPPORT'],
  ['small_flash', 'SMALL_FLASH'],
  ['spe_fpu', 'HAS_SPE_FPU'],
  ['squashfs', 'USES_SQUASHFS'],
  ['targz', 'USES_TARGZ'],
  ['ubifs', 'USES_UBIFS'],
  ['usb', 'USB_SUPPORT'],
  ['usbgadget', 'USB_GADGET_SUPPORT'],
  ['virtio', 'VIRTIO_SUPPORT'],
]

const SINCE_1806: typeof ALWAYS = [
  ['boot-part', 'USES_BOOT_PART'],
  ['rootfs-part', 'USES_ROOTFS_PART'],
]
const SINCE_1907: typeof ALWAYS = [['testing-kernel', 'HAS_TESTING_KERNEL']]
const SINCE_2102: typeof ALWAYS = [['pwm', 'PWM_SUPPORT']]
const SINCE_2203: typeof ALWAYS = [
  ['dt-overlay', 'HAS_DT_OVERLAY_SUPPORT'],
  ['emmc', 'EMMC_SUPPORT'],
  ['legacy-sdcard', 'LEGACY_SDCARD_SUPPORT'],
  ['separate_ramdisk', 'USES_INITRAMFS', 'USES_SEPARATE_INITRAMFS'],
]
const SINCE_2512: typeof ALWAYS = [
  ['erofs', 'USES_EROFS'],
  ['pinctrl', 'PINCTRL_SUPPORT'],
  ['pm', 'USES_PM'],
]
const AFTER_2512: typeof ALWAYS = [['regulator', 'REGULATOR_SUPPORT']]

const tableOf = (...parts: readonly (typeof ALWAYS)[]): ReadonlyMap<string, readonly string[]> =>
  new Map(parts.flat().map(([word, ...selected]) => [word, selected]))

export const FEATURES_1701 = tableOf(ALWAYS)
export const FEATURES_1806 = tableOf(ALWAYS, SINCE_1806)
export const FEATURES_1907 = tableOf(ALWAYS, SINCE_1806, SINCE_1907)
export const FEATURES_2102 = tableOf(ALWAYS, SINCE_1806, SINCE_1907, SINCE_2102)
export const FEATURES_2203 = tableOf(ALWAYS, SINCE_1806, SINCE_1907, SINCE_2102, SINCE_2203)
export const FEATURES_2512 = tableOf(ALWAYS, SINCE_1806, SINCE_1907, SINCE_2102, SINCE_2203, SINCE_2512)
export const FEATURES_MAIN = tableOf(ALWAYS, SINCE_1806, SINCE_1907, SINCE_2102, SINCE_2203, SINCE_2512, AFTER_2512)
