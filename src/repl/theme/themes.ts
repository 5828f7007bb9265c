import type { Colours } from '../../render/capability.js';
import type { Theme } from './theme.js';

const colour = (entry: number) => `38;5;${entry}`;

/** Few colours, all muted; the prompt is the only warm one. */
const dark: Theme = {
  name: 'dark',
  title: 'for a dark background',
  palette: {
    text: '',
    name: '',
    verb: `1;${colour(110)}`,
    keyword: colour(139),
    number: colour(179),
    unit: colour(179),
    date: colour(179),
    string: colour(108),
    operator: colour(245),
    bracket: colour(245),
    comment: colour(242),
    error: colour(174),
    command: colour(139),
    prompt: `1;${colour(208)}`,
    suggestion: colour(240),
    dim: colour(245),
    heading: '1',
    selected: '48;5;237',
    problem: colour(174),
    warning: colour(179),
    good: colour(108),
  },
};

const light: Theme = {
  name: 'light',
  title: 'for a light background',
  palette: {
    ...dark.palette,
    verb: `1;${colour(25)}`,
    keyword: colour(90),
    number: colour(94),
    unit: colour(94),
    date: colour(94),
    string: colour(28),
    operator: colour(241),
    bracket: colour(241),
    comment: colour(244),
    error: colour(124),
    command: colour(90),
    prompt: `1;${colour(166)}`,
    suggestion: colour(248),
    dim: colour(242),
    selected: '48;5;254',
    problem: colour(124),
    warning: colour(130),
    good: colour(28),
  },
};

/** For terminals without colours, and for eyes that want none. */
export const plain: Theme = {
  name: 'plain',
  title: 'no colours',
  palette: {
    ...dark.palette,
    verb: '1',
    keyword: '',
    number: '',
    unit: '',
    date: '',
    string: '',
    operator: '',
    bracket: '',
    comment: '2',
    error: '',
    command: '1',
    prompt: '1',
    suggestion: '2',
    dim: '2',
    selected: '7',
    problem: '',
    warning: '',
    good: '',
  },
};

export const themes: readonly Theme[] = [dark, light, plain];

/** The theme to begin with: `COLORFGBG`, which some terminals set, ends with the colour of the background. */
export function firstTheme(
  colours: Colours,
  environment: Readonly<Record<string, string | undefined>>,
): Theme {
  if (colours === 'none') return plain;
  const background = Number(environment['COLORFGBG']?.split(';').at(-1) ?? 0);
  return background === 7 || background === 15 ? light : dark;
}
