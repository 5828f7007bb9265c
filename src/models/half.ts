/** Half precision, IEEE 754's and bfloat16, which JavaScript of Node 20 has no arrays of. */

const scratch = new DataView(new ArrayBuffer(4));

/** The number that 16 bits stand for. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The first number of each of the 64 ranges of equal sign and exponent, and how far apart the numbers in it are. */
const rangeStarts = Float64Array.from({ length: 64 }, (_, range) => fromHalf(range << 10));
const rangeSteps = Float64Array.from(
  { length: 64 },
  (_, range) => fromHalf((range << 10) + 1) - rangeStarts[range],
);

/** Many at once: a plain loop, since the weights of a generator are millions. */
export function fromHalves(bits: Uint16Array): Float32Array {
  const values = new Float32Array(bits.length);
  for (let index = 0; index < bits.length; index++) {
    const range = bits[index] >> 10;
    const isFinite = (range & 0x1f) !== 31;
    values[index] = isFinite
      ? rangeStarts[range] + (bits[index] & 0x3ff) * rangeSteps[range]
      : fromHalf(bits[index]);
  }
  return values;
}

/** The 16 bits nearest to a number, ties to even. */
export function toHalf(value: number): number {
  scratch.setFloat32(0, value);
  const sign = (scratch.getUint32(0) >>> 16) & 0x8000;
  if (Number.isNaN(value)) return 0x7e00;
  const magnitude = Math.abs(value);
  if (magnitude >= 65520) return sign | 0x7c00;
  const exponent = Math.max(Math.floor(Math.log2(magnitude)), -14);
  const steps = roundHalfToEven(magnitude / 2 ** (exponent - 10));
  // A fraction that rounds up to 2048 carries into the exponent by itself, as does the first normal number.
  return sign | (steps < 1024 ? steps : ((exponent + 15) << 10) + (steps - 1024));
}

/** The number that a bfloat16 stands for: it is the upper half of a float32. */
export function fromBrain(bits: number): number {
  scratch.setUint32(0, bits * 2 ** 16);
  return scratch.getFloat32(0);
}

/** The bfloat16 nearest to a number, ties to even. */
export function toBrain(value: number): number {
  if (Number.isNaN(value)) return 0x7fc0;
  scratch.setFloat32(0, value);
  return roundHalfToEven(scratch.getUint32(0) / 2 ** 16);
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor + (floor % 2);
  return rest > 0.5 ? floor + 1 : floor;
}
