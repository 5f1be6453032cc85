/**
 * `kcheck symvers diff`: what differs between the exports of two kernels, and which modules that breaks.
 */
import type { Command } from 'commander'
import { EXIT } from './exit-codes.ts'
import type { Outcome } from './program.ts'
import { writeMessage, writeWords } from './terminal.ts'

interface DiffOptions {
  readonly usedBy?: readonly string[]
  readonly all?: true
  readonly json?: true
}

const EXAMPLE = `
Examples:
  kcheck symvers diff old/Module.symvers new/Module.symvers
  kcheck symvers diff old/Module.symvers new/Module.symvers --used-by wireguard.ko /lib/modules/6.1.0-56-amd64/extra

Without --used-by the exit code is 1 where the files differ, with it where a module
breaks that fits the old one.`

/** Declares the commands on `program`. */
export const addSymversCommand = (program: Command, outcome: Outcome): void => {
  program
    .command('symvers')
    .description('compare what kernels export (Module.symvers)')
    .command('diff')
    .description('which exported symbols appeared, vanished or changed, and which modules that breaks')
    .argument('<old>', 'Module.symvers, perhaps compressed, or a folder with one')
    .argument('<new>', 'another')
    .option('--used-by <path...>', 'modules, or folders searched for *.ko, *.ko.gz, *.ko.xz, *.ko.zst')
    .option('--all', 'print lists to their end')
    .option('--json', 'print everything as JSON (schema kcheck/symvers-diff/1)')
    .addHelpText('after', EXAMPLE)
    .action(async (before: string, after: string, options: DiffOptions) => {
      outcome.exitCode = await runDiff(before, after, options)
    })
}

const runDiff = async (before: string, after: string, options: DiffOptions): Promise<number> => {
  const [{ compareSymvers }, report, { symversDiffJson }, { symversMessages }] = await Promise.all([
    import('../workspace/symvers-diff.ts'),
    import('../report/symvers-diff.ts'),
    import('../report/symvers-diff-json.ts'),
    import('../report/symvers-messages.ts'),
  ])
  const result = compareSymvers({ before, after, usedBy: options.usedBy })
  writeMessage(symversMessages(result))
  if (options.json === true) writeWords(symversDiffJson(result))
  if (result.kind === 'failed') return EXIT.input
  if (options.json !== true) writeWords(report.symversDiffText(result, { all: options.all === true }))
  const { modules } = result
  if (modules === undefined) return report.isSameSymvers(result) ? EXIT.ok : EXIT.no
  if (report.brokenModules(modules).length > 0) return EXIT.no
  return modules.some(({ kind }) => kind === 'fault') ? EXIT.input : EXIT.ok
}
