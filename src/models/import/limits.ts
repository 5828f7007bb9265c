/**
 * What an import may cost, in one place: a checkpoint may come from anywhere. Nothing in it is executed, no path in it is
 * used as one, and no number in it decides how much memory is asked for beyond these.
 */

/** The most bytes of the pickle that describes a checkpoint. Those of large networks have some hundred thousand. */
export const MAX_PICKLE_BYTES = 2 ** 25;

/** The most opcodes of a pickle: each may make an object of some hundred bytes. Those of weights take about 30 a tensor. */
export const MAX_OPCODES = 2 ** 21;

/** The most entries of a zip archive: one a tensor. */
export const MAX_ENTRIES = 2 ** 16;

/** How deep dictionaries may lie in one another before what is in them is not looked at. */
export const MAX_DEPTH = 16;

/** The most dimensions of a tensor. */
export const MAX_DIMENSIONS = 8;

/**
 * How many numbers may be read for each byte of a file. An honest tensor has at most one; tied weights and tensors that
 * are expanded are read more than once.
 */
export const MAX_NUMBERS_PER_BYTE = 4;
