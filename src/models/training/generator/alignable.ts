/**
 * Quantities that have a differentiable twin: see soft-parameters.ts. LP is the column separation of the polarities, STRONG
 * the flux of strong field, TPF + TNF; WEAK the mean weak field, which noise makes and SIGMA follows.
 */
export const ALIGNABLE = ['TUF', 'R', 'PSEP', 'LP', 'TILT', 'AREA', 'NET', 'STRONG', 'GRAD', 'WEAK'] as const;

export type Alignable = (typeof ALIGNABLE)[number];
