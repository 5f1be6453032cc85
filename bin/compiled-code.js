'use strict'
// How V8 is to treat a run that is over in about a second: code is worth compiling quickly, and worth optimising only
// where it runs very often.  On Node 20 this takes some 15 % off the processor time of a run.  V8 complains about a flag
// that it does not know, so each is named only for the releases it was seen to work in.
const quickly = ['--always-sparkplug']
const flags = { 20: [...quickly, '--interrupt-budget=1000000'], 22: quickly, 24: quickly, 25: quickly }

const { setFlagsFromString } = require('node:v8')

/** Bundle and compiled code both begin with a line of so many bytes that says of which bundle they are. */
exports.MARK = 80

/** To be called before the bundle is compiled: compiled code is kept for one set of flags. */
exports.setFlags = () => {
  for (const flag of flags[process.versions.node.split('.', 1)[0]] ?? []) setFlagsFromString(flag)
}
