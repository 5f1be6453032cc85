import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { placePrediction } from '../../src/cli/predict-output.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

const path = (name: string): string => join(folder(), name)
const read = (name: string): string => readFileSync(path(name), 'latin1')

describe('placePrediction', () => {
  const place = (prediction: Parameters<typeof placePrediction>[0], options: Parameters<typeof placePrediction>[1]) => {
    let printed = ''
    placePrediction(prediction, options, (text) => {
      printed += text
    })
    return printed
  }

  test('prints, unless there is a file or JSON is printed', () => {
    expect(place({ text: 'new' }, {})).toBe('new')
    expect(place({ text: 'new' }, { json: true })).toBe('')
    expect(place({ text: 'new' }, { output: path('out') })).toBe('')
    expect(read('out')).toBe('new')
  })

  test('writes in place and keeps the old one', () => {
    writeFileSync(path('cfg'), 'old')
    expect(place({ text: 'new', configPath: path('cfg') }, { write: true })).toBe('')
    expect([read('cfg'), read('cfg.old')]).toEqual(['new', 'old'])
    const { ino, mtimeMs } = statSync(path('cfg'))
    place({ text: 'new', configPath: path('cfg') }, { write: true })
    expect([read('cfg'), read('cfg.old')]).toEqual(['new', 'old'])
    expect(statSync(path('cfg'))).toMatchObject({ ino, mtimeMs })
  })

  test('writes the files of syncconfig below a folder', () => {
    const files = new Map([
      ['include/config/auto.conf', 'a'],
      ['include/generated/autoconf.h', 'b'],
    ])
    expect(place({ text: 'new', files }, { output: path('deep/er') })).toBe('')
    expect([read('deep/er/include/config/auto.conf'), read('deep/er/include/generated/autoconf.h')]).toEqual(['a', 'b'])
    expect(existsSync(path('deep/er/.config'))).toBe(false)
  })
})
