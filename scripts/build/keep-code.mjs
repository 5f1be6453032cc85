/**
 * Keeps the code that V8 makes of the bundle beside it, for the launcher to start from: runs what most runs run, on the
 * tree in `fixtures/`, and has V8 write down what it compiled.  Part of `npm run bundle`; without the file, or with one of
 * another release of V8, everything works and starts more slowly.
 */
import fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import compiledCode from '../../bin/compiled-code.js'

const { MARK, setFlags } = compiledCode
const root = fileURLToPath(new URL('../../', import.meta.url))
const bundle = join(root, 'dist/kcheck.cjs')

setFlags()
const source = fs.readFileSync(bundle, 'latin1')
const script = new Script(source, { filename: bundle })
const folder = fs.mkdtempSync(join(tmpdir(), 'kcheck-code-'))
// a copy: conf writes below the folder it runs in
const tree = join(folder, 'tree')
fs.cpSync(join(root, 'fixtures/kernel-tiny'), tree, { recursive: true })
const defconfig = join(tree, 'arch/x86/configs/tiny_defconfig')
const output = join(folder, 'output')
process.env.KCHECK_CACHE = join(folder, 'cache')

// What the runs say is of no interest; what they print goes nowhere.
const quiet = { ...fs, writeSync: (_descriptor, bytes, from = 0) => bytes.length - from }
const { main } = script.runInThisContext()((name) => (name === 'node:fs' ? quiet : process.getBuiltinModule(name)))
const predict = ['predict', '--tree', tree, '-o', output]
for (const argv of [
  ['--help'],
  [...predict, '--no-cache', '--diff', defconfig],
  [...predict, defconfig],
  [...predict, '--json', '--diff', output],
]) {
  await main(argv)
  if (process.exitCode !== 0) throw new Error(`kcheck ${argv.join(' ')}: exit ${process.exitCode}`)
}
const modules = join(root, 'fixtures/modules')
const headers = join(modules, 'linux-headers-6.1.0-tiny')
for (const argv of [
  ['module', join(modules, 'good.ko'), '--kernel', headers],
  ['module', modules, '--kernel', headers, '--json'],
  ['info', join(modules, 'good.ko')],
]) {
  await main(argv)
}
process.exitCode = 0
process.env.KCONFIG_CONFIG = output
process.chdir(tree)
Object.assign(process.env, { srctree: '.', ARCH: 'x86', SRCARCH: 'x86', CC: 'cc', LD: 'ld' })
await main(['conf', '-s', '--olddefconfig', 'Kconfig'])

const code = Buffer.concat([Buffer.from(source.slice(0, MARK), 'latin1'), script.createCachedData()])
fs.writeFileSync(`${bundle}.code.tmp`, code)
fs.renameSync(`${bundle}.code.tmp`, `${bundle}.code`)
process.chdir(root)
fs.rmSync(folder, { recursive: true, force: true })
process.exitCode = 0
