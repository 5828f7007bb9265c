/** Live steering of a latent: pure state, a view of it, and the link to a session's world. */
export { steerKey, type SteerEnd } from './keys.js';
export { SteerPanel } from './panel.js';
export { steerRows, type Distributions, type SteerView } from './rows.js';
export { pipelineOf } from './script.js';
export { startSteering, steer, type Helm, type SteerAction, type SteerState } from './state.js';
export { follower, helmOf, steeringIn, type Sighting, type Steering } from './steering.js';
