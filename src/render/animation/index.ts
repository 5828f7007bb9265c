/** Animations of patches, from plain data to pixels and files. */
export { encodeApng } from './apng.js';
export { filmOf, type Film } from './film.js';
export { type FrameContent, type ValueBar } from './frame.js';
export { encodeGif } from './gif.js';
