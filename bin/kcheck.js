#!/usr/bin/env node
// The launcher: everything is in the bundle, which is built when the package is installed or made.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

// A run is over in about a second: code is worth compiling quickly, and worth optimising only where it runs very often.
// On Node 20 this takes some 15 % off the processor time of a run.  V8 complains about a flag that it does not know, so
// each is named only for the releases it was seen to work in.
const quickly = ['--always-sparkplug']
const flags = { 20: [...quickly, '--interrupt-budget=1000000'], 22: quickly, 24: quickly, 25: quickly }
for (const flag of flags[process.versions.node.split('.', 1)[0]] ?? []) setFlagsFromString(flag)

const bundle = new URL('../dist/kcheck.js', import.meta.url)

try {
  const { main } = await import(bundle.href)
  await main(process.argv.slice(2))
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND' || existsSync(bundle)) throw error
  const isCheckout = existsSync(new URL('../src/cli/main.ts', import.meta.url))
  const advice = isCheckout
    ? 'run `npm ci`, or `npm run bundle` if packages are installed'
    : 'install the package again'
  process.stderr.write(`kcheck: ${fileURLToPath(bundle)} is missing; ${advice}\n`)
  process.exitCode = 3
}
