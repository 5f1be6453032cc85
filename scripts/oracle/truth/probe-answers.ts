/**
 * A tree's recorded probes in their two forms: `shell.json` (command → answer) for people and kcheck, and the
 * recorder's database for the C tool.
 */
import { readFileSync, writeFileSync } from 'node:fs'

/** Command → standard output, latin1. */
export type ProbeAnswers = Readonly<Record<string, string>>

/** Reads `shell.json`. */
export const readProbeAnswers = (path: string): ProbeAnswers => JSON.parse(readFileSync(path, 'utf8')) as ProbeAnswers

/** Writes the recorder's database. */
export const writeProbeDatabase = (path: string, answers: ProbeAnswers): void => {
  const records = Object.entries(answers).map(([command, output]) => {
    const [c, o] = [Buffer.from(command, 'utf8'), Buffer.from(output, 'utf8')]
    return Buffer.concat([Buffer.from(`${c.length} ${o.length}\n`), c, o, Buffer.from('\n')])
  })
  writeFileSync(path, Buffer.concat(records))
}

/** Reads the recorder's database; the first answer to a command counts, as it does for the recorder. */
export const readProbeDatabase = (path: string): ProbeAnswers => {
  const bytes = readFileSync(path)
  const answers: Record<string, string> = {}
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at)
    const [c = 0, o = 0] = bytes.toString('latin1', at, end).split(' ').map(Number)
    const command = bytes.toString('utf8', end + 1, end + 1 + c)
    answers[command] ??= bytes.toString('utf8', end + 1 + c, end + 1 + c + o)
    at = end + 1 + c + o + 1
  }
  return answers
}
