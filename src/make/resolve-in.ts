/** A file's name as make takes it: relative to its working directory, and otherwise as it is written. */
export const resolveIn = (folder: string, name: string): string => (name.startsWith('/') ? name : `${folder}/${name}`)
