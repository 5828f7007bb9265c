/**
 * A kind of file that carries where it comes from, as JSON (`provenanceJson`). One file each in carriers/; what writes it
 * stands in formats/.
 */
export interface Carrier {
  readonly extension: string;
  /** The JSON; undefined where the file has none, or is of another kind than its name says. */
  readonly find: (bytes: Uint8Array) => string | undefined | Promise<string | undefined>;
}
