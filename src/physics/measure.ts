import { analyse } from './analysis.js';
import type { Field } from './field.js';
import type { Parameter } from './parameter.js';
import { parameterNamed } from './parameters/index.js';

function parametersNamed(names: readonly string[]): Parameter[] {
  return names.map((name) => {
    const parameter = parameterNamed(name);
    if (!parameter) throw new Error(`no built-in parameter is named ${name}`);
    return parameter;
  });
}

function measureAll(field: Field, parameters: readonly Parameter[], into: Float64Array): void {
  const analysis = analyse(field);
  parameters.forEach((parameter, index) => (into[index] = parameter.measure(analysis)));
}

/**
 * Measures built-in parameters of one field: one value a name, in raw units, NaN where missing.
 *
 * The pixels must be finite. An unknown name is a bug of the caller: the planner has checked the names.
 */
export function measureField(field: Field, names: readonly string[]): Float64Array {
  const values = new Float64Array(names.length);
  measureAll(field, parametersNamed(names), values);
  return values;
}

/**
 * Measures built-in parameters of many fields.
 *
 * `pixels` is `count` × `size` × `size` in kG; the result is row-major `count` × `names.length`, as `measureField`.
 */
export function measureBatch(
  pixels: Float32Array,
  count: number,
  size: number,
  names: readonly string[],
): Float64Array {
  const parameters = parametersNamed(names);
  const values = new Float64Array(count * names.length);
  for (let item = 0; item < count; item++) {
    const field = { pixels: pixels.subarray(item * size * size, (item + 1) * size * size), size };
    measureAll(field, parameters, values.subarray(item * names.length, (item + 1) * names.length));
  }
  return values;
}
