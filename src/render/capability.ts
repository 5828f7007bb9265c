/** How many colours a terminal, or whatever stdout is, can show. */
export type Colours = 'truecolour' | '256' | 'none';

/** The environment variables that matter: a part of `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const TRUECOLOUR_PROGRAMS = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper']);
const TRUECOLOUR_TERMS = /direct|kitty|ghostty|alacritty|wezterm|foot/;
const COLOUR_TERMS = /256|color|colour|ansi|xterm|screen|tmux|rxvt|linux|konsole|cygwin/;

/**
 * The colours to write. FORCE_COLOR decides where it is set (0 none, 1 and 2 256 colours, 3 truecolour), then NO_COLOR
 * (https://no-color.org), then whether this is a terminal at all, then what the terminal says of itself.
 */
export function terminalCapability(environment: Environment, isTTY: boolean): Colours {
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forcedColours(forced, environment);
  if (environment['NO_COLOR'] || !isTTY) return 'none';
  return announcedColours(environment);
}

function forcedColours(forced: string, environment: Environment): Colours {
  if (forced === '0' || forced === 'false') return 'none';
  if (forced === '1' || forced === '2') return '256';
  if (forced === '3') return 'truecolour';
  const announced = announcedColours(environment);
  return announced === 'none' ? '256' : announced;
}

function announcedColours(environment: Environment): Colours {
  const term = environment['TERM'] ?? '';
  if (term === 'dumb') return 'none';
  return announcesTruecolour(environment, term) ? 'truecolour' : COLOUR_TERMS.test(term) ? '256' : 'none';
}

function announcesTruecolour(environment: Environment, term: string): boolean {
  return (
    /^(truecolor|24bit)$/.test(environment['COLORTERM'] ?? '') ||
    environment['WT_SESSION'] !== undefined ||
    TRUECOLOUR_PROGRAMS.has(environment['TERM_PROGRAM'] ?? '') ||
    TRUECOLOUR_TERMS.test(term)
  );
}
