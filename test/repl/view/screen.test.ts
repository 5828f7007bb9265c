import { afterEach, describe, expect, it } from 'vitest';
import { pasted, pressed, typed } from '../../../src/repl/keys/input.js';
import { screenOfSize, type Screen } from '../../support/screen.js';

let screen: Screen | undefined;

afterEach(async () => {
  await screen?.close();
  screen = undefined;
});

async function shown(columns: number, rows: number): Promise<Screen> {
  return (screen = await screenOfSize(columns, rows));
}

const COMPLETION = `giq

giq› generate seed 42 | shift TUF
  TUF   total unsigned flux (Mx)
  TPF   total positive flux (Mx)
  TNF   total negative flux (Mx)
  TILT  tilt angle (deg)
  1 of 4`;

const PROBLEM = `giq

giq› generate seed 42 | shift TUF 3 | show
  a step along TUF requires a sign, found \`3\` · \`+3\` or \`-3\` might be meant`;

describe.each([
  [80, 24],
  [120, 40],
])('the screen, %i × %i', (columns, rows) => {
  it('starts with a prompt', async () => {
    const { until } = await shown(columns, rows);
    expect(await until('giq›')).toBe('giq\n\ngiq›');
  });

  it('lists completions with what they are, in columns', async () => {
    const { feed, until } = await shown(columns, rows);
    feed(typed('generate seed 42 | shift T'), pressed('tab'));
    expect(await until('1 of 4')).toBe(COMPLETION);
  });

  it('says on one line what is wrong, once typing rests', async () => {
    const { feed, until } = await shown(columns, rows);
    feed(typed('generate seed 42 | shift TUF 3 | show'));
    expect(await until('requires a sign')).toBe(PROBLEM);
  });

  it('goes on with a further line while a pipe is open', async () => {
    const { feed, until } = await shown(columns, rows);
    feed(typed('generate seed 42 |'), pressed('enter'), typed('shift TUF +3'));
    expect(await until('+3')).toBe('giq\n\ngiq› generate seed 42 |\n   · shift TUF +3');
  });

  it('searches the history', async () => {
    screen = await screenOfSize(columns, rows, { history: ['generate seed 1', 'describe world'] });
    screen.feed(pressed('ctrl+r'), typed('seed'));
    expect(await screen.until('search: seed')).toBe(
      'giq\n\ngiq› generate seed 1\nsearch: seed  Ctrl-R goes on',
    );
  });

  it('shows the part of a long paste that the cursor is in, and never more than fits', async () => {
    const { feed, until } = await shown(columns, rows);
    feed(pasted(Array.from({ length: 200 }, (_, line) => `generate seed ${line}`).join('\n')));
    const text = await until('generate seed 199');
    expect(text.split('\n').length).toBeLessThanOrEqual(rows);
  });
});

describe('results', () => {
  it('go up into the scrollback, and the prompt comes back beneath them', async () => {
    const { feed, until } = await shown(80, 24);
    feed(typed('let a = generate seed 1'), pressed('enter'));
    expect(await until('a: 1 latent')).toContain('giq› let a = generate seed 1\na: 1 latent\n\ngiq›');
  });

  it('that fail say where, and change nothing', async () => {
    const { feed, until, repl } = await shown(80, 24);
    feed(
      typed('let a = generate seed 1'),
      pressed('ctrl+j'),
      typed('let b = a | shift TUF'),
      pressed('enter'),
    );
    await until('error[');
    feed(typed(':vars'), pressed('enter'));
    expect(await until('nothing is bound yet')).toContain('error[');
    expect(repl.store.get().editor.text).toBe('');
  });

  it('that are long come a page at a time', async () => {
    const { feed, until } = await shown(80, 24);
    feed(typed(':help'), pressed('enter'));
    await until('more lines: Enter shows them');
    feed(pressed('enter'));
    await until('commands');
  });
});

describe('widths', () => {
  it.each([40, 60, 100, 200])('%i columns: no line is wider, whatever stands there', async (columns) => {
    const { feed, until, text } = await shown(columns, 24);
    feed(typed(`generate seed 42 | where TUF > 1 and ${'R > 2 and '.repeat(12)}`), pressed('tab'));
    await until('giq›');
    for (const line of text().split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
  });

  it('is drawn anew when the terminal is resized', async () => {
    const { feed, until, resize } = await shown(100, 24);
    feed(typed('generate seed 42 | shift TUF +3 keeping R | flip polarity | retrieve k=5'));
    await until('k=5');
    resize(50, 20);
    await until('k=5');
  });
});
