import type { Tensor } from '../../engines/tfjs-layout.js';
import { translate } from '../../engines/kernels/operations.js';
import { update } from '../common/differentiate.js';
import type { StepSite } from './step-site.js';

/** Keeps the loss in the order of 1, as the rates expect it. */
const SCALE = 100;

/**
 * One step of the variational autoencoder (Kingma and Welling 2014): encode, draw, decode; squared error over twice the
 * assumed variance, and the divergence from the prior, whose weight grows at first.
 */
export async function warmStartStep(site: StepSite): Promise<Record<string, number>> {
  const { tf, recipe, generator, encoder, images } = site;
  const plan = recipe.warmStart!;
  const latent = recipe.generator.latent;
  const real = tf.tidy(() => translate(tf, site.realImages(), site.shifts(plan.translate)));
  const count = real.shape[0];
  const draw = site.normal([count, latent]);
  const weight = plan.divergence * Math.min(1, images / plan.ramp);
  const losses = await update({
    tf,
    team: site.team,
    learners: [generator, encoder!],
    options: { rate: warmStartRate(site), betas: plan.betas },
    loss: (statistics) => {
      const code = encoder!.run(real, { statistics: statistics.get(encoder!) });
      const mean = tf.slice(code, [0, 0], [count, latent]);
      const variance = tf.clipByValue(tf.slice(code, [0, latent], [count, latent]), -8, 4);
      const drawn = tf.add(mean, tf.mul(draw, tf.exp(tf.mul(variance, 0.5))));
      const made = generator.run(drawn, { noise: site.noise, statistics: statistics.get(generator) });
      const squares = tf.square(tf.sub(made, real));
      const error = tf.div(tf.sum(squares), 2 * plan.deviation ** 2 * count);
      const divergence = tf.div(divergenceOf(site, mean, variance), count);
      const total = tf.div(tf.add(error, tf.mul(divergence, weight)), SCALE);
      return { loss: total, 'squared error': tf.mean(squares), divergence };
    },
  });
  tf.dispose([real, draw]);
  return losses;
}

/** From the standard normal distribution, summed over the batch. @param variance its logarithm */
function divergenceOf({ tf }: StepSite, mean: Tensor, variance: Tensor): Tensor {
  const terms = tf.sub(tf.add(tf.square(mean), tf.exp(variance)), tf.add(variance, 1));
  return tf.mul(tf.sum(terms), 0.5);
}

/** Grows over the first images, and falls for the last two fifths of the warm start. */
function warmStartRate({ recipe, images }: StepSite): number {
  const { rate, images: all, ramp } = recipe.warmStart!;
  return rate * Math.min(1, (images + ramp / 16) / (ramp / 2)) * (images < 0.6 * all ? 1 : 0.4);
}
