import { expect, test } from 'vitest';
import { terminalCapability } from '../../src/render/capability.js';

test.each([
  ['a truecolour terminal', { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, true, 'truecolour'],
  ['one known by its name', { TERM: 'xterm-kitty' }, true, 'truecolour'],
  ['one known by its program', { TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, true, 'truecolour'],
  ['256 colours', { TERM: 'xterm-256color' }, true, '256'],
  ['tmux', { TERM: 'screen' }, true, '256'],
  ['a dumb terminal', { TERM: 'dumb', COLORTERM: 'truecolor' }, true, 'none'],
  ['nothing said', {}, true, 'none'],
  ['a pipe', { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, false, 'none'],
  ['NO_COLOR', { TERM: 'xterm-256color', NO_COLOR: '1' }, true, 'none'],
  ['an empty NO_COLOR, which does not count', { TERM: 'xterm-256color', NO_COLOR: '' }, true, '256'],
  ['FORCE_COLOR against a pipe', { TERM: 'xterm', FORCE_COLOR: '3' }, false, 'truecolour'],
  ['FORCE_COLOR=1', { FORCE_COLOR: '1' }, false, '256'],
  ['FORCE_COLOR=0', { COLORTERM: 'truecolor', FORCE_COLOR: '0' }, true, 'none'],
  ['FORCE_COLOR=true', { COLORTERM: 'truecolor', FORCE_COLOR: 'true' }, false, 'truecolour'],
  ['FORCE_COLOR before NO_COLOR, as in Node', { FORCE_COLOR: '1', NO_COLOR: '1' }, true, '256'],
] as const)('%s', (_, environment, isTTY, expected) => {
  expect(terminalCapability(environment, isTTY)).toBe(expected);
});
