/** Commands that need no shell to be answered. */
import { expect, test } from 'vitest'
import { memoryFileSystem } from '../../src/files/memory-file-system.ts'
import { answerWithoutShell } from '../../src/kbuild/shell-free.ts'

const files = memoryFileSystem({ '/k/include/config/kernel.release': '6.1.0\n', '/k/two': 'b\n' })
const answer = (command: string): string | undefined => answerWithoutShell(files, '/k', command)

test.each([
  ['pwd', '/k\n'],
  [' pwd ', '/k\n'],
  ['true', ''],
  [':', ''],
  ['', ''],
  ['echo a  b', 'a b\n'],
  ['echo', '\n'],
  ['cat include/config/kernel.release', '6.1.0\n'],
  ['cat /k/two two', 'b\nb\n'],
  ['cat none 2> /dev/null', ''],
  ['cat include/config/kernel.release 2>/dev/null', '6.1.0\n'],
])('%s', (command, output) => {
  expect(answer(command)).toBe(output)
})

test.each([
  'uname -r',
  'pwd -P',
  'echo -n a',
  'echo $HOME',
  'cat',
  'cat -n two',
  'cat tw*',
  'cat two | wc',
  'echo "a"',
  'cat two; pwd',
])('not %s', (command) => {
  expect(answer(command)).toBeUndefined()
})
