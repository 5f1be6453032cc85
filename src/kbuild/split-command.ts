/**
 * The words of a shell command as far as quotes and backslashes go; nothing is expanded, and the words of all commands of
 * a line are one list.
 */
export const splitCommand = (command: string): readonly string[] => {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < command.length; at++) {
    const character = command.charAt(at)
    if (character === ' ' || character === '\t' || character === '\n' || character === ';' || character === '&') {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (character === "'" || character === '"') {
      const close = command.indexOf(character, at + 1)
      const end = close < 0 ? command.length : close
      word = (word ?? '') + command.slice(at + 1, end)
      at = end
    } else if (character === '\\') {
      at++
      word = (word ?? '') + command.charAt(at)
    } else word = (word ?? '') + character
  }
  if (word !== undefined) words.push(word)
  return words
}
