import { translate } from '../../engines/kernels/operations.js';
import type { Tensor } from '../../engines/tfjs-layout.js';
import { alignmentLoss } from './alignment.js';
import type { Losses } from '../common/differentiate.js';
import { update } from '../common/differentiate.js';
import { latticeLoss } from './lattice-loss.js';
import type { StepSite } from './step-site.js';

/**
 * One step of the generator, then one of the discriminator on the same generated patches. `pairing` compares a generated
 * patch with a real one (Jolicoeur-Martineau 2019; Huang et al. 2024), `cross-entropy` each with its label.
 */
export async function adversarialStep(site: StepSite): Promise<Record<string, number>> {
  const { tf } = site;
  const real = site.realImages();
  const latents = site.normal([real.shape[0], site.recipe.generator.latent]);
  const { made, losses } = await generatorStep(site, real, latents);
  const more = await discriminatorStep(site, real, made);
  tf.dispose([real, latents, made]);
  return { ...losses, ...more };
}

async function generatorStep(site: StepSite, real: Tensor, latents: Tensor) {
  const { tf, recipe, generator } = site;
  const judge = (images: Tensor) => judged(site, moved(site, images));
  const ofReal = tf.tidy(() => judge(real));
  const shifts = site.shifts(recipe.augment.translate);
  let made: Tensor = latents;
  const losses = await update({
    tf,
    team: site.team,
    learners: [generator],
    options: site.step < recipe.adversarial.delay ? null : optionsOf(site, 'generator'),
    loss: (statistics): Losses => {
      const seen = recipe.adversarial.fixedStatistics ? undefined : statistics.get(generator);
      const images = generator.run(latents, { noise: site.noise, statistics: seen });
      made = tf.keep(tf.clone(images));
      const opinion = judged(site, translate(tf, images, shifts));
      const margin = recipe.adversarial.loss === 'pairing' ? tf.sub(ofReal, opinion) : tf.neg(opinion);
      const fooled = tf.mean(tf.softplus(margin));
      const terms = furtherTerms(site, images, latents);
      const total = terms.reduce(
        (sum, { loss, weight }) => tf.add(sum, tf.mul(loss, weight)),
        tf.clone(fooled),
      );
      return { total, generator: fooled, ...Object.fromEntries(terms.map(({ name, loss }) => [name, loss])) };
    },
  });
  ofReal.dispose();
  const { total: _, ...named } = losses;
  return { made, losses: named };
}

/** What a recipe asks of generated patches besides fooling the discriminator. */
function furtherTerms({ tf, recipe, copula }: StepSite, images: Tensor, latents: Tensor) {
  const { alignment, lattice } = recipe;
  const terms: { name: string; loss: Tensor; weight: number }[] = [];
  if (copula && alignment) {
    const loss = alignmentLoss(tf, copula, images, latents, alignment.emphasis);
    terms.push({ name: 'alignment', loss, weight: alignment.weight });
  }
  if (lattice) {
    const loss = latticeLoss(tf, images, lattice.periods ?? [2]);
    terms.push({ name: 'lattice', loss, weight: lattice.weight });
  }
  return terms;
}

async function discriminatorStep(
  site: StepSite,
  real: Tensor,
  made: Tensor,
): Promise<Record<string, number>> {
  const { tf, recipe, discriminator } = site;
  const { loss, drift, noise } = recipe.adversarial;
  const [shownReal, shownMade] = tf.tidy(() => [moved(site, real), moved(site, made)]);
  const isNoisy = noise !== undefined && site.step % noise.every === 0;
  const noises = isNoisy ? [shownReal, shownMade].map(({ shape }) => site.normal(shape)) : [];
  const losses = await update({
    tf,
    team: site.team,
    learners: [discriminator],
    options: optionsOf(site, 'discriminator'),
    loss: () => {
      const [ofReal, ofMade] = [judged(site, shownReal), judged(site, shownMade)];
      const told =
        loss === 'pairing'
          ? tf.mean(tf.softplus(tf.sub(ofMade, ofReal)))
          : tf.mean(tf.add(tf.softplus(tf.neg(ofReal)), tf.softplus(ofMade)));
      const outputs = tf.add(tf.mean(tf.square(ofReal)), tf.mean(tf.square(ofMade)));
      let total = tf.add(told, tf.mul(outputs, drift));
      if (isNoisy) {
        const changes = tf.add(
          change(site, shownReal, noises[0], ofReal),
          change(site, shownMade, noises[1], ofMade),
        );
        total = tf.add(total, tf.mul(changes, noise.every * noise.weight));
      }
      return { total, discriminator: told, real: tf.mean(ofReal), generated: tf.mean(ofMade) };
    },
  });
  tf.dispose([shownReal, shownMade, noises]);
  const { total: _, ...named } = losses;
  return named;
}

/** How much noise changes the discriminator's output, squared: a gradient penalty without second derivatives. */
function change(site: StepSite, images: Tensor, noise: Tensor, before: Tensor): Tensor {
  const { tf, recipe } = site;
  const noisy = tf.add(images, tf.mul(noise, recipe.adversarial.noise!.deviation));
  return tf.mean(tf.square(tf.sub(judged(site, noisy), before)));
}

/** What the discriminator says of every image; its batch norms, if any, see the batch and remember nothing. */
function judged({ tf, discriminator }: StepSite, images: Tensor): Tensor {
  const statistics = new Map();
  const opinion = discriminator.run(images, { statistics });
  tf.dispose([...statistics.values()].flatMap(({ mean, variance }) => [mean, variance]));
  return opinion;
}

const moved = (site: StepSite, images: Tensor): Tensor =>
  translate(site.tf, images, site.shifts(site.recipe.augment.translate));

/** The rate falls over the last share of the training; the generator's grows from 0 after a warm start. */
function optionsOf({ recipe, images, step }: StepSite, which: 'generator' | 'discriminator') {
  const { betas, decay, grow, generatorRate, discriminatorRate } = recipe.adversarial;
  const falling = decay === 0 ? 1 : Math.min(1, Math.max(0.05, (1 - images / recipe.images) / decay));
  if (which === 'discriminator') return { rate: discriminatorRate * falling, betas };
  return { rate: generatorRate * falling * (grow === 0 ? 1 : Math.min(1, step / grow)), betas };
}
