/**
 * Judging many modules with two threads: both take files off one queue, so that neither waits for the other, and the
 * helper's judgements come back when all is done. The thread that asks does so without giving up control: it waits on
 * shared memory.
 */
import type { MessagePort, Worker } from 'node:worker_threads'
import type { ModuleFile } from './find-modules.ts'
import type { KernelOfPackages } from './kernel-places.ts'
import type { Judgement } from './module-judge.ts'
import type { UnjudgedFile } from './module-outcome.ts'
import type { ModuleRequest } from './module-request.ts'

/** What came of the file at an index. */
export type IndexedJudgement = readonly [index: number, judgement: Judgement | UnjudgedFile]

/** Files that are taken at a time: enough that taking costs nothing, few enough that both threads end together. */
const CHUNK = 8
/** A helper that gets nothing done for so long is given up. */
const PATIENCE_MS = 60_000

/** Places in the shared memory. */
const NEXT = 0
const STATE = 1
const BEAT = 2
const FINISHED = 3

const WAITING = 0
const WORKING = 1
const DONE = 2

/** Indices that are still to be taken, for all threads that hold the same memory. */
export class SharedQueue {
  readonly memory: SharedArrayBuffer
  readonly #cells: Int32Array
  readonly #total: number

  constructor(total: number, memory = new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory
    this.#cells = new Int32Array(memory)
    this.#total = total
  }

  /** One that was taken is done; returns how many are, of all threads. */
  finished(): number {
    return Atomics.add(this.#cells, FINISHED, 1) + 1
  }

  *[Symbol.iterator](): Generator<number> {
    for (;;) {
      const start = Atomics.add(this.#cells, NEXT, CHUNK)
      if (start >= this.#total) return
      Atomics.add(this.#cells, BEAT, 1)
      for (let index = start; index < Math.min(start + CHUNK, this.#total); index++) yield index
    }
  }

  /** Whether the helper has begun. */
  get hasBegun(): boolean {
    return Atomics.load(this.#cells, STATE) !== WAITING
  }

  /** The helper has begun. */
  begin(): void {
    Atomics.store(this.#cells, STATE, WORKING)
  }

  /** The helper has sent what it has. */
  end(): void {
    Atomics.store(this.#cells, STATE, DONE)
    Atomics.notify(this.#cells, STATE)
  }

  /** Waits for the helper; false where it never began, or no longer gets on. */
  wait(): boolean {
    if (!this.hasBegun) return false
    for (let beat = -1; ; ) {
      if (Atomics.wait(this.#cells, STATE, WORKING, PATIENCE_MS) !== 'timed-out') return true
      const now = Atomics.load(this.#cells, BEAT)
      if (now === beat) return false
      beat = now
    }
  }
}

/** The request, with what the modules told already. */
export type ShareRequest = ModuleRequest & KernelOfPackages

/** What a helper is given. */
export interface ShareData {
  readonly request: ShareRequest
  readonly files: readonly ModuleFile[]
  readonly memory: SharedArrayBuffer
  readonly port: MessagePort
}

export type ShareAnswer =
  | { readonly kind: 'judged'; readonly judgements: readonly IndexedJudgement[] }
  | { readonly kind: 'failed'; readonly message: string }

/** A thread that takes its share. */
export class Helper {
  readonly #worker: Worker
  readonly #port: MessagePort
  readonly #queue: SharedQueue

  /** `launcher`: the script that the thread is to run, with the words `judge-share` as its arguments. */
  constructor(launcher: string, request: ShareRequest, files: readonly ModuleFile[], queue: SharedQueue) {
    const threads = process.getBuiltinModule('node:worker_threads')
    const { port1, port2 } = new threads.MessageChannel()
    const workerData: ShareData = { request, files, memory: queue.memory, port: port2 }
    this.#worker = new threads.Worker(launcher, { argv: ['judge-share'], workerData, transferList: [port2] })
    // what goes wrong in it shows when it is waited for
    this.#worker.on('error', () => undefined)
    this.#worker.unref()
    this.#port = port1
    this.#queue = queue
  }

  /** Its judgements. Throws where it could not finish what it had taken. */
  finish(): readonly IndexedJudgement[] {
    if (!this.#queue.wait()) {
      this.stop()
      if (this.#queue.hasBegun) throw new Error('a thread stopped in the middle of its work')
      return []
    }
    const { receiveMessageOnPort } = process.getBuiltinModule('node:worker_threads')
    const answer: ShareAnswer | undefined = receiveMessageOnPort(this.#port)?.message
    this.stop()
    if (answer?.kind === 'judged') return answer.judgements
    throw new Error(answer?.message ?? 'a thread ended without an answer')
  }

  stop(): void {
    this.#port.close()
    void this.#worker.terminate()
  }
}
