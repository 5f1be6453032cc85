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
])('%j by module %j that imports %j: %j', (namespace, module, imported, may) => {
  expect(mayUseNamespace(namespace, { module, imported })).toBe(may)
})
