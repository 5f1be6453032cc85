/**
 * How a tree's own scripts make Kconfig of its metadata, as far as their text shows it: branches and forks take features
 * of other releases.
 */
import { type FileSystem, readTextIfThere } from '../files/file-system.ts'
import type { MetadataSwitches } from './releases.ts'

/** What a script shows; each says nothing of a text that is not the script it knows. */
const SCRIPTS: readonly (readonly [file: string, seen: (text: string) => Partial<MetadataSwitches> | undefined])[] = [
  [
    'scripts/metadata.pm',
    (text) =>
      text.includes('sub parse_package_metadata')
        ? {
            virtualPackages: text.includes('our %vpackage') ? 'lists' : 'entries',
            markedProvides: /foreach \(@vpkg\)[^}]*s\/\^@\/\//.test(text),
            testingKernels: text.includes('Linux-Testing-Version:'),
            brokenProfiles: text.includes('Target-Profile-Broken:'),
            defaultProfiles: text.includes('Target-Default-Profile:'),
          }
        : undefined,
  ],
  [
    'scripts/package-metadata.pl',
    (text) =>
      text.includes('sub mconf_depends')
        ? {
            providerTest: text.includes('<PACKAGE_$pkgname') ? 'less' : 'unset',
            dropsSelectedConditions: /\$depend = \$2 if.*eq 'select'/.test(text),
            implicitConflicts: text.includes('sub add_implicit_provides_conflicts'),
          }
        : undefined,
  ],
  [
    'scripts/target-metadata.pl',
    (text) => {
      const defaultTarget = /prompt "Target System"\n[ \t]*default TARGET_(\w+)/.exec(text)?.[1]
      const features = featuresIn(text)
      if (defaultTarget === undefined || features.size === 0) return undefined
      return { defaultTarget, features, markedPackages: text.includes('s/^~//') }
    },
  ],
]

/** Words that are looked for as a whole, and what is selected where one is there. */
const featuresIn = (text: string): ReadonlyMap<string, readonly string[]> => {
  const features = new Map<string, readonly string[]>()
  for (const [, word = '', statements = ''] of text.matchAll(/\/\^([\w-]+)\$\/ and \$ret \.= "(.*)";/g)) {
    const selected = [...statements.matchAll(/select (\w+)/g)].map(([, name = '']) => name)
    if (selected.length > 0) features.set(word, selected)
  }
  return features
}

export const detectMetadata = (files: FileSystem, tree: string): Partial<MetadataSwitches> => {
  let switches: Partial<MetadataSwitches> = {}
  for (const [file, seen] of SCRIPTS)
    switches = { ...switches, ...seen(readTextIfThere(files, `${tree}/${file}`) ?? '') }
  return switches
}
