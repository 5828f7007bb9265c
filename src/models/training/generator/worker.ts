import { workAlong } from '../common/work-along.js';
import { startGeneratorTraining } from './training.js';

await workAlong(startGeneratorTraining);
