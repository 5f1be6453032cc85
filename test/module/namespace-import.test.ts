import { expect, test } from 'vitest'
import { mayUseNamespace } from '../../src/module/namespace-import.ts'

test.each([
  ['', 'm', [], true],
  ['NS', 'm', [], false],
  ['NS', 'm', ['OTHER', 'NS'], true],
  ['module:m', 'm', [], true],
  ['module:a,m', 'm', [], true],
  ['module:a-b', 'a_b', [], true],
  ['module:a*', 'a_b', [], true],
  ['module:a', 'a_b', [], false],
  ['module:a_b', 'a', [], false],
  ['module:', 'a', [], false],
  ['module:*', 'a', [], true],
  ['module:other', 'm', ['module:other'], false],
  ['module:m', undefined, [], false],
  ['module:', '', [], false],
  ['module:a,', '', [], false],
  ['module:,a', '', [], true],
])('%j by module %j that imports %j: %j', (namespace, module, imported, may) => {
  expect(mayUseNamespace(namespace, { module, imported: new Set<string>(imported) }, true)).toBe(may)
})

test('kernels that do not know such namespaces compare them with what is imported', () => {
  const imported = new Set(['module:a'])
  expect(mayUseNamespace('module:a', { module: 'm', imported }, false)).toBe(true)
  expect(mayUseNamespace('module:m', { module: 'm', imported }, false)).toBe(false)
})
