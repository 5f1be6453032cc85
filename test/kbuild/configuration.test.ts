/** A configuration as makefiles see it. */
import { expect, test } from 'vitest'
import { assignedValues } from '../../src/config/values.ts'
import { makeConfiguration } from '../../src/kbuild/configuration.ts'

const TEXT =
  'CONFIG_A=y\nCONFIG_B=m\n# CONFIG_C is not set\nCONFIG_D=n\nCONFIG_E=12\nCONFIG_F=0x1f\nCONFIG_G="a \\"b\\" \\\\"\nCONFIG_H=""\n'

const seen = (texts: 'quoted' | 'bare') => Object.fromEntries(makeConfiguration(assignedValues(TEXT), texts))

test('what is not set, or n, is absent; numbers are as they are', () => {
  expect(seen('bare')).toMatchObject({ CONFIG_A: 'y', CONFIG_B: 'm', CONFIG_E: '12', CONFIG_F: '0x1f' })
  expect(Object.keys(seen('bare'))).not.toContain('CONFIG_C')
  expect(Object.keys(seen('bare'))).not.toContain('CONFIG_D')
})

test('texts lose their quotes where the release writes them so', () => {
  expect(seen('bare')).toMatchObject({ CONFIG_G: 'a "b" \\', CONFIG_H: '' })
  expect(seen('quoted')).toMatchObject({ CONFIG_G: '"a \\"b\\" \\\\"', CONFIG_H: '""' })
})
