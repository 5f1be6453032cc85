/**
 * The bundles. Start-up is what a command that is called from scripts spends most: the command line is one script whose
 * compiled code is kept beside it (`scripts/build/keep-code.mjs`), with modules evaluated when they are asked for. The
 * library is modules. Oracle scripts and benchmarks are TypeScript too and are bundled, as Node 20 does not run TypeScript.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import compiledCode from './bin/compiled-code.js'

const entriesOf = (folder) =>
  existsSync(folder)
    ? Object.fromEntries(
        readdirSync(folder)
          .filter((name) => name.endsWith('.ts'))
          .map((name) => [basename(name, '.ts'), join(folder, name)]),
      )
    : {}

const packageFolder = (module) => {
  const parts = module.split('node_modules/')
  if (parts.length === 1) return undefined
  const name = parts.at(-1).split('/')
  return join(
    `${parts.slice(0, -1).join('node_modules/')}node_modules`,
    name[0],
    name[0].startsWith('@') ? name[1] : '',
  )
}

/** The licences of what is bundled go where the bundle goes. */
const thirdPartyLicences = () => ({
  name: 'third-party-licences',
  generateBundle(_options, bundle) {
    const modules = Object.values(bundle).flatMap((output) =>
      output.type === 'chunk' ? Object.keys(output.modules) : [],
    )
    const folders = [...new Set(modules.map(packageFolder).filter((folder) => folder !== undefined))].sort()
    const texts = folders.map((folder) => {
      const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name))
      const text = file === undefined ? `Licence: ${about.license}` : readFileSync(join(folder, file), 'utf8').trim()
      return `${about.name} ${about.version}\n\n${text}\n`
    })
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) })
  },
})

/** Built scripts lie at another depth than their sources: a script that needs the project's folder asks for it by name. */
const output = (dir) => ({
  dir,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  cleanDir: false,
})

const MINIFY = { compress: true, mangle: false, codegen: true }

/**
 * A function of `require` that gives what the entry exports, below a line that names the content, by which the launcher
 * knows the compiled code that belongs to it. All ASCII: V8 takes a byte for each character then.
 */
const asScript = () => ({
  name: 'as-script',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const ascii = chunk.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
      const hash = createHash('sha256').update(ascii).digest('hex')
      chunk.code = `${`// kcheck ${hash}`.padEnd(compiledCode.MARK - 1)}\n(require) => { const exports = {};${ascii}\nreturn exports }\n`
    }
  },
})

/**
 * commander asks for `child_process`, and with it for the network, at once, to run programs that kcheck does not have: it
 * gets one that is loaded at its first use.
 */
const lateChildProcess = () => ({
  name: 'late-child-process',
  resolveId: (source, importer) =>
    source === 'node:child_process' && importer?.includes('node_modules/commander/') ? 'late:child_process' : null,
  load: (id) =>
    id === 'late:child_process'
      ? "module.exports = new Proxy({}, { get: (_, name) => process.getBuiltinModule('node:child_process')[name] })"
      : null,
})

const commandLine = {
  input: { kcheck: 'src/cli/main.ts' },
  platform: 'node',
  plugins: [lateChildProcess(), asScript(), thirdPartyLicences()],
  output: { ...output('dist'), format: 'cjs', codeSplitting: false, entryFileNames: '[name].cjs', minify: MINIFY },
}

const library = {
  input: { index: 'src/index.ts' },
  platform: 'node',
  output: { ...output('dist'), minify: MINIFY },
}

const scripts = [
  ['scripts/oracle', 'dist/scripts'],
  ['bench', 'dist/bench'],
]
  .map(([folder, dir]) => ({ input: entriesOf(folder), platform: 'node', output: output(dir) }))
  .filter((config) => Object.keys(config.input).length > 0)

export default [commandLine, library, ...scripts]
