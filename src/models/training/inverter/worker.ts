import { workAlong } from '../common/work-along.js';
import { startInverterTraining } from './training.js';

await workAlong(startInverterTraining);
