/** What src/elf uses of the package elfy, which has no types. */
declare module 'elfy' {
  interface Header {
    shoff: number
    shnum: number
    shentsize: number
  }
  interface Section {
    readonly name: number
    readonly off: number
    readonly size: number
    readonly link: number
    readonly info: number
  }
  class Parser {
    parseHeader(bytes: Buffer): Header
    parseSections(bytes: Buffer, header: Header): Section[]
  }
  const elfy: { readonly Parser: typeof Parser }
  export default elfy
}
