import type { ColourMap } from '../render/colormap.js';
import { newEditor, type Editor } from './editor/editor.js';
import type { Activity } from './running/activity.js';
import type { Findings } from './running/live-check.js';
import type { ReplOptions } from './options.js';
import type { Panel } from './steer/open.js';
import type { Theme } from './theme/theme.js';

/** Everything that is on the screen below the scrollback. Replaced, never changed. */
export interface ReplState {
  readonly editor: Editor;
  /** The newest of what has been printed: it goes into the scrollback and stays there. */
  readonly transcript: readonly Printed[];
  readonly theme: Theme;
  /** The colours of magnetograms. */
  readonly map: ColourMap;
  readonly findings: Findings;
  readonly activity?: Activity;
  /** One line for now: a hint that the next key takes away. */
  readonly notice?: string;
  /** What is left of a long output. */
  readonly rest?: string;
  /** Takes the place of the prompt while a latent is steered. */
  readonly panel?: Panel;
  readonly timing: boolean;
  /** Counts up while something moves by itself. */
  readonly frame: number;
}

export interface Printed {
  /** Counts up. */
  readonly id: number;
  readonly text: string;
}

export const NOTHING_FOUND: Findings = { text: '', diagnostics: [] };

export function firstState({ history, theme }: Pick<ReplOptions, 'history' | 'theme'>): ReplState {
  return {
    editor: newEditor(history),
    transcript: [],
    theme,
    map: 'grey',
    findings: NOTHING_FOUND,
    timing: false,
    frame: 0,
  };
}
