/** Paths inside a kernel's tree, as kbuild writes them: relative, with `/`, and `..` kept where a Kbuild file has it. */

/** The folder of a path, empty for one without. */
export const folderOf = (path: string): string => {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

/** What stands behind the last slash. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A name in a folder; an absolute name is itself. */
export const joinPath = (folder: string, name: string): string =>
  folder === '' || name.startsWith('/') ? name : folder.endsWith('/') ? folder + name : `${folder}/${name}`

/** Without `.` parts, and `a/..` taken out: the file that a path means, where no link is in it. */
export const resolvedPath = (path: string): string => {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop()
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part)
  }
  return parts.join('/')
}
