/** Escape sequences of terminals (xterm's, rxvt's, kitty's) as names of keys. */

/** By the final character of `CSI … X` and `SS3 X`. */
const byFinal: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'clear',
  F: 'end',
  H: 'home',
  M: 'enter',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'shift+tab',
};

/** By the number of `CSI number ~`. */
const byNumber: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
};

/** Keys that kitty's protocol and xterm's modifyOtherKeys give as code points. */
const byCodePoint: Readonly<Record<number, string>> = {
  9: 'tab',
  13: 'enter',
  27: 'escape',
  32: 'space',
  127: 'backspace',
};

/** The key of `CSI parameters final`; undefined for what is no key (reports of the mouse, of focus, of colours). */
export function keyOfSequence(parameters: string, final: string): string | undefined {
  if (/^[<=>?]/.test(parameters)) return undefined;
  const [first = '', second = '', third = ''] = parameters.split(';').map((part) => part.split(':')[0]);
  if (final === 'u') return modified(codePointKey(Number(first)), second);
  if (final === '~' && first === '27') return modified(codePointKey(Number(third)), second);
  if (final === '~') return modified(byNumber[first], second);
  return modified(byFinal[final], second);
}

/** The key of `SS3 final`, which keypads and application mode send. */
export function keyOfApplication(final: string): string | undefined {
  return byFinal[final];
}

function codePointKey(code: number): string | undefined {
  if (byCodePoint[code]) return byCodePoint[code];
  return code > 32 && code < 0xe000 ? String.fromCodePoint(code) : undefined;
}

/** xterm's modifiers: one more than the sum of 1 for shift, 2 for alt, 4 for ctrl. */
function modified(key: string | undefined, modifier: string): string | undefined {
  if (key === undefined) return undefined;
  const bits = Math.max(0, Number(modifier || '1') - 1);
  const held = [bits & 4 && 'ctrl', bits & (2 | 8) && 'alt', bits & 1 && 'shift'].filter(Boolean);
  return [...held, key].join('+');
}

/** The key of a control character: Ctrl with a letter, or one of those with a key of its own. */
export function keyOfControl(character: string): string {
  switch (character) {
    case '\r':
      return 'enter';
    case '\t':
      return 'tab';
    case '\x7f':
    case '\b':
      return 'backspace';
    case '\x00':
      return 'ctrl+space';
    default:
      return `ctrl+${String.fromCharCode(character.charCodeAt(0) | 0x40).toLowerCase()}`;
  }
}
