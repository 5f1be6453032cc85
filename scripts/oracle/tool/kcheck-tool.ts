/**
 * kcheck as a `ConfTool`: a worker thread that runs the same script as the main thread and serves calls, so that a
 * call that never ends can be ended, and memory that was used comes back.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { CallLimits, ConfCall, ConfOutcome, ConfTool } from './conf-tool.ts'
import { callKcheck } from './kcheck-host.ts'

const ROLE = 'kcheck conf'

interface Served {
  readonly role: typeof ROLE
  readonly limits: CallLimits
}

/**
 * To be called first by every script that uses `kcheckTool`. True in a worker thread, which then serves calls: the
 * script has nothing more to do there.
 */
export const servesKcheckCalls = (): boolean => {
  if (isMainThread || (workerData as Partial<Served> | null)?.role !== ROLE) return false
  const { limits } = workerData as Served
  parentPort?.on('message', (call: ConfCall) => parentPort?.postMessage(callKcheck(call, limits)))
  return true
}

/** Starts kcheck in a thread of its own. Calls are made one after the other. */
export const kcheckTool = (limits: CallLimits): ConfTool => {
  let worker: Worker | undefined
  const start = (): Worker => {
    const served: Served = { role: ROLE, limits }
    return new Worker(process.argv[1] ?? '', { workerData: served, resourceLimits: { maxOldGenerationSizeMb: 3000 } })
  }
  const discard = async (): Promise<void> => {
    const old = worker
    worker = undefined
    await old?.terminate()
  }
  return {
    name: 'kcheck conf',
    call: (call) =>
      new Promise<ConfOutcome>((done) => {
        worker ??= start()
        const serving = worker
        const finish = (outcome: ConfOutcome): void => {
          clearTimeout(timer)
          serving.off('message', finish)
          serving.off('error', crash)
          done(outcome)
        }
        const fail = (broken: string): void => {
          void discard()
          finish({ code: null, stdout: '', stderr: '', broken })
        }
        const crash = (error: unknown): void => fail(String(error))
        const timer = setTimeout(() => fail('timeout'), limits.milliseconds)
        serving.once('message', finish)
        serving.once('error', crash)
        serving.postMessage(call)
      }),
    close: discard,
  }
}
