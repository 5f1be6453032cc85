/** `range`: what happens to values below the low and above the high bound. */
import { describe, expect, test } from 'vitest'
import { BOTH } from '../generations.ts'
import { resolved } from './trees.ts'

const RANGED = 'config X\n\tint "x"\n\trange 5 10\n\tdefault 7\n'

describe('a user value outside the range', () => {
  test('is forgotten in 6.1: the default comes back', () => {
    expect(resolved('linux-6.1', RANGED, 'CONFIG_X=99\n').config).toBe('CONFIG_X=7\n')
    expect(resolved('linux-6.1', RANGED, 'CONFIG_X=1\n').config).toBe('CONFIG_X=7\n')
  })

  test('becomes the nearest bound in 6.12', () => {
    expect(resolved('linux-6.12', RANGED, 'CONFIG_X=99\n').config).toBe('CONFIG_X=10\n')
    expect(resolved('linux-6.12', RANGED, 'CONFIG_X=1\n').config).toBe('CONFIG_X=5\n')
  })
})

describe.each(BOTH)('%s', (dialect) => {
  const config = (kconfig: string, dotConfig = ''): string => resolved(dialect, kconfig, dotConfig).config

  test('the bounds themselves are inside', () => {
    expect(config(RANGED, 'CONFIG_X=5\n')).toBe('CONFIG_X=5\n')
    expect(config(RANGED, 'CONFIG_X=10\n')).toBe('CONFIG_X=10\n')
  })

  test('a default outside becomes the bound, as the file writes it', () => {
    expect(config('config X\n\thex "x"\n\trange 0x0010 0x00FF\n\tdefault 0x1\n')).toBe('CONFIG_X=0x0010\n')
    expect(config('config X\n\thex "x"\n\trange 0x0010 0x00FF\n\tdefault 0x100\n')).toBe('CONFIG_X=0x00FF\n')
    expect(config('config X\n\tint\n\trange 5 10\n\tdefault 99\n')).toBe('CONFIG_X=10\n')
  })

  test('the first range whose condition is not n counts', () => {
    const tree =
      'config WIDE\n\tbool "wide"\n\nconfig X\n\tint "x"\n\trange 1 100 if WIDE\n\trange 1 10\n\tdefault 50\n'
    expect(config(tree)).toBe('# CONFIG_WIDE is not set\nCONFIG_X=10\n')
    expect(config(tree, 'CONFIG_WIDE=y\n')).toBe('CONFIG_WIDE=y\nCONFIG_X=50\n')
  })

  test('bounds may be symbols', () => {
    const tree = 'config LOW\n\tint "low"\n\tdefault 3\n\nconfig X\n\tint "x"\n\trange LOW 8\n\tdefault 1\n'
    expect(config(tree)).toBe('CONFIG_LOW=3\nCONFIG_X=3\n')
    expect(config(tree, 'CONFIG_LOW=6\nCONFIG_X=7\n')).toBe('CONFIG_LOW=6\nCONFIG_X=7\n')
  })

  test('bounds may be negative', () => {
    expect(config('config X\n\tint "x"\n\trange -5 -2\n\tdefault -9\n')).toBe('CONFIG_X=-5\n')
  })

  test('hex values are kept as they are written', () => {
    const tree = 'config X\n\thex "x"\n\trange 0 0xff\n\tdefault 0xA\n'
    expect(config(tree, 'CONFIG_X=1f\n')).toBe('CONFIG_X=1f\n')
    expect(config(tree, 'CONFIG_X=0X1F\n')).toBe('CONFIG_X=0X1F\n')
    expect(config(tree)).toBe('CONFIG_X=0xA\n')
  })
})
