/** What packages ask for, where the small buildroot has no example: circles under conditions. */
import { expect, test } from 'vitest'
import { EndlessDependencies, PackageDependencies } from '../../src/openwrt/package-dependencies.ts'
import { parsePackageInfo } from '../../src/openwrt/package-info.ts'
import { RELEASES } from '../../src/openwrt/releases.ts'

const { metadata: switches } = RELEASES['24.10']

const dependenciesOf = (name: string, packages: Readonly<Record<string, string>>): readonly string[] => {
  const text = Object.entries(packages).map(([item, depends]) => `Package: ${item}\nDepends: ${depends}\n`)
  const info = parsePackageInfo(`Source-Makefile: package/all/Makefile\n${text.join('')}`, switches)
  const lines = new PackageDependencies(info, switches, new Set()).of(name, info.packages.get(name)?.depends ?? [])
  return lines.map(({ kind, on, condition }) =>
    [kind, on, ...(condition === undefined ? [] : ['if', condition])].join(' '),
  )
}

test('packages that select each other', () => {
  expect(dependenciesOf('a', { a: '+b', b: '+a @B' })).toEqual(['depends B', 'select PACKAGE_b'])
})

test('a circle under a condition', () => {
  expect(dependenciesOf('a', { a: '+C:b', b: '+a' })).toEqual(['select PACKAGE_b if C'])
})

test('circles under conditions that meet never end', () => {
  const all = { a: '+A:b +B:b +C:c', b: '+a +A:c', c: '+B:a +C:b' }
  expect(() => dependenciesOf('a', all)).toThrow(EndlessDependencies)
})
