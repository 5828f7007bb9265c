import type { Provenance } from '../../runtime/provenance.js';
import type { Terminal } from '../terminal.js';
import { csvWriter } from './csv.js';
import { jsonWriter } from './json.js';
import { jsonlWriter } from './jsonl.js';
import { textWriter } from './text.js';
import type { OutputFormatName, Writer } from './writer.js';

/** The writer of `--format`. */
export function writerOf(
  format: OutputFormatName,
  terminal: Terminal,
  provenance: () => Promise<Provenance>,
): Writer {
  switch (format) {
    case 'text':
      return textWriter(terminal);
    case 'json':
      return jsonWriter(provenance);
    case 'jsonl':
      return jsonlWriter();
    case 'csv':
      return csvWriter();
  }
}
