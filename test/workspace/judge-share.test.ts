/** The queue that threads take files off. What a second thread does with it is tested with the command itself. */
import { expect, test } from 'vitest'
import { SharedQueue } from '../../src/workspace/judge-share.ts'

test('every index is taken once, whoever asks', () => {
  const first = new SharedQueue(100)
  const second = new SharedQueue(100, first.memory)
  const [a, b] = [first[Symbol.iterator](), second[Symbol.iterator]()]
  const taken: number[] = []
  for (let turn = 0; taken.length < 100; turn++) {
    const { value, done } = (turn % 3 === 0 ? a : b).next()
    if (done !== true) taken.push(value)
  }
  expect([...taken].sort((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, index) => index))
  expect([a.next().done, b.next().done]).toEqual([true, true])
  expect([first.finished(), second.finished()]).toEqual([1, 2])
})

test('nobody waits for a helper that never began, nor for one that is done', () => {
  const queue = new SharedQueue(10)
  expect([queue.hasBegun, queue.wait()]).toEqual([false, false])
  const helper = new SharedQueue(10, queue.memory)
  helper.begin()
  helper.end()
  expect([queue.hasBegun, queue.wait()]).toEqual([true, true])
})
