/**
 * What can go wrong with one request, and may go well when it is made again: `network` no whole answer in time, `busy`
 * the site asks to wait, `answer` an answer that is not of the API, `file` bytes that are no whole FITS file.
 */
export type TroubleKind = 'network' | 'busy' | 'answer' | 'file';

/** A failure that is worth another attempt. */
export class Trouble extends Error {
  readonly kind: TroubleKind;
  /** Milliseconds that the site asks to wait. */
  readonly retryAfter?: number;

  constructor(kind: TroubleKind, message: string, retryAfter?: number) {
    super(message);
    this.name = 'Trouble';
    this.kind = kind;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }
}

/** An answer like 404 that will not change. */
export class HttpRefusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the site answers with status ${status}`);
    this.name = 'HttpRefusal';
    this.status = status;
  }
}
