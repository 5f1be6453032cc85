#!/usr/bin/env node
// The launcher: everything is in the bundle, which is built when the package is installed or made.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

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
