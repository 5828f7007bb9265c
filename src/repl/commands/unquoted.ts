/** A file name with or without quotes around it. */
export function unquoted(argument: string): string {
  return /^(["'])(.*)\1$/.exec(argument)?.[2] ?? argument;
}
