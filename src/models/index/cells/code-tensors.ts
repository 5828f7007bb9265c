/** Rows of 8 bits a number as tensors of a file. */
import { fail } from '../../../diagnostics/diagnostic.js';
import type { SafeTensor } from '../../safetensors.js';
import { emptyCodes, type CodeTable } from './codes.js';
import { HEAD } from './table.js';

export function codeTensors({
  size,
  dimension,
  corners,
  steps,
  errors,
  heads,
  tails,
}: CodeTable): [string, SafeTensor][] {
  const width = Math.max(HEAD, dimension);
  return [
    ['codes.corners', { type: 'F32', shape: [steps.length, width], data: corners }],
    ['codes.steps', { type: 'F32', shape: [steps.length], data: steps }],
    ['codes.errors', { type: 'F32', shape: [errors.length], data: errors }],
    ['codes.heads', { type: 'U8', shape: [size, HEAD], data: heads }],
    ['codes.tails', { type: 'U8', shape: [size, width - HEAD], data: tails }],
  ];
}

/** @throws GiqError `tensors-damaged` */
export function codesOf(
  tensors: ReadonlyMap<string, SafeTensor>,
  size: number,
  dimension: number,
  cells: number,
  file: string,
): CodeTable {
  const wanted = emptyCodes(0, dimension, cells);
  const singles = (name: string, length: number): Float32Array => {
    const data = tensors.get(`codes.${name}`)?.data;
    return data instanceof Float32Array && data.length === length ? data : failPart(name);
  };
  const bytes = (name: string, length: number): Uint8Array => {
    const data = tensors.get(`codes.${name}`)?.data;
    return data instanceof Uint8Array && data.length === length ? data : failPart(name);
  };
  const failPart = (name: string): never =>
    fail('tensors-damaged', {
      file,
      found: `codes.${name} of another size`,
      expected: `${size} × ${dimension}`,
    });
  return {
    size,
    dimension,
    corners: singles('corners', wanted.corners.length),
    steps: singles('steps', cells),
    errors: singles('errors', cells),
    heads: bytes('heads', size * HEAD),
    tails: bytes('tails', size * Math.max(0, dimension - HEAD)),
  };
}
