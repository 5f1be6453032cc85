/**
 * A file's name as make takes it, for the file system: relative to make's working directory, which may be the file
 * system's own (`''`), and otherwise as it is written.
 */
export const resolveIn = (folder: string, name: string): string => {
  if (name.startsWith('/') || folder === '') return name === '' ? '.' : name
  return `${folder.endsWith('/') ? folder : `${folder}/`}${name}`
}

/** The name of a makefile as make calls it once it includes it: any `./` in front is gone. */
export const includedName = (word: string): string => word.replace(/^(?:\.\/+)+(?=.)/, '')
