/**
 * What ended the reading of a makefile: the errors that GNU make calls fatal, in our words.
 */
import type { MakeStopCode } from '../make/make-stop.ts'
import { shown } from './kbuild-place.ts'
import type { Words } from './kconfig-messages.ts'

type Args = Readonly<Record<string, string | number>>

const arg = (args: Args, name: string): string => shown(String(args[name] ?? ''))

/** A text behind a colon; nothing where there is none. */
const tail = (args: Args, name: string): string => (arg(args, name) === '' ? '' : `: ${arg(args, name)}`)

const WORDS: Readonly<Record<MakeStopCode, (args: Args) => Words>> = {
  'error-function': (a) => ({
    title: `the makefile refuses${tail(a, 'text')}`,
    why: 'it says so by $(error …), and make ends there',
    help: 'give it the variables it asks for, NAME=VALUE',
  }),
  'recursive-variable': (a) => ({
    title: `the variable ${arg(a, 'name')} stands for itself`,
    why: 'expanding it would never end',
    help: `assign it with := where its old value is meant, or use +=`,
  }),
  'unterminated-reference': (a) => ({
    title: `a reference is never closed${tail(a, 'text')}`,
    help: 'add the missing ) or }',
  }),
  'insufficient-arguments': (a) => ({
    title: `$(${arg(a, 'function')} …) has ${arg(a, 'count')} argument${a['count'] === 1 ? '' : 's'}, which is too few`,
    why: 'arguments are separated by commas',
  }),
  'non-numeric-argument': (a) => ({
    title: `the ${arg(a, 'position')} argument of $(${arg(a, 'function')} …) is no number: "${arg(a, 'value')}"`,
  }),
  'word-zero': () => ({ title: '$(word …) counts from 1, and 0 is asked for' }),
  'wordlist-start': (a) => ({ title: `$(wordlist …) counts from 1, and ${arg(a, 'value')} is asked for` }),
  'missing-separator': (a) => ({
    title: `this is neither a rule nor an assignment${tail(a, 'text')}`,
    help: 'a recipe begins with a tab; a file with marks of a merge has to be mended first',
  }),
  'empty-name': () => ({
    title: 'an assignment without a name',
    why: 'what stands before the = comes to nothing',
  }),
  'bad-condition': () => ({
    title: 'this condition is none',
    help: 'ifeq and ifneq take (A,B) or two quoted texts, ifdef and ifndef one name',
  }),
  'missing-endef': () => ({ title: 'a define is never closed', help: 'add its endef' }),
  'missing-endif': () => ({ title: 'a conditional is never closed', help: 'add its endif' }),
  'extra-endif': () => ({ title: 'endif without a conditional' }),
  'extra-else': () => ({ title: 'else without a conditional, or a second one' }),
  'recipe-before-rule': () => ({
    title: 'a line of a recipe before any rule',
    why: 'it begins with a tab, which makes it one',
  }),
  'missing-rule': () => ({ title: 'a rule without a target' }),
  'missing-include': (a) => ({
    title: `${arg(a, 'path')} is to be included, and is not there`,
    why: 'no file of that name was found',
    help: 'where a script or an earlier step makes it, run that first; where a variable is part of the name, give it: NAME=VALUE',
  }),
  'unreadable-include': (a) => ({
    title: `${arg(a, 'path')} is to be read, and cannot be`,
    why: 'it is there: it may be a folder, unreadable for you, or larger than is read',
  }),
  'too-long': (a) => ({
    title: `a text grows beyond ${arg(a, 'limit')} characters`,
    why: 'it is taken for an endless one',
  }),
  'too-deep': (a) => ({
    title: `files, variables or directories lie within each other more than ${arg(a, 'limit')} deep`,
    why: 'it is taken for a circle',
  }),
}

/** Title, reason and what to do. */
export const stopWords = (code: MakeStopCode, args: Args): Words => WORDS[code](args)
