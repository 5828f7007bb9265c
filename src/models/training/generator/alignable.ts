/** Parameters that have a differentiable twin: see soft-parameters.ts. */
export const ALIGNABLE = ['TUF', 'R', 'PSEP', 'LP', 'TILT'] as const;

export type Alignable = (typeof ALIGNABLE)[number];
