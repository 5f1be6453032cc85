#!/usr/bin/env node
// The launcher: everything is in the bundle, which is built when the package is installed or made, and with it the code
// that V8 made of it, so that it need not be compiled again at each start.  A CommonJS module, as those start soonest.
'use strict'
const { existsSync, readFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')
const { MARK, setFlags } = require('./compiled-code.js')

// a thread that takes its share of long work starts here too; others do not pay for asking
const isThread = process.argv[2] === 'judge-share' && !require('node:worker_threads').isMainThread

const bundle = join(__dirname, '../dist/kcheck.cjs')

const read = (path) => {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error?.code === 'ENOENT') return undefined
    throw error
  }
}

const missing = () => {
  const isCheckout = existsSync(join(__dirname, '../src/cli/main.ts'))
  const advice = isCheckout
    ? 'run `npm ci`, or `npm run bundle` if packages are installed'
    : 'install the package again'
  process.stderr.write(`kcheck: ${bundle} is missing; ${advice}\n`)
  process.exitCode = 3
}

const run = async (source) => {
  // a thread has the flags of its process
  if (!isThread) setFlags()
  const kept = read(`${bundle}.code`)
  const isOfBundle = kept?.subarray(0, MARK).equals(source.subarray(0, MARK)) === true
  // V8 looks at the code itself and compiles where it is of another release of V8 or cut off.
  const cachedData = isOfBundle ? kept.subarray(MARK) : undefined
  const script = new Script(source.toString('latin1'), { filename: bundle, ...(cachedData && { cachedData }) })
  const { main } = script.runInThisContext()(require)
  await main(process.argv.slice(2), __filename)
  // All output is written when `main` returns; tearing down the heap takes longer than some commands.
  if (!isThread) process.exit()
}

const source = read(bundle)
if (source === undefined) missing()
else run(source)
