import { fail } from '../diagnostics/diagnostic.js';
import type { Classifier } from '../latent/classifier.js';
import {
  choice,
  listOf,
  literal,
  number,
  numberOrMissing,
  object,
  parseJson,
  tagged,
  text,
} from '../diagnostics/structure.js';

/** Classifiers by the name of what they tell. */
export type Classifiers = ReadonlyMap<string, Classifier>;

const validation = tagged('kind', {
  classes: { accuracy: numberOrMissing, auc: numberOrMissing, tss: numberOrMissing },
  numbers: { correlation: numberOrMissing },
});

const classifiersFile = object({
  format: literal(1),
  classifiers: listOf(
    object({
      parameter: text,
      gives: choice('probability', 'number'),
      method: text,
      trainedOn: text,
      validation,
      intercept: number,
      weights: listOf(number),
    }),
  ),
});

/**
 * Classifiers from the JSON of classifiers.json.
 *
 * @param dimension of the embeddings that they read
 * @throws GiqError `file-structure`, `file-unknown-key`, `file-not-readable-as`
 */
export function readClassifiers(json: string, file: string, dimension: number): Classifiers {
  const { classifiers } = classifiersFile(parseJson(json, file), { file, key: '' });
  return new Map(
    classifiers.map((classifier, index) => {
      const { length } = classifier.weights;
      const key = `classifiers[${index}].weights`;
      const expected = `${dimension} numbers`;
      if (length !== dimension) fail('file-structure', { file, key, found: `${length} numbers`, expected });
      return [classifier.parameter, { ...classifier, weights: Float64Array.from(classifier.weights) }];
    }),
  );
}

/** The JSON of classifiers.json; numbers come back exactly. */
export function writeClassifiers(classifiers: Classifiers): string {
  const entries = [...classifiers.values()].map(({ weights, ...rest }) => ({
    ...rest,
    weights: [...weights],
  }));
  return `${JSON.stringify({ format: 1, classifiers: entries }, null, 1)}\n`;
}
