/**
 * The fields of a module as modinfo lists them: the texts of `.modinfo`, what the signature says, and the parameters, in
 * each of which the description and the type of one name are one.
 * Follows kmod_module_get_info() in libkmod-module.c and tools/modinfo.c (kmod 30).
 */
import type { Modinfo } from './modinfo.ts'
import type { SignatureInfo } from './signature-info.ts'

export interface ModinfoField {
  readonly key: string
  readonly value: string
}

/** Of a parameter, `description` and `type` as in the file; at least one is there. */
export interface ModinfoParameter {
  readonly name: string
  readonly description: string | undefined
  readonly type: string | undefined
}

const ROW = 20

/** `AB:CD:…` in rows of twenty bytes. */
const colonHex = (bytes: Uint8Array): string => {
  let text = ''
  bytes.forEach((byte, at) => {
    text += `${byte.toString(16).padStart(2, '0').toUpperCase()}${at === bytes.length - 1 ? '' : ':'}`
    if (at % ROW === ROW - 1 && at < bytes.length - 1) text += '\n\t\t'
  })
  return text
}

const signatureFields = (signature: SignatureInfo | undefined): readonly ModinfoField[] => {
  const { signer, idType } = signature ?? {}
  if (signer === undefined || idType === undefined) return []
  return [
    { key: 'sig_id', value: idType },
    { key: 'signer', value: signer.name ?? '' },
    { key: 'sig_key', value: colonHex(signer.keyId) },
    { key: 'sig_hashalgo', value: signer.hash ?? '' },
    { key: 'signature', value: colonHex(signer.signature) },
  ]
}

/** All fields in order; parameters are as they are in the file. A text without `=` is a key without a value. */
export const modinfoFields = (
  texts: Modinfo['texts'],
  signature: SignatureInfo | undefined,
): readonly ModinfoField[] => [
  ...texts.map((text) => {
    const equals = text.indexOf('=')
    return equals < 0 ? { key: text, value: '' } : { key: text.slice(0, equals), value: text.slice(equals + 1) }
  }),
  ...signatureFields(signature),
]

/** The parameters, those that are mentioned first coming last; of a name the last description and type count. */
export const modinfoParameters = (fields: readonly ModinfoField[]): readonly ModinfoParameter[] => {
  const found = new Map<string, ModinfoParameter>()
  for (const { key, value } of fields) {
    const colon = value.indexOf(':')
    if (colon < 0 || (key !== 'parm' && key !== 'parmtype')) continue
    const name = value.slice(0, colon)
    const text = value.slice(colon + 1)
    const before = found.get(name) ?? { name, description: undefined, type: undefined }
    found.set(name, key === 'parm' ? { ...before, description: text } : { ...before, type: text })
  }
  return [...found.values()].reverse()
}
