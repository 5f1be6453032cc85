/** dkms.conf: its assignments, the command it builds with, what it says against what is built. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDkms } from '../../src/kbuild/dkms-check.ts'
import { dkmsEntry, readDkmsConf } from '../../src/kbuild/dkms-conf.ts'
import { dkmsMake, dkmsMakeEntry } from '../../src/kbuild/dkms-make.ts'

const GIVEN = new Map([
  ['kernelver', '6.1.0-1-amd64'],
  ['kernel_source_dir', '/lib/modules/6.1.0-1-amd64/build'],
  ['dkms_tree', '/var/lib/dkms'],
])

const read = (text: string) => readDkmsConf(text, GIVEN)
const value = (text: string, name: string, index = 0) => dkmsEntry(read(text), name, index)?.value

describe('assignments', () => {
  test('names, indices, quotes, expansions', () => {
    const conf = read(`# a driver
PACKAGE_NAME="dri-ver"
PACKAGE_VERSION=1.0   # of today
BUILT_MODULE_NAME[0]="$PACKAGE_NAME"; BUILT_MODULE_NAME[1]='other'
export AUTOINSTALL=yes
MAKE="make -C \${kernel_source_dir} \\
  M=\${dkms_tree}/\${PACKAGE_NAME}/\${PACKAGE_VERSION}/build"\r
`)
    const text = (name: string, index = 0) => dkmsEntry(conf, name, index)?.value.text
    expect(text('PACKAGE_NAME')).toBe('dri-ver')
    expect(text('PACKAGE_VERSION')).toBe('1.0')
    expect([text('BUILT_MODULE_NAME'), text('BUILT_MODULE_NAME', 1)]).toEqual(['dri-ver', 'other'])
    expect(text('AUTOINSTALL')).toBe('yes')
    expect(text('MAKE')).toBe('make -C /lib/modules/6.1.0-1-amd64/build   M=/var/lib/dkms/dri-ver/1.0/build')
    expect(conf.notUnderstood).toEqual([])
    expect(dkmsEntry(conf, 'MAKE')?.line).toBe(6)
  })

  test('arrays, and values that are added to', () => {
    expect(value('A=(x "y z")\n', 'A', 1)?.text).toBe('y z')
    expect(value('A=x\nA+=y\n', 'A')?.text).toBe('xy')
    expect(value('A[3]=x\nA=(y z)\n', 'A', 3)).toBeUndefined()
  })

  test('an index is arithmetic', () => {
    const conf = read('I=2\nA[$I]=x\nA[I]=y\nB[$((I+1))]=z\n')
    expect(
      [...(conf.directives.get('A') ?? [])].map(
        ([
          index,
          {
            value: { text },
          },
        ]) => [index, text],
      ),
    ).toEqual([[2, 'y']])
    expect([...conf.open]).toEqual(['B'])
    expect(conf.directives.get('B')?.size).toBe(0)
  })

  test('elements that are added, on a condition too', () => {
    const conf = read('A=(x)\nA+=(y z)\nif true; then A+=(w); fi\n')
    expect(conf.directives.get('A')?.size).toBe(3)
    expect([...conf.open]).toEqual(['A'])
    expect(value('A=(x y)\nA=(z)\n', 'A', 1)).toBeUndefined()
  })

  test('dkms sources the values again: what single quotes kept is expanded', () => {
    expect(value("MAKE='make KVER=$kernelver'\n", 'MAKE')?.text).toBe('make KVER=6.1.0-1-amd64')
    expect(value("MAKE='make M=\\$(pwd)'\n", 'MAKE')).toEqual({ text: 'make M=$(pwd)', unknown: [] })
  })

  test('what only a shell could tell is unknown', () => {
    expect(value('A="a$(uname -r)"\n', 'A')).toEqual({ text: 'a$(uname -r)', unknown: ['$(uname -r)'] })
    expect(value('A=$nothing\n', 'A')?.unknown).toEqual(['$nothing'])
    expect(value('B=$(x)\nA="b$B"\n', 'A')?.unknown).toEqual(['$(x)'])
  })

  test('other lines are named, and what they may assign is unknown', () => {
    const conf = read(`A=1
if [ "$kernelver" = x ]; then
  A=2
  B=3
fi
[ -e /x ] && C=4
. ./more.conf
D=5
`)
    expect(conf.notUnderstood.filter(({ names }) => names.length > 0)).toEqual([
      { line: 3, text: 'A=2', names: ['A'] },
      { line: 4, text: 'B=3', names: ['B'] },
      { line: 6, text: 'C=4', names: ['C'] },
    ])
    expect(conf.notUnderstood.map(({ line }) => line)).toEqual([2, 2, 3, 4, 5, 6, 6, 7])
    for (const name of ['A', 'B', 'C']) expect(dkmsEntry(conf, name)?.value.unknown).not.toEqual([])
    expect(dkmsEntry(conf, 'D')?.value).toEqual({ text: '5', unknown: [] })
  })
})

test('any text is read to its end', () => {
  const piece = fc.constantFrom(
    ...'A1=+[]()"\'`$\\{}<>&|;# \n',
    'if ',
    'fi',
    'A[0]=',
    '$((',
    'BUILT_MODULE_NAME',
    'make ',
    '<<E',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const conf = read(pieces.join(''))
      checkDkms(conf, ['a.ko'])
      for (const [, elements] of conf.directives)
        for (const [, { value: command }] of elements) expect(dkmsMake({ command }).kind).toMatch(/make|other/)
    }),
    { numRuns: 2000 },
  )
})

describe('the command', () => {
  const make = (text: string, more = {}) => {
    const command = value(text, 'MAKE')
    if (command === undefined) throw new Error('no MAKE')
    return dkmsMake({ command, kernelver: '6.1.0', ...more })
  }
  const plain = (result: ReturnType<typeof make>) =>
    result.kind === 'make' ? result.variables.map(({ name, value: { text } }) => `${name}=${text}`) : result.because

  test('make of the kernel, with folder and variables', () => {
    const result = make(
      `MAKE="make -j4 -C \${kernel_source_dir} M=\${dkms_tree}/a/1/build CONFIG_A=m A:=\\"x y\\" modules"\n`,
    )
    expect(result).toMatchObject({
      kind: 'make',
      directory: { text: '/lib/modules/6.1.0-1-amd64/build' },
      folder: { text: '/var/lib/dkms/a/1/build' },
      targets: ['y', 'modules'],
    })
    expect(plain(result)).toEqual(['KERNELRELEASE=6.1.0', 'M=/var/lib/dkms/a/1/build', 'CONFIG_A=m', 'A=x'])
  })

  test('KERNELRELEASE comes only where the command begins with make', () => {
    expect(plain(make('MAKE="\'make\' all"\n'))).toEqual([])
    expect(plain(make('MAKE="CC=gcc make all"\n'))).toEqual([])
    expect(plain(make('MAKE="make all"\n'))).toEqual(['KERNELRELEASE=6.1.0'])
  })

  test('the folder it runs in is known there, and not before', () => {
    expect(make("MAKE='make M=\\$(pwd)'\n", { buildFolder: '/b' })).toMatchObject({
      folder: { text: '/b', unknown: [] },
    })
    expect(make("MAKE='make M=\\$PWD/src'\n")).toMatchObject({ folder: { text: './src', unknown: [] } })
    expect(make('MAKE="make M=$(pwd)"\n')).toMatchObject({ folder: { unknown: ['$(pwd)'] } })
    expect(make('MAKE="make -j$(nproc) M=\\\\\\$PWD"\n')).toMatchObject({ folder: { text: '.', unknown: [] } })
  })

  test('what is no plain make', () => {
    expect(plain(make('MAKE="cd src && make && make x"\n'))).toBe('several-commands')
    expect(plain(make('MAKE="make x | tee log"\n'))).toBe('several-commands')
    expect(plain(make('MAKE="./build.sh"\n'))).toBe('not-make')
    expect(plain(make('MAKE="make -Zx"\n'))).toBe('unknown-option')
    expect(plain(make('MAKE=""\n'))).toBe('no-command')
  })

  test('variables before the command are its environment', () => {
    const result = make('MAKE="KVER=6 make all"\n')
    expect(result).toMatchObject({ variables: [], environment: [{ name: 'KVER', value: { text: '6' } }] })
  })

  test('a folder that is entered first', () => {
    const result = make("MAKE='cd ./src; make M=\\$PWD all'\n", { buildFolder: '/b' })
    expect(result).toMatchObject({ directory: { text: './src' }, folder: { text: '/b/./src' }, targets: ['all'] })
    expect(plain(result)).toEqual(['M=/b/./src'])
    expect(make('MAKE="cd a && make -C b"\n')).toMatchObject({ directory: { text: 'a/b' } })
    expect(make('MAKE="cd a && make -C /b"\n')).toMatchObject({ directory: { text: '/b' } })
  })

  test('MAKE_MATCH chooses by the kernel', () => {
    const conf = read('MAKE[0]="make new"\nMAKE[1]="make old"\nMAKE_MATCH[1]="^5[.]"\n')
    expect(dkmsMakeEntry(conf, '6.1.0')?.value.text).toBe('make new')
    expect(dkmsMakeEntry(conf, '5.4.0')?.value.text).toBe('make old')
    expect(dkmsMakeEntry(read('MAKE="make old"\nMAKE_MATCH="^5"\n'), '6.1.0')).toBeUndefined()
  })
})

describe('against what is built', () => {
  const HEAD = 'PACKAGE_NAME=a\nPACKAGE_VERSION=1\n'
  const entry = (index: number, name: string, more = '') =>
    `BUILT_MODULE_NAME[${index}]=${name}\nDEST_MODULE_LOCATION[${index}]=/updates\n${more}`
  const check = (text: string, modules?: readonly string[]) => checkDkms(read(HEAD + text), modules)

  test('all is well', () => {
    const text = entry(0, 'a') + entry(1, 'b', 'BUILT_MODULE_LOCATION[1]=sub/\n')
    expect(check(text, ['a.ko', 'sub/b.ko'])).toEqual([])
    expect(check('DEST_MODULE_LOCATION=/extra\n', ['a.ko'])).toEqual([])
  })

  test('names that no module has', () => {
    expect(check(entry(0, 'rtl8812'), ['rtl8821.ko'])).toMatchObject([
      { kind: 'no-such-module', index: 0, path: 'rtl8812.ko', suggestion: 'rtl8821.ko', elsewhere: [], line: 3 },
      { kind: 'not-installed', module: 'rtl8821.ko' },
    ])
    expect(check(entry(0, 'hid_xpad'), ['hid_xpa.ko', 'sub/hid-xpad.ko'])[0]).toMatchObject({
      suggestion: 'sub/hid-xpad.ko',
    })
    expect(check(entry(0, 'b'), ['sub/b.ko'])[0]).toMatchObject({ path: 'b.ko', elsewhere: ['sub/b.ko'] })
    expect(check(entry(0, 'zzz'), ['a.ko'])[0]).not.toHaveProperty('suggestion')
  })

  test('what is unknown is no finding of another kind', () => {
    expect(check(entry(0, '$(x)'), ['a.ko'])).toEqual([
      { kind: 'unknown-value', directive: 'BUILT_MODULE_NAME', index: 0, unknown: ['$(x)'], line: 3 },
    ])
    expect(check(entry(0, 'b'))).toEqual([])
  })

  test('what dkms refuses', () => {
    expect(checkDkms(read('')).map((one) => one.kind === 'missing-directive' && one.directive)).toEqual([
      'PACKAGE_NAME',
      'PACKAGE_VERSION',
      'BUILT_MODULE_NAME',
    ])
    expect(check('BUILT_MODULE_NAME=a.ko\nDEST_MODULE_LOCATION=/lib\n')).toEqual([
      { kind: 'suffix-in-name', directive: 'BUILT_MODULE_NAME', index: 0, name: 'a.ko', line: 3 },
      { kind: 'bad-destination', index: 0, destination: '/lib', line: 4 },
    ])
    expect(check(`${entry(0, 'a')}DEST_MODULE_LOCATION[1]=/extra\n`)).toEqual([
      { kind: 'missing-directive', directive: 'BUILT_MODULE_NAME', index: 1 },
    ])
    expect(check('BUILT_MODULE_NAME=a\n')).toEqual([
      { kind: 'missing-directive', directive: 'DEST_MODULE_LOCATION', index: 0 },
    ])
  })

  test('entries of one file or one name', () => {
    expect(check(entry(0, 'a') + entry(1, 'a'))).toMatchObject([
      { kind: 'same-module', index: 1, other: 0, path: 'a.ko' },
    ])
    expect(check(entry(0, 'a') + entry(1, 'b', 'DEST_MODULE_NAME[1]=a\n'))).toMatchObject([
      { kind: 'same-destination', index: 1, other: 0, name: 'a' },
    ])
  })

  test('elements of which only a shell could tell', () => {
    const text = `${entry(0, 'a')}I=1\n[ -e /x ] && I=2\nBUILT_MODULE_NAME[$I]=b\nDEST_MODULE_LOCATION[$I]=/extra\n`
    expect(check(text, ['a.ko', 'b.ko'])).toEqual([])
    expect(check(text, ['b.ko'])).toMatchObject([{ kind: 'no-such-module', path: 'a.ko' }])
  })

  test('an index that dkms does not reach', () => {
    expect(check(entry(0, 'a') + entry(2, 'c'), ['a.ko', 'c.ko'])).toMatchObject([
      { kind: 'ignored-index', index: 2, name: 'c', count: 2 },
      { kind: 'missing-directive', directive: 'BUILT_MODULE_NAME', index: 1 },
      { kind: 'missing-directive', directive: 'DEST_MODULE_LOCATION', index: 1 },
    ])
  })
})
