/**
 * GNU make 4.3, asked about many cases by one shell: each in a folder of its own, with nothing in its environment but
 * what the case says.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MakeCase, writeFiles } from './make-case.ts'
import { epilogue, type Observation, observed } from './observation.ts'

const MAKE = 'make'

/** Other releases differ in corners that the cases go into. */
export const hasGnuMake = (): boolean =>
  spawnSync(MAKE, ['--version'], { encoding: 'latin1' }).stdout?.startsWith('GNU Make 4.3') === true

/** Seconds of processor time, KiB of stack and of memory for one makefile: some never end. */
const LIMITS = 'ulimit -t 1; ulimit -s 2048; ulimit -v 400000; ulimit -c 0'

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** The folder that a case of a batch is in. */
export const caseFolder = (scratch: string, index: number): string => join(scratch, String(index))

const callOf = ({ commandLine, environment }: MakeCase, folder: string): string => {
  const variables = Object.entries(environment).map(([name, value]) => quoted(`${name}=${value}`))
  const outer = ['PATH=/usr/bin:/bin', 'LC_ALL=C', ...variables].join(' ')
  const call = `env -i ${outer} ${MAKE} -rR -f Makefile -f ../epilogue.mk ${commandLine.map(quoted).join(' ')}`
  return `(cd ${quoted(folder)} && ${LIMITS}; exec ${call} >${quoted(`${folder}.out`)} 2>&1 </dev/null)\necho $? >${quoted(`${folder}.status`)}\n`
}

/** What make does with each case. They stay in the folders below `scratch`, where the same indexes find them. */
export const askMake = (cases: readonly MakeCase[], scratch: string): readonly Observation[] => {
  for (const [index, one] of cases.entries()) writeFiles(caseFolder(scratch, index), one)
  writeFileSync(join(scratch, 'epilogue.mk'), epilogue(), 'latin1')
  const script = cases.map((one, index) => callOf(one, caseFolder(scratch, index))).join('')
  spawnSync('sh', [], { input: Buffer.from(script, 'latin1'), stdio: ['pipe', 'ignore', 'ignore'] })
  return cases.map((_, index) => {
    const folder = caseFolder(scratch, index)
    const status = readFileSync(`${folder}.status`, 'latin1').trim()
    return observed(readFileSync(`${folder}.out`, 'latin1'), status === '2')
  })
}
