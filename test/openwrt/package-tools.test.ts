import { expect, test } from 'vitest'
import { apkRefusal, opkgRefusal } from '../../src/openwrt/package-tools.ts'

const refused = { name: 'kmod-foo', version: '6.6.73-r1', kernel: '6.6.73~abc-r1' }

test('opkg since 21.02 tells the dependency first', () => {
  expect(opkgRefusal(refused, '6.6.74').split('\n')).toEqual([
    ' * pkg_hash_check_unresolved: cannot find dependency kernel (= 6.6.73~abc-r1) for kmod-foo',
    ' * pkg_hash_fetch_best_installation_candidate: Packages for kmod-foo found, but incompatible with the architectures configured',
    ' * opkg_install_cmd: Cannot install package kmod-foo.',
  ])
})

test('opkg before', () => {
  expect(opkgRefusal(refused, '4.14.195').split('\n')).toEqual([
    ' * satisfy_dependencies_for: Cannot satisfy the following dependencies for kmod-foo:',
    ' * \tkernel (= 6.6.73~abc-r1)',
    ' * opkg_install_cmd: Cannot install package kmod-foo.',
  ])
})

test('apk', () => {
  expect(apkRefusal(refused, '6.6.73~def-r1').split('\n')).toEqual([
    'ERROR: unable to select packages:',
    '  kernel-6.6.73~def-r1:',
    '    breaks: kmod-foo-6.6.73-r1[kernel=6.6.73~abc-r1]',
  ])
})
