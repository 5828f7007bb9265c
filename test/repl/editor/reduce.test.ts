import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newEditor } from '../../../src/repl/editor/editor.js';
import { reduce } from '../../../src/repl/editor/reduce.js';
import { suggestionOf } from '../../../src/repl/editor/suggestion.js';
import { keymap } from '../../../src/repl/keys/keymap.js';
import { pasted, pressed, typed, type Input } from '../../../src/repl/keys/input.js';
import { seen, surroundings, typing, typingIn } from './typing.js';

describe('moving and erasing', () => {
  it.each([
    [['abc', '<left>', 'x'], 'abx▮c'],
    [['ab cd', '<alt+b>', '<alt+b>', '<alt+b>'], '▮ab cd'],
    [['ab cd', '<ctrl+a>', '<alt+f>'], 'ab▮ cd'],
    [['one', '<ctrl+j>', 'two', '<up>', '<ctrl+a>'], '▮one\ntwo'],
    [['one', '<ctrl+j>', 'two', '<ctrl+j>', '<up>', '<up>', '<end>'], 'one▮\ntwo\n'],
    [['ab', '<backspace>'], 'a▮'],
    [['☀️é', '<left>', '<backspace>'], '▮é'],
    [['ab', '<home>', '<delete>'], '▮b'],
    [['ab', '<ctrl+a>', '<ctrl+d>'], '▮b'],
    [['ab', '<ctrl+t>'], 'ba▮'],
  ])('%j', (keys, expected) => expect(seen(typing(...keys))).toBe(expected));

  it('keeps the column over a short line', () => {
    expect(seen(typing('12345', '<ctrl+j>', '1', '<ctrl+j>', '12345', '<left>', '<up>', '<up>'))).toBe(
      '1234▮5\n1\n12345',
    );
  });
});

describe('killing and yanking', () => {
  it.each([
    [['ab cd', '<ctrl+w>'], 'ab ▮'],
    [['ab cd', '<ctrl+u>', 'x', '<ctrl+y>'], 'xab cd▮'],
    [['a b c', '<alt+backspace>', '<alt+backspace>', '<ctrl+y>'], 'a b c▮'],
    [['ab', '<ctrl+a>', '<ctrl+k>', '<ctrl+y>', '<ctrl+y>'], 'abab▮'],
    [['one', '<ctrl+u>', 'two', '<ctrl+u>', '<ctrl+y>', '<alt+y>'], 'one▮'],
    [['one', '<ctrl+u>', 'two', '<ctrl+u>', '<ctrl+y>', '<alt+y>', '<alt+y>'], 'two▮'],
  ])('%j', (keys, expected) => expect(seen(typing(...keys))).toBe(expected));
});

describe('undo and redo', () => {
  it.each([
    [['ab', 'cd', '<ctrl+_>'], '▮'],
    [['ab', '<ctrl+w>', '<ctrl+_>'], 'ab▮'],
    [['ab', '<ctrl+w>', '<ctrl+_>', '<alt+_>'], '▮'],
    [['ab', '<ctrl+c>', '<ctrl+_>'], 'ab▮'],
    [['ab', '<ctrl+_>', 'x', '<alt+_>'], 'x▮'],
  ])('%j', (keys, expected) => expect(seen(typing(...keys))).toBe(expected));

  it('goes all the way back whatever was typed, and all the way forward again', () => {
    const key = fc.constantFrom(
      'a',
      'b c',
      '<backspace>',
      '<ctrl+w>',
      '<ctrl+y>',
      '<left>',
      '<ctrl+k>',
      '<ctrl+t>',
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        const { editor } = typing(...keys);
        const back = typingIn(editor, ...Array<string>(editor.past.length).fill('<ctrl+_>'));
        expect(back.editor.text).toBe('');
        const forth = typingIn(back.editor, ...Array<string>(back.editor.future.length).fill('<alt+_>'));
        expect(forth.editor.text).toBe(editor.text);
      }),
    );
  });
});

