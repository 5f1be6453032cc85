/** What surrounds a module: names of modules, tables of exports, distributions. */
import { describe, expect, test } from 'vitest'
import { parseSymvers } from '../../src/kernel/symvers.ts'
import { symversTable, tableWith, watched } from '../../src/module/export-table.ts'
import { isModuleFileName, moduleNameOf } from '../../src/module/module-name.ts'
import { isDebianRelease, policyNamed } from '../../src/module/policies.ts'

test.each([
  ['drivers/net/my-driver.ko.xz', 'my_driver'],
  ['drivers/net/my-driver', 'my_driver'],
  ['x.ko', 'x'],
  ['a.ko.gz', 'a'],
])('the module of %s is %s', (path, name) => expect(moduleNameOf(path)).toBe(name))

test('names of module files', () => {
  expect(['a.ko', 'a.ko.gz', 'a.ko.xz', 'a.ko.zst'].every(isModuleFileName)).toBe(true)
  expect(['a.o', 'a.ko.debug', 'ko', 'modules.dep'].some(isModuleFileName)).toBe(false)
})

describe('exports', () => {
  const kernel = parseSymvers(
    '0x00000001\tprintk\tvmlinux\tEXPORT_SYMBOL\t\n0x00000002\tboth\tvmlinux\tEXPORT_SYMBOL\t\n',
  )
  const other = parseSymvers(
    '0x00000003\tboth\tx/my-mod\tEXPORT_SYMBOL\t\n0x00000004\tmine\tx/my-mod\tEXPORT_SYMBOL_GPL\tNS\n',
  )
  const table = symversTable([kernel, other])

  test('the first file that lists a name counts', () => {
    expect(table.find('both')).toMatchObject({ crc: 2, owner: 'vmlinux' })
    expect(table.find('mine')).toEqual({ name: 'mine', crc: 4, gpl: true, namespace: 'NS', owner: 'my_mod' })
    expect(table.find('mine')).toBe(table.find('mine'))
    expect(table.find('none')).toBeUndefined()
  })

  test('no CRCs at all are not CRCs of 0', () => {
    const without = symversTable([parseSymvers('0x00000000\tprintk\tvmlinux\tEXPORT_SYMBOL\t\n')])
    expect(without.find('printk')?.crc).toBeUndefined()
  })

  test('what modules looked for is noted for one at a time', () => {
    const more = new Map([['late', { name: 'late', crc: 9, gpl: false, namespace: '', owner: 'given' }]])
    const table = watched(tableWith(symversTable([kernel, other]), { exports: more, owners: new Set(['given']) }), true)
    for (const name of ['printk', 'mine', 'late', 'none']) table.find(name)
    expect([[...table.missed], [...table.owners]]).toEqual([['none'], ['my_mod', 'given']])
    expect(['vmlinux', 'my_mod', 'given', 'none'].map((owner) => table.hasOwner(owner))).toEqual([
      true,
      true,
      true,
      false,
    ])
    table.forget()
    expect([table.missed.size, table.owners.size]).toEqual([0, 0])
  })
})

describe('policies', () => {
  test('by name', () => {
    expect(policyNamed('debian')).toEqual({ name: 'debian', missingVersion: 'refuse' })
    expect(policyNamed('mainline')).toEqual({ name: 'mainline' })
    expect(policyNamed('toString')).toBeUndefined()
  })

  test.each([
    '6.1.0-56-amd64',
    '6.1.0-56-cloud-amd64',
    '6.1.0-56-rt-amd64',
    '6.12.117+deb12-amd64',
    '6.12.9+bpo-amd64',
    '5.10.0-0.deb10.30-armmp-lpae',
    '6.1.0-50-4kc-malta',
    '6.12.41+deb13-arm64-16k',
  ])('%s is Debian', (release) => expect(isDebianRelease(release)).toBe(true))

  test.each([
    '6.8.0-45-generic',
    '6.1.0-rpi7-rpi-v8',
    '6.8.12-4-pve',
    '6.6.73',
    '6.11.4-301.fc41.x86_64',
    '6.1.0-amd64',
  ])('%s is not', (release) => expect(isDebianRelease(release)).toBe(false))
})
