import type { MetaField } from '../archive/archive.js';
import type { World } from '../models/world.js';
import type { Field, Vocabulary } from '../planner/vocabulary.js';
import { parameterNamed } from '../physics/parameters/index.js';
import type { Parameter } from '../physics/parameter.js';
import { unitsOf } from '../physics/quantity.js';
import { withDefinitions } from './world-definitions.js';

/** What a world lets a script name. Reads its manifest and small tables, no model. */
export async function vocabularyOf(world: World): Promise<Vocabulary> {
  const archive = await world.archive();
  const parameters = world.manifest.parameters
    .flatMap((name) => parameterNamed(name) ?? [])
    .map(parameterField);
  const known = new Set([...parameters, ...ownFields].map(({ name }) => name));
  const meta = [...archive.fields, ...fileFields].filter(({ name }) => !known.has(name) && known.add(name));
  const directions = world.manifest.directions?.parameters ?? [];
  const vocabulary = {
    world: world.name,
    fields: [...parameters, ...ownFields, ...meta.map(metaField)],
    directions,
    observations: archive.size,
  };
  return withDefinitions(vocabulary, world.manifest);
}

/** The units that a comparison can ask for: the one that is shown first. */
function parameterField(parameter: Parameter): Field {
  const base = unitsOf(parameter)
    .filter((unit) => unit.factor === 1 && unit.name !== '')
    .map((unit) => unit.name);
  const units = parameter.dimension === 'flux' ? base.toReversed() : base;
  const aliases = parameter.name === 'POLARITY' ? ['polarity'] : [];
  return { name: parameter.name, aliases, kind: 'parameter', type: 'number', units, title: parameter.title };
}

function metaField({ name, type, unit, title, values }: MetaField): Field {
  return { name, kind: 'meta', type, units: unit ? [unit] : [], title, ...(values && { values }) };
}

const own = (name: string, type: Field['type'], title: string): Field => ({
  name,
  kind: 'meta',
  type,
  units: [],
  title,
});

/** Fields that verbs give, in every world. */
const ownFields: readonly Field[] = [
  own('id', 'text', 'identifier'),
  own('offset', 'number', 'place in a sweep, in latent units'),
  own('t', 'number', 'place in a blend, from 0 to 1'),
  own('distance', 'number', "distance of a match in the encoder's space"),
  own('rank', 'number', 'rank of a match, from 1'),
];

/** Fields that magnetogram files bring along, whatever the world's own archive knows. */
const fileFields: readonly MetaField[] = [
  { name: 'harpnum', type: 'number', title: 'HARP number' },
  { name: 'noaa', type: 'number', title: 'NOAA active region number' },
  { name: 'date', type: 'date', title: 'time of the observation, UTC' },
  { name: 'lat', type: 'number', unit: 'deg', title: 'latitude of the flux-weighted centre' },
  { name: 'lon', type: 'number', unit: 'deg', title: 'Stonyhurst longitude of the flux-weighted centre' },
];
