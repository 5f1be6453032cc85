/**
 * From a run as the manifest has it to a call of the tool: inputs are read in the truth's folder, everything that is
 * written goes below another one.
 */
import { join } from 'node:path'
import type { PlannedRun } from './truth-plan.ts'

/** Variables whose value is a path of the manifest that the tool writes to. */
const WRITTEN = ['KCONFIG_AUTOCONFIG', 'KCONFIG_AUTOHEADER', 'KCONFIG_RUSTCCFG']
/** … and that it reads. */
const READ = ['KCONFIG_ALLCONFIG']

/** A run with its paths made absolute. */
export interface PlacedRun {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** KCONFIG_CONFIG. */
  readonly config: string
  /** What has to lie there before, if anything. */
  readonly start: string | null
}

/** The run's file below a folder that holds its configuration. */
export const configPath = (run: Pick<PlannedRun, 'arch' | 'name'>): string => `${run.arch}/${run.name}.config`

/** Places a run: `input` is the truth's folder, `output` where results go (they may be one). */
export const placeRun = (run: PlannedRun, input: string, output: string): PlacedRun => {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(run.env)) {
    env[name] = WRITTEN.includes(name) ? join(output, value) : READ.includes(name) ? join(input, value) : value
  }
  const config = join(output, configPath(run))
  return {
    argv: [
      ...run.args.map((arg) =>
        arg.replace(/^(--savedefconfig=)(.*)$/, (_, option, path) => option + join(output, path)),
      ),
      'Kconfig',
    ],
    env: { ...env, KCONFIG_CONFIG: config },
    config,
    start: run.start === null ? null : join(input, run.start),
  }
}

/** Files a run writes besides its configuration: one file, or all files below a folder, relative to the output. */
export const sideOutputs = (run: PlannedRun): { readonly files: readonly string[]; readonly folder?: string } => {
  const auto = run.env['KCONFIG_AUTOCONFIG']
  return {
    files: run.args.flatMap((arg) => /^--savedefconfig=(.*)$/.exec(arg)?.[1] ?? []),
    ...(auto === undefined ? {} : { folder: auto.replace(/\/[^/]*$/, '') }),
  }
}

/** Takes the folders of this machine out of a message or a file: what is left is the same on every machine. */
export const withoutFolders = (text: string, ...folders: readonly string[]): string =>
  folders.reduce((result, folder) => result.replaceAll(`${folder}/`, ''), text)
