import { describe, expect, test } from 'vitest'
import { parseHeader, parseTitle } from '../../src/config/header.ts'

const header = (title: string): string => `#\n# Automatically generated file; DO NOT EDIT.\n# ${title}\n#\nCONFIG_A=y\n`

describe('parseHeader', () => {
  test.each([
    ['Linux/x86 6.1.192 Kernel Configuration', { program: 'Linux', arch: 'x86', version: '6.1.192' }],
    ['Linux/arm64 6.12.0-rc3+ Kernel Configuration', { program: 'Linux', arch: 'arm64', version: '6.12.0-rc3+' }],
    ['Linux 3.1.10 Kernel Configuration', { program: 'Linux', version: '3.1.10' }],
    ['OpenWrt Configuration', {}],
    ['U-Boot 2024.01 Configuration', {}],
  ])('%s', (title, parts) => {
    expect(parseHeader(header(title))).toEqual({ title, ...parts })
    expect(parseTitle(title)).toEqual({ title, ...parts })
  })

  test('takes files from Windows and with a date in the last line', () => {
    expect(parseHeader(header('Linux 2.6.37 Kernel Configuration').replaceAll('\n', '\r\n'))?.version).toBe('2.6.37')
    expect(parseHeader("#\n# Automatically generated make config: don't edit\n# X\n# Tue Jan 4 2011\n#\n")?.title).toBe(
      'X',
    )
  })

  test.each([['CONFIG_A=y\n'], ['#\n# Other\n# Linux\n#\n'], ['# Automatically generated\n# x\n#\n'], ['']])(
    '%j has none',
    (text) => {
      expect(parseHeader(text)).toBeUndefined()
    },
  )
})
