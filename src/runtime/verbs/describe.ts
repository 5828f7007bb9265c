import { verb } from '../context.js';
import { describeTopic } from '../describing.js';
import { contract } from './contract.js';

interface Arguments {
  readonly topic: string;
}

export const describe = verb<Arguments>(
  contract({
    name: 'describe',
    summary: 'tells about a verb, a parameter, a binding or the world',
    description:
      'A table of what is known: definition, unit and source of a parameter, arguments of a verb, contents of the world.',
    group: 'tell',
    input: ['nothing'],
    output: 'table',
    alsoKnownAs: ['help', 'info', 'about', 'man'],
    arguments: [
      {
        name: 'topic',
        form: 'leading',
        type: { kind: 'topic' },
        summary: 'a verb, a parameter, a field, a binding or `world`',
        placeholder: '<topic>',
        default: 'world',
      },
    ],
    examples: [
      { script: 'describe TUF', note: 'a parameter' },
      { script: 'describe shift', note: 'a verb' },
      { script: 'describe world', note: 'the world in use' },
    ],
  }),
  (_input, { topic }, context) => describeTopic(topic, context),
);
