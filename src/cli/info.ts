/**
 * `kcheck info`: what modules say of themselves.
 */
import type { Command } from 'commander'
import { EXIT } from './exit-codes.ts'
import type { Outcome } from './program.ts'
import { writeMessage, writeResult, writeWords } from './terminal.ts'

interface InfoOptions {
  readonly field?: string
  readonly versions?: true
  readonly json?: true
}

const EXAMPLE = `
Examples:
  kcheck info e1000e.ko.xz
  kcheck info --versions wireguard.ko
  kcheck info -F vermagic /lib/modules/*/extra/*.ko`

/** Declares the command on `program`. */
export const addInfoCommand = (program: Command, outcome: Outcome): void => {
  program
    .command('info')
    .description('what modules say of themselves: modinfo and modprobe --dump-modversions in one')
    .argument('<file...>', 'modules: .ko, .ko.gz, .ko.xz, .ko.zst; packages of them: .ipk, .apk')
    .option('-F, --field <name>', 'print only the values of this field')
    .option('--versions', 'print the CRC of each symbol too')
    .option('--json', 'print everything as JSON (schema kcheck/info/1)')
    .addHelpText('after', EXAMPLE)
    .action(async (files: string[], options: InfoOptions) => {
      outcome.exitCode = await runInfo(files, options)
    })
}

const runInfo = async (files: readonly string[], options: InfoOptions): Promise<number> => {
  const [{ moduleInfos }, { fieldText, moduleInfoText, packageInfoText }, { moduleInfosJson }, { faultText }] =
    await Promise.all([
      import('../workspace/module-info.ts'),
      import('../report/module-info.ts'),
      import('../report/module-info-json.ts'),
      import('../report/file-fault.ts'),
    ])
  const results = moduleInfos(files)
  if (options.json === true) writeWords(moduleInfosJson(results))
  for (const result of results) {
    if ('fault' in result) writeMessage(faultText(result.file, result.fault))
    else if ('package' in result) {
      // -F is for the fields of modules
      if (options.json !== true && options.field === undefined)
        writeResult(packageInfoText(result.file, result.package))
    } else if (options.json !== true) {
      const { file, info } = result
      const { field, versions = false } = options
      writeResult(field === undefined ? moduleInfoText(file, info, { versions }) : fieldText(file, info, field))
    }
  }
  return results.some((result) => 'fault' in result) ? EXIT.input : EXIT.ok
}
