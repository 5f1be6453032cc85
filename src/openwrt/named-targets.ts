/**
 * The targets and devices that a configuration names, looked for in a tree: `make defconfig` passes over a line about a
 * symbol that the tree does not have and builds the default target, without a word.
 */
import { nearestName } from '../diagnostics/edit-distance.ts'
import { confOf } from './target-info.ts'

/** What a tree's Kconfig defines. */
export interface KnownSymbols {
  readonly has: (name: string) => boolean
  readonly startingWith: (prefix: string) => readonly string[]
}

/** A device as its line has it: `ath79_generic`, `tplink_archer-c7-v2`. */
export interface NamedDevice {
  readonly target: string
  readonly device: string
  /** The device of the target that may have been meant. */
  readonly nearest: string | undefined
}

export interface UnknownTargets {
  /** `ath79/genric`, of a board that the tree has not only its name: `ath97`. */
  readonly targets: readonly string[]
  readonly devices: readonly NamedDevice[]
  /** No line is about a target at all. */
  readonly unnamed: boolean
}

/** Targets are written in small letters, options of targets (TARGET_ROOTFS_…) are not. */
const LINE = /^CONFIG_TARGET_((?:DEVICE_)?)([a-z0-9][\w.+-]*)=y$/gm

const isDevice = (name: string): boolean => name.includes('_DEVICE_')

/** `boards`: names of the boards that the tree has. */
export const unknownTargets = (config: string, symbols: KnownSymbols, boards: readonly string[]): UnknownTargets => {
  const named = [...config.matchAll(LINE)].map(([, prefix = '', name = '']) => ({ name, symbol: `${prefix}${name}` }))
  const unknown = named.filter(({ symbol }) => !symbols.has(`TARGET_${symbol}`))
  const places = unknown.filter(({ name }) => !isDevice(name)).map(({ name }) => name)
  const boardOf = (name: string): string | undefined =>
    [...places, ...boards.map(confOf)].find((board) => name.startsWith(`${board}_`))
  const whole = places.filter((name) => !places.some((other) => other.startsWith(`${name}_`)))
  const targets = whole.map((name) => {
    const board = boardOf(name)
    return board === undefined ? name : `${board}/${name.slice(board.length + 1)}`
  })
  const devices = unknown
    .filter(({ name }) => isDevice(name))
    .map(({ name }) => ({ target: name.replace(/_DEVICE_.*/s, ''), device: name.replace(/^.*?_DEVICE_/s, '') }))
    .filter(({ target }) => symbols.has(`TARGET_${target}`))
    .map((one) => ({ ...one, nearest: nearestDevice(one.target, one.device, symbols) }))
  return { targets, devices, unnamed: named.length === 0 }
}

const nearestDevice = (target: string, device: string, symbols: KnownSymbols): string | undefined => {
  const prefix = `TARGET_${target}_DEVICE_`
  return nearestName(
    device,
    symbols.startingWith(prefix).map((name) => name.slice(prefix.length)),
  )
}
