/** Sum of |b| over all pixels, in kG px for pixels in kG. */
export function unsignedFlux(pixels: Float32Array): number {
  let flux = 0;
  for (let index = 0; index < pixels.length; index++) flux += Math.abs(pixels[index]);
  return flux;
}
