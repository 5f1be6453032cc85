/**
 * `node dist/scripts/setup.js [6.1] [6.12]`: the kernel trees, their C tools and the probe recorder, each made only
 * where it is not there yet. Prints what it does and then where things are. Needs apt (Debian), gcc, make, flex, bison.
 */
import { ensureKernelTree, LINUX_SERIES, oneSeries } from './place/kernel-tree.ts'
import { ensureProbeRecorder } from './place/probe-recorder.ts'
import { runScript, say } from './place/script.ts'

await runScript(() => {
  const named = process.argv.slice(2).map(oneSeries)
  for (const series of named.length > 0 ? named : LINUX_SERIES) {
    const tree = ensureKernelTree(series, say)
    say(`Linux ${tree.version}: ${tree.folder}, C tool ${tree.conf}`)
  }
  say(`probe recorder: ${ensureProbeRecorder(say)}`)
  return 0
})
