/**
 * Quantities that have a differentiable twin: see soft-parameters.ts. LP is the column separation of the polarities, STRONG
 * the flux of strong field, TPF + TNF.
 */
export const ALIGNABLE = ['TUF', 'R', 'PSEP', 'LP', 'TILT', 'AREA', 'NET', 'STRONG', 'GRAD'] as const;

export type Alignable = (typeof ALIGNABLE)[number];
