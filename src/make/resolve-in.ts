/** A file's name as make takes it: relative to its working directory, and otherwise as it is written. */
export const resolveIn = (folder: string, name: string): string => (name.startsWith('/') ? name : `${folder}/${name}`)

/** The name of a makefile as make calls it once it includes it: any `./` in front is gone. */
export const includedName = (word: string): string => word.replace(/^(?:\.\/+)+(?=.)/, '')
