/** Sum of |b| over all pixels, or over those where `mask` is 1, in kG px for pixels in kG. */
export function unsignedFlux(pixels: Float32Array, mask?: Uint8Array): number {
  let flux = 0;
  for (let index = 0; index < pixels.length; index++) {
    if (!mask || mask[index] !== 0) flux += Math.abs(pixels[index]);
  }
  return flux;
}