describe('Enter', () => {
  it('submits what is complete, and leaves the clearing to whoever takes it', () => {
    expect(typing('generate seed 1', '<enter>').effects).toEqual([
      { kind: 'submit', text: 'generate seed 1' },
    ]);
  });

  it.each(['generate seed 1 |', 'generate seed 1 | where (TUF > 1', 'let a ='])(
    'goes on after %j',
    (text) => {
      const { editor, effects } = typing(text, '<enter>');
      expect(effects).toEqual([]);
      expect(editor.text).toBe(`${text}\n`);
    },
  );

  it('never runs what was pasted', () => {
    const input = pasted('generate seed 1\ngenerate seed 2\n');
    const { editor, effect } = reduce(newEditor(), input, surroundings);
    expect(effect).toBeUndefined();
    expect(editor.text).toBe('generate seed 1\ngenerate seed 2\n');
  });
});

describe('Ctrl-C and Ctrl-D', () => {
  it('clear the text, or leave an empty prompt', () => {
    expect(typing('ab', '<ctrl+c>')).toMatchObject({
      editor: { text: '' },
      effects: [{ kind: 'interrupt' }],
    });
    expect(typing('<ctrl+d>').effects).toEqual([{ kind: 'leave' }]);
    expect(typing('a', '<ctrl+d>').effects).toEqual([]);
  });
});

describe('history', () => {
  const past = newEditor(['generate seed 1', 'show', 'generate seed 2']);
  const at = (...keys: readonly string[]) => seen(typingIn(past, ...keys));

  it.each([
    [['<up>'], 'generate seed 2▮'],
    [['<up>', '<up>'], 'show▮'],
    [['gen', '<up>', '<up>'], 'generate seed 1▮'],
    [['gen', '<up>', '<up>', '<down>', '<down>'], 'gen▮'],
    [['<ctrl+r>', 'seed 1'], 'generate ▮seed 1'],
    [['<ctrl+r>', 'seed', '<ctrl+r>'], 'generate ▮seed 1'],
    [['x', '<ctrl+r>', 'seed', '<ctrl+g>'], 'x▮'],
    [['<ctrl+r>', 'sho', '<ctrl+e>', '!'], 'show!▮'],
  ])('%j', (keys, expected) => expect(at(...keys)).toBe(expected));

  it('suggests the newest entry that begins alike, and takes it in on the way right', () => {
    const { editor } = typingIn(past, 'generate s');
    expect(suggestionOf(editor, surroundings)).toBe('eed 2');
    expect(seen(typingIn(editor, '<right>'))).toBe('generate seed 2▮');
  });
});

describe('Tab', () => {
  it.each([
    [['gen', '<tab>'], 'generate ▮'],
    [['s', '<tab>'], 'shift▮'],
    [['s', '<tab>', '<tab>'], 'show▮'],
    [['s', '<tab>', '<shift+tab>'], 'sort▮'],
    [['s', '<tab>', '<tab>', '<escape>'], 's▮'],
    [['s', '<tab>', '<tab>', '<enter>', '!'], 'show!▮'],
    [['s', '<tab>', '<tab>', ' |'], 'show |▮'],
    [['s | x', '<left>', '<left>', '<left>', '<left>', '<tab>'], 'shift▮ | x'],
    [['x', '<tab>'], 'x▮'],
  ])('%j', (keys, expected) => expect(seen(typing(...keys))).toBe(expected));

  it('lists what there is, and closes the list with the choice', () => {
    expect(typing('s', '<tab>').editor.menu?.completion.candidates).toHaveLength(3);
    expect(typing('s', '<tab>', '<enter>')).toMatchObject({ editor: { text: 'shift' }, effects: [] });
    expect(typing('s', '<tab>', '<enter>').editor.menu).toBeUndefined();
  });
});

describe('any keys', () => {
  const key: fc.Arbitrary<Input> = fc.oneof(
    fc.constantFrom(...keymap.flatMap(({ keys }) => keys).map(pressed)),
    fc.string({ maxLength: 6 }).map(typed),
    fc.string({ unit: 'binary', maxLength: 30 }).map(pasted),
    fc.constantFrom('generate ', '| ', 'sh', ':help', '"', '(', 'é☀️').map(typed),
  );

  it('leave a text without control characters, and the cursor between two of its graphemes', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        const editor = keys.reduce(
          (before, input) => reduce(before, input, surroundings).editor,
          newEditor(['show', 'a\nb']),
        );
        expect(editor.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
        expect(editor.cursor).toBeGreaterThanOrEqual(0);
        expect(editor.cursor).toBeLessThanOrEqual(editor.text.length);
        expect(editor.past.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 300 },
    );
  });
});
