/** What a session has defined and learnt, kept in a world. */
import { fail } from '../diagnostics/diagnostic.js';
import { changeWorld } from '../models/change-world.js';
import { writeClassifiers } from '../models/classifiers-file.js';
import { writeDirections } from '../models/directions-file.js';
import type { World } from '../models/world.js';
import { sameDefinition } from '../planner/define.js';
import type { Definition } from '../planner/plan.js';
import type { Lesson } from './learned-parts.js';
import { vocabularyOf } from './vocabulary.js';
import { definitionsIn } from './world-definitions.js';

export interface Lessons {
  readonly lessons: readonly Lesson[];
  readonly definitions: ReadonlyMap<string, Definition>;
}

const [DIRECTIONS, CLASSIFIERS] = ['directions.json', 'classifiers.json'];

/**
 * Writes definitions, directions and classifiers to a world's folder, beside those that are there or in their place.
 * Whoever opens the world from now on can name them.
 *
 * @throws GiqError `definition-not-kept`, `file-not-writable`
 * @returns the names that it has now got
 */
export async function saveLessons(
  world: World,
  { lessons, definitions }: Lessons,
): Promise<readonly string[]> {
  const { manifest, directory } = world;
  const written = [...definitions.values()].filter((definition) => !isScore(definition));
  const define = Object.fromEntries(written.map(({ name, text }) => [name, text]));
  const taught = lessons.flatMap(({ labels }) => (labels ? [labels.classifier] : []));
  await requireSameMeaning(world, define, { lessons, definitions });
  const directions = new Map(manifest.directions ? await world.directions() : []);
  for (const { direction } of lessons) directions.set(direction.parameter, direction);
  const classifiers = new Map(await world.classifiers());
  for (const classifier of taught) classifiers.set(classifier.parameter, classifier);
  const files = new Map<string, () => string>();
  if (lessons.length > 0) files.set(DIRECTIONS, () => writeDirections(directions));
  if (taught.length > 0) files.set(CLASSIFIERS, () => writeClassifiers(classifiers));
  const patch = {
    ...(written.length > 0 && { define }),
    ...(lessons.length > 0 && { directions: { file: DIRECTIONS, parameters: [...directions.keys()] } }),
    ...(taught.length > 0 && { classifiers: { file: CLASSIFIERS, parameters: [...classifiers.keys()] } }),
  };
  await changeWorld(directory, { files, patch });
  return [...new Set([...definitions.keys(), ...lessons.map(({ direction }) => direction.parameter)])];
}

/** Is a definition what labels have taught, and no expression? */
function isScore({ name, measures: [{ expression }] }: Definition): boolean {
  return expression.kind === 'field' && expression.of === 'score' && expression.field === name;
}

/** A world keeps texts, which name other definitions; that these mean what they meant is seen by reading them again. */
async function requireSameMeaning(
  world: World,
  define: Readonly<Record<string, string>>,
  lessons: Lessons,
): Promise<void> {
  const scored = lessons.lessons.flatMap(({ labels }) => labels?.classifier.parameter ?? []);
  const parameters = [...new Set([...world.scored, ...scored])];
  const manifest = {
    ...world.manifest,
    define: { ...world.manifest.define, ...define },
    classifiers: { file: CLASSIFIERS, parameters },
  };
  const read = definitionsIn(await vocabularyOf({ ...world, manifest }));
  for (const [name, definition] of lessons.definitions) {
    const found = read.get(name);
    if (!found || !sameDefinition(found, definition)) fail('definition-not-kept', { name });
  }
}
