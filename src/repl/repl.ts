/** The REPL without its looks: inputs in, a state that changes out. Knows no terminal. */
import type { Colours } from '../render/capability.js';
import { formatDuration } from '../render/progress.js';
import type { Outcome } from '../runtime/events.js';
import { afterEntry, type Effect, type Surroundings } from './editor/editor.js';
import { insert } from './editor/changing.js';
import { reduce } from './editor/reduce.js';
import { isIncomplete } from './incomplete.js';
import { steerRequest } from './commands/steer.js';
import type { Input } from './keys/input.js';
import type { ReplOptions } from './options.js';
import { Performer } from './performing.js';
import { PATIENCE } from './running/activity.js';
import { LiveCheck } from './running/live-check.js';
import { firstState, NOTHING_FOUND, type ReplState } from './state.js';
import type { Panel } from './steer/open.js';
import { keysOf, steered, type Steered } from './steer/steered.js';
import { Store } from './store.js';
import { paintOf } from './theme/theme.js';
import { nextPage, printed } from './transcript.js';
import { echo } from './view/echo.js';
import { isCommand } from './view/highlight.js';

/** Drawings of the progress in a second. */
const FRAMES = 10;
const LEAVE_HINT = 'Ctrl-D or :quit leaves';

/** One session at the prompt. */
export class Repl {
  readonly store: Store<ReplState>;
  readonly surroundings: Surroundings;
  readonly #options: ReplOptions;
  readonly #performer: Performer;
  readonly #live: LiveCheck;
  /** Entries that wait for the one that runs. */
  readonly #queue: string[] = [];
  #running: AbortController | undefined;
  /** The work before, which may still be unwinding after it was cancelled. */
  #before: Promise<unknown> = Promise.resolve();

  constructor(options: ReplOptions) {
    const { session, completer } = options;
    this.#options = options;
    this.surroundings = { complete: completer.complete, isIncomplete };
    this.store = new Store<ReplState>(firstState(options));
    this.#performer = new Performer(this.store, options);
    this.#live = new LiveCheck(
      (text) => session.check(steerRequest(text)?.pipeline ?? text),
      (findings) => this.store.update({ findings }),
    );
  }

  /** What the terminal can show. */
  get colours(): Colours {
    return this.#options.colours;
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Learns what the session knows, so that it can be completed. */
  async refresh(): Promise<void> {
    await this.#options.completer.refresh().catch(() => undefined);
    this.#redraw();
  }

  /** Takes inputs in their order; the screen changes once. */
  feed(inputs: readonly Input[]): void {
    this.store.together(() => inputs.forEach((input) => this.#take(input)));
  }

  /** Puts a text into the scrollback. */
  print(text: string): void {
    this.store.update(printed(this.store.get(), text));
  }

  /** Stops what runs and forgets what waits. The prompt is free at once; the work itself stops at its next check. */
  cancel(): void {
    this.#queue.length = 0;
    this.#running?.abort();
  }

  /** Ends all that would go on by itself, and waits for the work to stop. */
  async close(): Promise<void> {
    this.#live.stop();
    this.cancel();
    await this.#before;
  }

  #take(input: Input): void {
    if (this.busy && input.kind === 'key' && input.key === 'ctrl+c') return this.cancel();
    const { panel } = this.store.get();
    if (panel) return this.#steer(panel, input);
    const before = this.store.get().editor;
    const { editor, effect } = reduce(before, input, this.surroundings);
    this.store.update({ editor, notice: undefined });
    if (effect) this.#carryOut(effect, before.text);
    this.#lookAt(before.text);
  }

  #steer(panel: Panel, input: Input): void {
    for (const key of keysOf(input)) {
      const told = steered(this.store.get().panel ?? panel, key);
      if (told.kind === 'panel') {
        this.store.update({ panel: told.panel });
        told.panel.follow(told.panel.state);
      } else if (told.kind === 'closed') {
        return this.#closePanel(told);
      }
    }
  }

  #closePanel({ pipeline, retrieve }: Extract<Steered, { kind: 'closed' }>): void {
    this.store.update({ panel: undefined });
    if (retrieve) return this.#submit(`${pipeline} | retrieve k=5`);
    const { editor } = this.store.get();
    this.store.update({ editor: insert(editor, pipeline) });
    this.#lookAt('');
  }

  /** Diagnostics follow the text, a little behind. */
  #lookAt(before: string): void {
    const { text, cursor } = this.store.get().editor;
    if (text === before) return;
    if (text === '') this.store.update({ findings: NOTHING_FOUND });
    if (isCommand(text)) this.#live.stop();
    else this.#live.update(text, cursor);
  }

  #carryOut(effect: Effect, before: string): void {
    switch (effect.kind) {
      case 'submit':
        return this.#submit(effect.text);
      case 'interrupt':
        return this.store.update({ notice: before === '' ? LEAVE_HINT : undefined });
      case 'leave':
        return this.#options.leave();
      case 'clear-screen':
        return this.#options.clearScreen();
    }
  }

  /** Enter on an empty prompt shows the next page, if there is one. */
  #submit(entry: string): void {
    const { editor } = this.store.get();
    if (entry.trim() === '') return this.store.update(nextPage(this.store.get(), this.#options.size().rows));
    if (editor.history.at(-1) !== entry) this.#options.remember(entry);
    this.store.update({ editor: afterEntry(editor, entry) });
    this.#queue.push(entry);
    if (!this.busy) void this.#work();
  }

  /** Carries out what waits, one after the other. */
  async #work(): Promise<void> {
    for (let entry = this.#queue.shift(); entry !== undefined; entry = this.#queue.shift()) {
      const { theme } = this.store.get();
      this.print(echo(entry, this.#options.size().columns, paintOf(theme)));
      await this.#perform(entry);
    }
  }

  async #perform(entry: string): Promise<void> {
    const started = this.#options.now();
    const controller = (this.#running = new AbortController());
    this.store.update({ activity: { since: started }, ...(isMore(entry) ? {} : { rest: undefined }) });
    const ticking = setInterval(() => this.#tick(started), 1000 / FRAMES);
    const work = this.#before.then(() => this.#performer.perform(entry, controller.signal));
    this.#before = work;
    const outcome = await Promise.race([work, cancelled(controller.signal)]);
    clearInterval(ticking);
    this.#running = undefined;
    this.store.together(() => this.#conclude(outcome, (this.#options.now() - started) / 1000));
  }

  #conclude(outcome: Outcome, seconds: number): void {
    this.store.update({ activity: undefined });
    const { theme, timing } = this.store.get();
    const paint = paintOf(theme);
    if (outcome === 'cancelled') this.print(paint('warning', `cancelled after ${spokenTime(seconds)}`));
    else if (timing) this.print(paint('dim', spokenTime(seconds)));
    void this.refresh();
  }

  #redraw(): void {
    this.store.update({ frame: this.store.get().frame + 1 });
  }

  #tick(started: number): void {
    if (this.#options.now() - started >= PATIENCE) this.#redraw();
  }
}

function isMore(entry: string): boolean {
  return entry.trim() === ':more';
}

function cancelled(signal: AbortSignal): Promise<'cancelled'> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve('cancelled'), { once: true }),
  );
}

/** Below ten seconds with one decimal place. */
function spokenTime(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : formatDuration(seconds);
}
