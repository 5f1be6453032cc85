/**
 * `npm run oracle:kconfig -- --linux 6.1|6.12`: every recorded or generated run of the C tool on a kernel tree, repeated
 * with kcheck, compared in every byte. Exits 1 unless all are identical.
 *
 *   --archs x86,arm64   these architectures only
 *   --only WORDS        runs of these modes, or whose ARCH/NAME contains one of these words
 *   --jobs N            so many side by side (2)
 *   --out FILE          the result as JSON
 *   --under-test PROG   an executable instead of kcheck: the C tool itself must come out identical
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ensureKernelTree, oneSeries } from './place/kernel-tree.ts'
import { ensureProbeRecorder } from './place/probe-recorder.ts'
import { runScript, say, scriptOptions, wholeNumber } from './place/script.ts'
import { workFolder } from './place/work-folder.ts'
import { chooseRuns, sweep } from './sweep/sweep.ts'
import { differentRunText, sweepReport, sweepSummary } from './sweep/sweep-report.ts'
import { type ConfTool, KERNEL_LIMITS } from './tool/conf-tool.ts'
import { executableTool } from './tool/executable-tool.ts'
import { kcheckTool, servesKcheckCalls } from './tool/kcheck-tool.ts'
import { availableTruth } from './truth/available-truth.ts'

const toolsUnderTest = (program: string | undefined, jobs: number, scratch: string): readonly ConfTool[] => {
  const start = (): ConfTool => {
    if (program === undefined) return kcheckTool(KERNEL_LIMITS)
    const database = (answers: string): string => join(scratch, `${basename(dirname(answers))}.db`)
    return executableTool(program.split(' '), KERNEL_LIMITS, { library: ensureProbeRecorder(say), database })
  }
  return Array.from({ length: jobs }, start)
}

const list = (text: string | undefined): readonly string[] | undefined => text?.split(',').filter((word) => word !== '')

const main = async (): Promise<number> => {
  const values = scriptOptions({
    linux: { type: 'string', default: '6.1' },
    archs: { type: 'string' },
    only: { type: 'string' },
    jobs: { type: 'string', default: '2' },
    out: { type: 'string' },
    'under-test': { type: 'string' },
  })
  const series = oneSeries(values.linux)
  const jobs = wholeNumber('--jobs', values.jobs, 1)
  const tree = ensureKernelTree(series, say)
  const truth = await availableTruth(tree, jobs, say)
  const runs = chooseRuns(truth, { archs: list(values.archs), only: list(values.only) })
  const scratch = mkdtempSync(join(workFolder(), 'sweep-'))
  const tools = toolsUnderTest(values['under-test'], jobs, scratch)
  const started = Date.now()
  let [count, bad] = [0, 0]
  const different = await sweep(
    {
      truth,
      tree: tree.folder,
      scratch,
      tools,
      done: (run, differences) => {
        count++
        if (differences.length > 0 && ++bad <= 20) say(differentRunText({ run, differences }))
        if (count % 100 === 0) {
          say(`${count} of ${runs.length} runs, ${bad} different, ${Math.round((Date.now() - started) / 1000)} s`)
        }
      },
    },
    runs,
  )
  await Promise.all(tools.map((tool) => tool.close()))
  rmSync(scratch, { recursive: true, force: true })
  const report = sweepReport(tree.version, tools[0]?.name ?? '', runs, different)
  if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(report, null, 1)}\n`)
  if (bad > 20) say(`… and ${bad - 20} more runs that differ`)
  say(sweepSummary(report))
  return report.runs > 0 && report.identical === report.runs ? 0 : 1
}

if (!servesKcheckCalls()) await runScript(main)
