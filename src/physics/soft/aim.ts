import { analyse } from '../analysis.js';
import type { Field } from '../field.js';
import { measureField } from '../measure.js';

/**
 * Parameters as a calibrated shift sees them, one value a name, in raw units: measured as ever, but for POLARITY, a sign,
 * of which the column separation in pixels is taken, whose sign it is.
 */
export function measureAims(field: Field, names: readonly string[]): Float64Array {
  const values = measureField(field, names);
  const sign = names.indexOf('POLARITY');
  if (sign >= 0) values[sign] = analyse(field).separation().columns;
  return values;
}
