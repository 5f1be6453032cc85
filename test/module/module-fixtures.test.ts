/**
 * The modules in fixtures/modules are what this test writes; KCHECK_WRITE_FIXTURES=1 writes them anew.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { VERSIONS, writeModule } from './write-module.ts'

const FOLDER = new URL('../../fixtures/modules/', import.meta.url)
const VERMAGIC = '6.1.0-tiny SMP mod_unload modversions '

const modinfo = (name: string, ...more: readonly string[]): readonly string[] => [
  `name=${name}`,
  `vermagic=${VERMAGIC}`,
  'retpoline=Y',
  ...more,
]
const CRCS = [...VERSIONS, ['_printk', 0x92997ed8], ['param_ops_int', 0x0b4a1c77]] as const

const FIXTURES: Readonly<Record<string, Uint8Array>> = {
  // everything fits
  'good.ko': writeModule({
    structName: 'good',
    modinfo: modinfo('good', 'license=GPL', 'description=says hello', 'parmtype=times:int', 'parm=times:how often'),
    uses: ['_printk', 'param_ops_int'],
    versions: CRCS,
  }),
  // built against another configuration: the structures, and one function
  'other-config.ko': writeModule({
    structName: 'other_config',
    modinfo: modinfo('other_config', 'license=GPL'),
    uses: ['_printk', 'param_ops_int'],
    versions: [
      ['module_layout', 0x6443d74d],
      ['_printk', 0x7c32d0f0],
      ['param_ops_int', 0x0b4a1c77],
    ],
  }),
  // its licence is none that the kernel knows, and a namespace is not imported
  'proprietary.ko': writeModule({
    structName: 'proprietary',
    modinfo: modinfo('proprietary', 'license=GPLv2'),
    uses: ['_printk', 'kobject_create_and_add', 'dma_buf_get'],
    versions: [...CRCS, ['kobject_create_and_add', 0x4f1bd1a5], ['dma_buf_get', 0x2f1d8b6c]],
  }),
  // the case of the module programming guide
  'hello-2.6.ko': writeModule({
    layout: { bits: 32, littleEndian: true },
    machine: 3,
    structName: 'hello',
    structSize: 0x100,
    modinfo: ['license=GPL', 'vermagic=2.6.5-1.358custom 686 REGPARM 4KSTACKS gcc-3.3', 'depends='],
    uses: ['printk'],
    versions: undefined,
  }),
}

describe.each(Object.entries(FIXTURES))('%s', (name, bytes) => {
  test('is what is in fixtures/modules', () => {
    const file = new URL(name, FOLDER)
    if (process.env['KCHECK_WRITE_FIXTURES'] === '1') {
      mkdirSync(dirname(file.pathname), { recursive: true })
      writeFileSync(file, bytes)
    }
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })
})
