/** The REPL a line at a time, for terminals that cannot move their cursor and for screen readers. */
import { createInterface, type Interface } from 'node:readline/promises';
import { afterEntry } from './editor/editor.js';
import { isIncomplete } from './incomplete.js';
import type { ReplOptions } from './options.js';
import { Performer } from './performing.js';
import { firstState, type ReplState } from './state.js';
import { Store } from './store.js';
import { plain } from './theme/themes.js';

type Common = Omit<ReplOptions, 'leave' | 'clearScreen' | 'graphics'>;

const PROMPT = 'giq> ';
const CONTINUATION = '...> ';

/** Reads, runs and prints until the input ends or somebody leaves. */
export async function runPlainly(given: Common): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const performer = plainPerformer(given, lines);
  let [text, left] = ['', false];
  lines.once('close', () => (left = true));
  ask(lines, PROMPT);
  for await (const line of lines) {
    text += text === '' ? line : `\n${line}`;
    const complete = !isIncomplete(text);
    if (complete && text.trim() !== '') await performer(text);
    if (complete) text = '';
    if (left) break;
    ask(lines, complete ? PROMPT : CONTINUATION);
  }
}

function ask(lines: Interface, prompt: string): void {
  lines.setPrompt(prompt);
  lines.prompt();
}

/** Carries an entry out and writes what it prints as it comes; Ctrl-C cancels it. */
function plainPerformer(given: Common, lines: Interface) {
  const options: ReplOptions = {
    ...given,
    theme: plain,
    colours: 'none',
    size: () => ({ ...given.size(), rows: Infinity }),
    leave: () => lines.close(),
    clearScreen: () => {},
    graphics: 'none',
  };
  const store = new Store<ReplState>(firstState(options));
  const performer = new Performer(store, options);
  let last = -1;
  store.subscribe(() => {
    for (const { id, text } of store.get().transcript) if (id > last) process.stdout.write(`${text}\n`);
    last = store.get().transcript.at(-1)?.id ?? last;
  });
  return async (entry: string) => {
    const controller = new AbortController();
    const cancel = () => controller.abort();
    lines.once('SIGINT', cancel);
    options.remember(entry);
    store.update({ editor: afterEntry(store.get().editor, entry) });
    const outcome = await performer.perform(entry, controller.signal);
    if (outcome === 'cancelled') process.stdout.write('cancelled\n');
    lines.off('SIGINT', cancel);
  };
}
