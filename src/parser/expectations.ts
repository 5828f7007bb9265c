/**
 * What the parser would have accepted, in prose. Chevrotain hands out one string per error; here it is this list,
 * joined by `separator`, and explain.ts makes the message of it.
 */
import type { IParserErrorMessageProvider } from './chevrotain.js';

const separator = '\n';

/** The things that alternatives of the grammar stand for. */
export const expected = { verb: 'a verb', value: 'a value' } as const;

/** What is expected where a single token is missing: by rule, then by token. */
const byRule: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  versionStatement: { Number: ['a version number'] },
  letStatement: { Name: ['a name'], Equals: ['`=`'] },
  defineStatement: { Name: ['a name'], Equals: ['`=`'] },
  useStatement: { Name: ['`world`'], String: ['a quoted string'] },
  group: { RightParenthesis: ['an argument', '`|`', '`)`'] },
  stage: { Name: [expected.verb] },
  callArguments: { RightParenthesis: ['an operator', '`,`', '`)`'] },
  parentheses: { RightParenthesis: ['an operator', '`)`'] },
};

/** What can follow a statement that is whole. */
const afterStatement: Readonly<Record<string, readonly string[]>> = {
  giq: ['the end of the line'],
  use: ['the end of the line'],
  define: ['an operator', 'the end of the line'],
};
const afterPipeline = ['an argument', '`|`', 'the end of the line'];

/** What could follow the statement that begins with this word. */
export function expectedAfter(keyword: string): readonly string[] {
  return afterStatement[keyword] ?? afterPipeline;
}

export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected: token, ruleName }) =>
    (byRule[ruleName]?.[token.name] ?? [`\`${token.LABEL}\``]).join(separator),
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? expected.value,
  buildNotAllInputParsedMessage: () => '',
  buildEarlyExitMessage: () => expected.value,
};

/** The list that was joined into an error's message. */
export function expectationsIn(message: string): string[] {
  return message === '' ? [] : message.split(separator);
}
