/**
 * Bits of QUALITY that say that a record is unusable. HMI: the upper 16 (no data, eclipses, missing filtergrams; JSOC's
 * usual `QUALITY < 65536`). MDI: from bit 18 on, as SMARP users take `QUALITY < 262144`.
 */
const UNUSABLE = { hmi: 0xffff0000, mdi: 0xfffc0000 };

/** The bits of QUALITY that must not be set; 0 lets everything pass. */
export function qualityMask(series: string): number {
  return /^(\w+\.)?(mdi|\w*smarp|\w*tarp)/i.test(series) ? UNUSABLE.mdi : UNUSABLE.hmi;
}

/** Whether a record may be used. One without QUALITY may: its series knows none. QUALITY is a signed number of 32 bits. */
export function isUsable(quality: unknown, mask: number): boolean {
  return typeof quality !== 'number' || ((quality | 0) & mask) === 0;
}
