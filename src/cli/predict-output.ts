/**
 * Where the text of a prediction goes: standard output, a file, a folder, or the place it came from.
 */
import { join } from 'node:path'
import { writeFileAtomically } from '../files/atomic-write.ts'
import { isSame } from '../files/is-same.ts'
import { makeFolder } from '../files/make-folder.ts'
import type { Prediction } from '../workspace/predict-request.ts'
import type { PredictOptions } from './predict-options.ts'

/** Writes what was predicted. Throws a `FileError` where that cannot be done; each file is whole or untouched. */
export const placePrediction = (
  prediction: Pick<Prediction, 'text' | 'files' | 'configPath'>,
  options: Pick<PredictOptions, 'output' | 'write' | 'json'>,
  print: (text: string) => void,
): void => {
  const { text, files, configPath } = prediction
  if (files !== undefined && options.output !== undefined) {
    for (const [name, content] of files) {
      const path = join(options.output, name)
      makeFolder(join(path, '..'))
      writeFileAtomically(path, content)
    }
  } else if (options.write === true) {
    const path = configPath ?? '.config'
    // what is so already keeps its time, and the one before it stays the old one
    if (!isSame(path, text)) writeFileAtomically(path, text, { keepOld: true })
  } else if (options.output !== undefined) {
    writeFileAtomically(options.output, text)
  } else if (options.json !== true) {
    print(text)
  }
}
