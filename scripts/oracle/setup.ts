/**
 * `node dist/scripts/setup.js [6.1] [6.12]`: the kernel trees, their C tools and the probe recorder, each made only
 * where it is not there yet. Prints what it does and then where things are. Needs apt (Debian), gcc, make, flex, bison.
 */
import { ensureKernelTree, isLinuxSeries, LINUX_SERIES } from './place/kernel-tree.ts'
import { ensureProbeRecorder } from './place/probe-recorder.ts'

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((text) => !isLinuxSeries(text))
if (unknown.length > 0) {
  process.stderr.write(`unknown series: ${unknown.join(' ')} (known: ${LINUX_SERIES.join(' ')})\n`)
  process.exit(2)
}
for (const series of wanted.length > 0 ? wanted.filter(isLinuxSeries) : LINUX_SERIES) {
  const tree = ensureKernelTree(series, say)
  say(`Linux ${tree.version}: ${tree.folder}, C tool ${tree.conf}`)
}
say(`probe recorder: ${ensureProbeRecorder(say)}`)
