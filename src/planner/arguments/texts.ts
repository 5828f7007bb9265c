import { diagnose } from '../../diagnostics/diagnostic.js';
import { suggest } from '../../diagnostics/suggest.js';
import type { Argument } from '../../parser/ast.js';
import type { ArgumentType } from '../contract.js';
import { spokenKind, spokenKinds } from '../describe.js';
import { reportWrong, single, type Reader, type ReaderContext } from './reader.js';
import type { ValueKind } from '../plan.js';

type Of<K extends ArgumentType['kind']> = Extract<ArgumentType, { kind: K }>;

/** `"a" "b"`: quoted texts, side by side or with commas. */
export const readTexts: Reader<Of<'texts'>> = (phrase, _type, context) =>
  quoted(phrase.values, 'a text in quotes', context);

/** `"flared"`: one quoted text. */
export const readText: Reader<Of<'text'>> = (phrase, _type, context) => {
  const expression = single(phrase, context);
  return expression.kind === 'string'
    ? expression.value
    : reportWrong(expression, 'a text in quotes', context);
};

/** `"labels.csv"`: the name of one file. */
export const readFile: Reader<Of<'file' | 'files'>> = (phrase, _type, context) => {
  const expression = single(phrase, context);
  return expression.kind === 'string'
    ? expression.value
    : reportWrong(expression, 'a file name in quotes', context);
};

/** `"a.fits" "b.fits"`: file names. */
export const readFiles: Reader<Of<'file' | 'files'>> = (phrase, _type, context) =>
  quoted(phrase.values, 'a file name in quotes', context);

function quoted(values: readonly Argument[], expected: string, context: ReaderContext): string[] | undefined {
  const texts = values.map(({ value }) =>
    value.kind === 'string' ? value.value : void reportWrong(value, expected, context),
  );
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** `reflect`: one of a few words. */
export const readChoice: Reader<Of<'choice'>> = (phrase, { values }, context) => {
  const expression = single(phrase, context);
  const word =
    expression.kind === 'name'
      ? expression.text
      : expression.kind === 'string'
        ? expression.value
        : undefined;
  if (word !== undefined && values.includes(word)) return word;
  const near = word === undefined ? [] : suggest(word, values);
  const hints = near.map((value) => `\`${value}\` might be meant`);
  return reportWrong(expression, values.map((value) => `\`${value}\``).join(' or '), context, hints);
};

/** `"out.png"`: a file to write; its ending chooses the format, which must take the kind of value that flows in. */
export const readOutputFile: Reader<Of<'output-file'>> = (phrase, type, context) => {
  const expression = single(phrase, context);
  if (expression.kind !== 'string') return reportWrong(expression, 'a file name in quotes', context);
  const extension = /\.[^./\\]+$/.exec(expression.value)?.[0].toLowerCase();
  const formats = type.formats ?? context.scope.surroundings.formats;
  const format = formats.find((candidate) => candidate.extension === extension);
  const { report } = context.scope;
  const place = { span: expression.span };
  if (!format) {
    const known = formats.filter((f) => f.availability === 'available').map((f) => f.extension);
    report(
      diagnose(
        'unknown-format',
        { extension: extension ?? 'a name without an ending', known: known.join(' ') },
        place,
      ),
    );
    return undefined;
  }
  if (format.availability === 'planned') {
    report(diagnose('not-in-this-version', { what: `writing ${format.extension}` }, place));
    return undefined;
  }
  if (!accepts(format.accepts, context.input)) {
    const words = {
      extension: format.extension,
      found: spokenKind(context.input),
      expected: spokenKinds(format.accepts),
    };
    const fitting = formats.filter(
      ({ accepts: kinds, availability }) => availability === 'available' && accepts(kinds, context.input),
    );
    const hints =
      fitting.length > 0
        ? [`${spokenKind(context.input)} can be written as ${fitting.map((one) => one.extension).join(', ')}`]
        : [];
    report(diagnose('format-for-another-kind', words, { ...place, hints }));
    return undefined;
  }
  return expression.value;
};

/** Latents are also patches. */
export function accepts(kinds: readonly ValueKind[], found: ValueKind): boolean {
  return kinds.includes(found) || (found === 'latents' && kinds.includes('patches'));
}
