/** `node --import`: says at the end of a program how much memory it held. */
import { peakMemory } from './peak-memory.mjs';

process.on('exit', () => process.stderr.write(`peak ${peakMemory()}`));
