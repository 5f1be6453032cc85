/**
 * Debian packages of any architecture, downloaded and never installed: an apt folder of our own for each architecture,
 * with its own lists, so that the system's apt and dpkg are left alone and nothing needs root. Where packages come from
 * is what the system's own apt sources say.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from '../place/command.ts'
import { workFolder } from '../place/work-folder.ts'

/** apt for one architecture, its lists read. */
export interface PrivateApt {
  /** `apt-cache ARGS`: its standard output. */
  readonly cache: (...args: readonly string[]) => string
  /** Downloads packages (`NAME` or `NAME=VERSION`) into an emptied folder of its own; returns the files. */
  readonly download: (packages: readonly string[]) => readonly string[]
}

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** This system's release: bookworm. */
const codename = (): string => {
  const name = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  if (name === undefined) throw new Error('/etc/os-release names no release')
  return name
}

/** What lists are read: `main/debian-installer` has the packages of the installer as well. */
type Components = readonly ('main' | 'main/debian-installer')[]

/** Lines for sources.list: the release, and its security suite if wanted, from wherever the system has them from. */
const sourcesList = (security: boolean, components: Components): string => {
  const format = '$(RELEASE) $(REPO_URI) $(COMPONENT)'
  const known = command('apt-get', ['--no-release-info', 'indextargets', '--format', format, 'Created-By: Packages'])
  const suites = security ? [codename(), `${codename()}-security`] : [codename()]
  const lines = suites.map((suite) => {
    const [, uri] = known.match(new RegExp(`^${suite} (\\S+) main$`, 'm')) ?? []
    if (uri === undefined) throw new Error(`apt has no source for ${suite} main`)
    return `deb [signed-by=${KEYRING}] ${uri} ${suite} ${components.join(' ')}\n`
  })
  return lines.join('')
}

const configuration = (folder: string, architecture: string): string =>
  [
    `APT::Architecture "${architecture}";`,
    `APT::Architectures { "${architecture}"; };`,
    'APT::Sandbox::User "";',
    'Acquire::Languages "none";',
    'Acquire::Retries "3";',
    `Dir::State "${folder}";`,
    `Dir::State::lists "${folder}/lists";`,
    `Dir::State::status "${folder}/status";`,
    `Dir::Cache "${folder}/cache";`,
    `Dir::Etc::sourcelist "${folder}/sources.list";`,
    'Dir::Etc::sourceparts "/dev/null";',
    'Dir::Etc::preferences "/dev/null";',
    'Dir::Etc::preferencesparts "/dev/null";',
    '',
  ].join('\n')

/** Writes the folder anew and reads the lists; throws if any list failed. Returns the environment for apt. */
const update = (folder: string, architecture: string, security: boolean, components: Components): NodeJS.ProcessEnv => {
  const sources = sourcesList(security, components)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'lists/partial'), { recursive: true })
  mkdirSync(join(folder, 'cache/archives/partial'), { recursive: true })
  writeFileSync(join(folder, 'status'), '')
  writeFileSync(join(folder, 'sources.list'), sources)
  writeFileSync(join(folder, 'apt.conf'), configuration(folder, architecture))
  const env = { ...process.env, APT_CONFIG: join(folder, 'apt.conf') }
  command('apt-get', ['update', '-qq', '--error-on=any'], { env })
  return env
}

/** The apt of an architecture. The security suite has only some of them: without it when its lists cannot be had. */
export const privateApt = (
  architecture: string,
  say: (text: string) => void,
  components: Components = ['main'],
): PrivateApt => {
  const folder = join(workFolder(), components.length === 1 ? 'apt' : 'apt-installer', architecture)
  const updated = (): NodeJS.ProcessEnv => {
    try {
      return update(folder, architecture, true, components)
    } catch {
      say(`${architecture}: no lists of the security suite, going on without it`)
      return update(folder, architecture, false, components)
    }
  }
  const env = updated()
  return {
    cache: (...args) => command('apt-cache', args, { env }),
    download: (packages) => {
      const into = join(folder, 'downloaded')
      rmSync(into, { recursive: true, force: true })
      mkdirSync(into)
      say(`${architecture}: apt-get download ${packages.join(' ')}`)
      command('apt-get', ['download', '-qq', ...packages], { cwd: into, env })
      return readdirSync(into)
        .sort()
        .map((name) => join(into, name))
    },
  }
}
