/** The world that is opened where none is named. */
export const DEFAULT_WORLD = 'solar-sim';
