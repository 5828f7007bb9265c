/** Carries entries out: statements through the session, commands by themselves. Prints into the store. */
import { diagnose, GiqError, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Outcome } from '../runtime/events.js';
import { runCommand } from './commands/index.js';
import type { Answer, Host } from './commands/command.js';
import { statementOr } from './commands/last-statement.js';
import { steerRequest } from './commands/steer.js';
import type { ReplOptions } from './options.js';
import { progressed } from './running/activity.js';
import { LAST, type Entry } from './running/journal.js';
import { screenWriter, type ScreenWriter } from './running/screen-writer.js';
import { diagnosticText, runStatement, type Output } from './running/statement.js';
import type { ReplState } from './state.js';
import { openPanel } from './steer/open.js';
import type { Store } from './store.js';
import { paintOf } from './theme/theme.js';
import { nextPage, paged, printed } from './transcript.js';
import { isCommand } from './view/highlight.js';

export class Performer {
  readonly #store: Store<ReplState>;
  readonly #options: ReplOptions;
  readonly #journal: Entry[] = [];
  #count = 0;

  constructor(store: Store<ReplState>, options: ReplOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** Carries an entry out. Never throws: what goes wrong is printed. Once `signal` is aborted nothing more is. */
  async perform(entry: string, signal: AbortSignal): Promise<Outcome> {
    try {
      const steering = steerRequest(entry);
      if (!steering) return await this.#carryOut(entry, signal);
      const outcome = steering.pipeline === '' ? 'ok' : await this.#statement(steering.pipeline, signal);
      return outcome === 'ok' ? await this.#command(steering.command, signal) : outcome;
    } catch (error) {
      const problems = error instanceof GiqError ? error.diagnostics : [bug(error)];
      problems.forEach((problem) => this.#print(diagnosticText(problem, undefined, this.#look()), signal));
      return 'failed';
    }
  }

  #carryOut(entry: string, signal: AbortSignal): Promise<Outcome> {
    return isCommand(entry) ? this.#command(entry, signal) : this.#statement(entry, signal);
  }

  /** The last value is called by the pipeline that made it, so that what is found is a script by itself. */
  async #steer(name: string, signal: AbortSignal): Promise<Outcome> {
    const { session } = this.#options;
    const source = name === LAST ? statementOr('', this.#host()) : name;
    const panel = await openPanel(session.bindings.get(name), source, session, (sighting) => {
      const { panel: open } = this.#store.get();
      if (open) this.#store.update({ panel: { ...open, sighting } });
    });
    if (!signal.aborted) this.#store.update({ panel });
    return 'ok';
  }

  async #command(entry: string, signal: AbortSignal): Promise<Outcome> {
    const answer = await runCommand(entry, this.#host());
    if (answer.kind === 'run') return this.#statement(answer.text, signal);
    if (answer.kind === 'steer') return this.#steer(answer.name, signal);
    this.#follow(answer, signal);
    return 'ok';
  }

  #follow(answer: Exclude<Answer, { kind: 'run' | 'steer' }>, signal: AbortSignal): void {
    switch (answer.kind) {
      case 'text':
        return this.#page(answer.text, signal);
      case 'theme':
        return this.#store.update({ theme: answer.theme });
      case 'map':
        return this.#store.update({ map: answer.map });
      case 'timing':
        return this.#store.update({ timing: answer.on });
      case 'more':
        return this.#store.update(nextPage(this.#store.get(), this.#options.size().rows));
      case 'leave':
        return this.#options.leave();
    }
  }

  async #statement(text: string, signal: AbortSignal): Promise<Outcome> {
    const { session, drawSeed } = this.#options;
    const source = { name: `entry ${++this.#count}`, text };
    const { outcome, entry } = await runStatement(source, {
      session,
      signal,
      drawSeed,
      writer: this.#writer(),
      output: this.#output(signal),
      ...this.#look(),
    });
    if (entry) this.#journal.push(entry);
    return outcome;
  }

  #output(signal: AbortSignal): Output {
    return {
      result: ({ text, isPicture }) => (isPicture ? this.#print(text, signal) : this.#page(text, signal)),
      note: (text) => this.#print(paintOf(this.#store.get().theme)('dim', text), signal),
      problem: (text) => this.#print(text, signal),
      progress: (news) => {
        const { activity } = this.#store.get();
        if (activity) this.#store.update({ activity: progressed(activity, news, this.#options.now()) });
      },
    };
  }

  #print(text: string, signal: AbortSignal): void {
    if (!signal.aborted) this.#store.update(printed(this.#store.get(), text));
  }

  #page(text: string, signal: AbortSignal): void {
    if (!signal.aborted) this.#store.update(paged(this.#store.get(), text, this.#options.size().rows));
  }

  #look() {
    return { columns: this.#options.size().columns, colours: this.#options.colours !== 'none' };
  }

  #writer(): ScreenWriter {
    const { colours, graphics } = this.#options;
    const { map } = this.#store.get();
    return screenWriter({ terminal: this.#terminal(), style: { colour: colours, map }, graphics });
  }

  /** The terminal as the command line's writers see it. */
  #terminal() {
    const { colours, directory } = this.#options;
    const nowhere = () => {};
    const readStdin = () => Promise.resolve('');
    const { columns } = this.#look();
    return {
      out: nowhere,
      narrate: nowhere,
      columns,
      colours,
      live: false,
      input: 'none' as const,
      directory,
      readStdin,
    };
  }

  #host(): Host {
    const { session, directory } = this.#options;
    const { theme, map, timing, editor } = this.#store.get();
    return {
      session,
      directory,
      theme,
      map,
      timing,
      paint: paintOf(theme),
      journal: this.#journal,
      history: editor.history,
      columns: this.#options.size().columns,
    };
  }
}

function bug(error: unknown): Diagnostic {
  return diagnose('internal', { problem: error instanceof Error ? error.message : String(error) });
}
