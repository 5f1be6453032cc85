/**
 * `node dist/scripts/truth.js 6.1|6.12 [jobs]`: makes the truth of a kernel tree ahead of a sweep (a sweep does it by itself).
 */
import { ensureKernelTree, isLinuxSeries } from './place/kernel-tree.ts'
import { availableTruth } from './truth/available-truth.ts'

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const [series = '', jobs = '2'] = process.argv.slice(2)
if (!isLinuxSeries(series)) {
  process.stderr.write('usage: truth 6.1|6.12 [jobs]\n')
  process.exit(2)
}
const truth = await availableTruth(ensureKernelTree(series, say), Number(jobs), say)
say(`${truth.runs.length} runs in ${truth.folder}`)
