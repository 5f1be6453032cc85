/** The same package in each of the formats. */
import { dirname } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import type { PackageFormat } from '../../src/archive/package-content.ts'
import { sha256 } from '../../src/files/checksums.ts'
import { writeApk3 } from './write-adb.ts'
import { writeAr, writeTar, writeTarPart } from './write-tar.ts'

export interface SmallPackage {
  readonly name?: string
  readonly version?: string
  /** Of the package `kernel`; empty: on none. */
  readonly kernel?: string
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'latin1') : content

type Written = Required<SmallPackage>

const controlText = ({ name, version, kernel }: Written): string =>
  [
    `Package: ${name}`,
    `Version: ${version}`,
    `Depends: libc${kernel === '' ? '' : `, kernel (= ${kernel})`}, kmod-other`,
    'Architecture: mipsel_24kc',
    'Description:  Something',
    ' that takes: two lines',
    '',
  ].join('\n')

const ipkMembers = (written: Written) => {
  const data = Object.entries(written.files).map(([path, content]) => ({ path: `./${path}`, content }))
  return [
    { path: 'debian-binary', content: '2.0\n' },
    { path: 'data.tar.gz', content: gzipSync(writeTar([{ path: './', content: '', type: '5' }, ...data])) },
    { path: 'control.tar.gz', content: gzipSync(writeTar([{ path: './control', content: controlText(written) }])) },
  ]
}

const pkgInfo = ({ name, version, kernel }: Written, data: Uint8Array): string =>
  `# Generated\npkgname = ${name}\npkgver = ${version}\narch = x86_64\ndepend = so:libc.so.6\n${kernel === '' ? '' : `depend = kernel=${kernel}\n`}depend = !old\ndatahash = ${sha256([data]).toString('hex')}\n`

const apk2 = (written: Written): Buffer => {
  const data = gzipSync(writeTar(Object.entries(written.files).map(([path, content]) => ({ path, content }))))
  const control = [{ path: '.PKGINFO', content: pkgInfo(written, data) }]
  const signature = [{ path: '.SIGN.RSA.key.rsa.pub', content: 'signature' }]
  return Buffer.concat([gzipSync(writeTarPart(signature)), gzipSync(writeTarPart(control)), data])
}

/** Not compressed. */
export const apk3Container = (small: SmallPackage): Buffer => {
  const { name, version, kernel, files } = complete(small)
  return writeApk3({
    name,
    version,
    architecture: 'mipsel_24kc',
    depends: [...(kernel === '' ? [] : [['kernel', kernel] as const]), ['kmod-other'], ['libc', '1.2', 6]],
    folders: byFolder(files),
  })
}

const byFolder = (files: Written['files']) => {
  const folders = new Map<string, (readonly [string, Uint8Array])[]>([['', []]])
  for (const [path, content] of Object.entries(files)) {
    const folder = dirname(path) === '.' ? '' : dirname(path)
    const list = folders.get(folder) ?? []
    list.push([path.slice(path.lastIndexOf('/') + 1), bytesOf(content)])
    folders.set(folder, list)
  }
  return [...folders].map(([name, list]) => ({ name, files: list }))
}

const complete = ({ name = 'kmod-foo', version = '6.6.73-r1', kernel = '', files = {} }: SmallPackage): Written => ({
  name,
  version,
  kernel,
  files,
})

export const writePackage = (format: PackageFormat, small: SmallPackage): Buffer => {
  const written = complete(small)
  switch (format) {
    case 'ipk':
      return gzipSync(writeTar(ipkMembers(written).map((member) => ({ ...member, path: `./${member.path}` }))))
    case 'ipk-ar':
      return writeAr(ipkMembers(written).map((member) => ({ ...member, path: `${member.path}/` })))
    case 'apk-2':
      return apk2(written)
    case 'apk-3':
      return Buffer.concat([Buffer.from('ADBd'), deflateRawSync(apk3Container(small))])
  }
}
