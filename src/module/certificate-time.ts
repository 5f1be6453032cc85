/**
 * Times in certificates and attributes, as far as the kernel asks whether they are some: RFC 5280, 4.1.2.5.
 * Behaves as x509_decode_time() in crypto/asymmetric_keys/x509_cert_parser.c (Linux 6.12).
 */
import { latin1 } from '../files/source-file.ts'

const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysOf = (month: number, year: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const yearOf = (tag: number, digits: string): number => {
  if (tag === GENERALIZED_TIME) return Number(digits)
  const year = Number(digits)
  return year >= 50 ? 1900 + year : 2000 + year
}

/** Years that two digits are enough for must be written with two. */
const isYear = (tag: number, year: number): boolean =>
  year >= 1970 && !(tag === GENERALIZED_TIME && year >= 1950 && year <= 2049)

/** Whether an element is a time. */
export const isCertificateTime = (tag: number, content: Uint8Array): boolean => {
  if (tag !== UTC_TIME && tag !== GENERALIZED_TIME) return false
  const pattern = tag === UTC_TIME ? /^(\d\d)(\d{10})Z$/ : /^(\d{4})(\d{10})Z$/
  const [, digits = '', rest = ''] = pattern.exec(latin1(content)) ?? []
  if (rest === '') return false
  const year = yearOf(tag, digits)
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = (rest.match(/\d\d/g) ?? []).map(Number)
  return (
    isYear(tag, year) &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysOf(month, year) &&
    hour <= 24 &&
    minute <= 59 &&
    second <= 60
  )
}
