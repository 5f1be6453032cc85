/**
 * The reference walk of modules outside the kernel: GNU make reads the real top Makefile of the kernel's headers with M=DIR,
 * and then the folder's own makefiles. Debian's headers are two folders and a third with the scripts; the first says where
 * the second is by an absolute path, which is set right in a folder of links.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { joinWalk } from './join-walk.ts'
import { linkAll, runWalk, walkCommand } from './run-walk.ts'

/** Modules as modules.order has them, paths relative to the folder. */
export interface ExternalModules {
  readonly modules: readonly { readonly path: string; readonly objects: readonly string[] }[]
}

/** What is walked. */
export interface ExternalRequest {
  /** The headers. */
  readonly headers: string
  /** `M`. */
  readonly module: string
  /** NAME=VALUE, as on make's command line. */
  readonly variables: readonly string[]
  /** A folder for the links and the dump; emptied. */
  readonly folder: string
}

/** Links to the headers, their Makefile naming the folder that is really beside them. */
const linkHeaders = (headers: string, links: string): void => {
  linkAll(headers, links, new Set(['Makefile']))
  // include /usr/src/linux-headers-6.1.0-56-common/Makefile
  const text = readFileSync(join(headers, 'Makefile'), 'latin1').replace(
    /^include (\/\S+)\/([^/\s]+)\/Makefile$/m,
    (line, _folder, name) => {
      const beside = join(dirname(resolve(headers)), name, 'Makefile')
      return existsSync(beside) ? `include ${beside}` : line
    },
  )
  writeFileSync(join(links, 'Makefile'), text, 'latin1')
}

/** Walks. Throws with make's last lines when it fails. */
export const externalWalk = ({ headers, module, variables, folder }: ExternalRequest): ExternalModules => {
  rmSync(folder, { recursive: true, force: true })
  const links = join(folder, 'headers')
  linkHeaders(headers, links)
  const root = resolve(module)
  const { modules } = joinWalk(runWalk(walkCommand(links, join(folder, 'dump'), [`M=${root}`, ...variables])))
  const within = (path: string): string => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path)
  return { modules: modules.map(({ path, objects }) => ({ path: within(path), objects: objects.map(within) })) }
}
