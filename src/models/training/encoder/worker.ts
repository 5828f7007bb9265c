import { workAlong } from '../common/work-along.js';
import { startEncoderTraining } from './training.js';

await workAlong(startEncoderTraining);
