import { GiqError } from '../../diagnostics/diagnostic.js';
import type { Layer, Network, Tensor } from '../network.js';
import { summariseNetwork } from '../network-shapes.js';
import type { StoredTensor } from './checkpoint.js';
import type { ModuleKind, WeightModule } from './modules.js';
import { describeModule, shapeList } from './modules.js';
import type { NetworkTemplate, Sides, TemplateLayer } from './template.js';

/** Layers whose weights have been found: names are those of the checkpoint. */
export interface Fit {
  readonly network: Network;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  /** The modules that were taken, in order. */
  readonly modules: readonly WeightModule[];
}

/** Where a template and a checkpoint part. */
export interface Mismatch {
  /** How many modules fitted before. */
  readonly fitted: number;
  readonly where: string;
  readonly expected: string;
  readonly found: string;
}

/** Fits a template to the modules from one on, each in its turn. */
export function fitModules(
  template: NetworkTemplate,
  modules: readonly WeightModule[],
  start: number,
): Fit | Mismatch {
  const site: Site = { modules, start, position: start, tensors: new Map() };
  const layers = fitLayers(template.layers, '', site);
  if (site.mismatch) return site.mismatch;
  const { input, output } = template;
  const taken = modules.slice(start, site.position);
  const fit = { network: { input, output, layers }, tensors: site.tensors, modules: taken };
  return unfitShapes(fit, template.name) ?? fit;
}

/** What does not fit where the shapes of all layers are followed. */
export function unfitShapes({ network, tensors, modules }: Fit, name: string): Mismatch | undefined {
  const shapes = [...tensors].map(([key, { shape }]): [string, Tensor] => [key, { shape, data: NO_NUMBERS }]);
  try {
    summariseNetwork(network, new Map(shapes), name);
    return undefined;
  } catch (error) {
    if (!(error instanceof GiqError)) throw error;
    const { layer, found, expected } = partsOf(error);
    return { fitted: modules.length, where: layer, found, expected };
  }
}

const NO_NUMBERS = new Float32Array(0);

/** `network-unfit` says `FILE, LAYER: expected …, found …`. */
function partsOf(error: GiqError) {
  const [, layer, expected, found] = /, (.*): expected (.*), found (.*)$/.exec(error.message) ?? [];
  return {
    layer: layer ?? 'network',
    expected: expected ?? 'another network',
    found: found ?? error.message,
  };
}

interface Site {
  readonly modules: readonly WeightModule[];
  readonly start: number;
  readonly tensors: Map<string, StoredTensor>;
  position: number;
  mismatch?: Mismatch;
}

function fitLayers(layers: readonly TemplateLayer[], place: string, site: Site): Layer[] {
  return layers.flatMap((layer, index) =>
    site.mismatch ? [] : fitLayer(layer, `${place}layers[${index}] (${layer.op})`, site),
  );
}

function fitLayer(layer: TemplateLayer, place: string, site: Site): Layer[] {
  switch (layer.op) {
    case 'linear': {
      const found = takeWeighted('linear', layer, place, site);
      return found ? [{ op: 'linear', ...found }] : [];
    }
    case 'conv2d':
    case 'conv_transpose2d': {
      const found = takeWeighted('convolution', layer, place, site);
      const { shape: _, bias: __, ...geometry } = layer;
      return found ? [{ ...geometry, ...found }] : [];
    }
    case 'batch_norm':
      return fitBatchNorm(layer, place, site);
    case 'residual': {
      const inside = fitLayers(layer.layers, `${place}.`, site);
      return [
        { op: 'residual', layers: inside, shortcut: fitLayers(layer.shortcut, `${place} shortcut.`, site) },
      ];
    }
    case 'concat':
      return [
        {
          op: 'concat',
          branches: layer.branches.map((branch, i) => fitLayers(branch, `${place} branches[${i}].`, site)),
        },
      ];
    default:
      return [layer];
  }
}

type Weighted = Extract<TemplateLayer, { readonly op: 'linear' | 'conv2d' | 'conv_transpose2d' }>;

/** Takes the next module, which must be of a kind and shape; gives the names of its weight and bias. */
function takeWeighted(kind: ModuleKind, { shape, bias }: Weighted, place: string, site: Site) {
  const module = site.modules[site.position];
  const weight = module?.parts.get('weight');
  if (module?.kind !== kind || !weight)
    return part(site, place, shape ? `${kind} ${shapeList(shape)}` : kind);
  if (shape && !matches(weight.shape, shape))
    return part(site, `${place}, \`${module.name}\``, shapeList(shape), shapeList(weight.shape));
  const biased = module.parts.has('bias');
  if (bias !== undefined && bias !== biased)
    return part(site, `${place}, \`${module.name}\``, said(bias), said(biased));
  const named = take(module, site);
  return { weight: named('weight'), bias: biased ? named('bias') : null };
}

const said = (bias: boolean): string => (bias ? 'a bias' : 'no bias');

type BatchNorm = Extract<TemplateLayer, { readonly op: 'batch_norm' }>;

function fitBatchNorm({ eps, channels, optional }: BatchNorm, place: string, site: Site): Layer[] {
  const module = site.modules[site.position];
  const found = module?.kind === 'batch_norm' ? module.parts.get('running_mean')?.shape : undefined;
  const fits = found !== undefined && (channels === undefined || found[0] === channels);
  if (!fits && !optional) part(site, place, `batch_norm ${shapeList([channels ?? null])}`);
  if (!fits) return [];
  take(module, site);
  // A batch norm that learns no scale has one that changes nothing.
  for (const [name, value] of Object.entries({ weight: 1, bias: 0 }))
    if (!module.parts.has(name)) site.tensors.set(`${module.name}.${name}`, constant(found, value));
  return [{ op: 'batch_norm', prefix: module.name, eps }];
}

function constant(shape: readonly number[], value: number): StoredTensor {
  return { shape, read: () => ({ shape, data: new Float32Array(shape[0]).fill(value) }) };
}

/** Takes all tensors of a module, and gives their full names. */
function take(module: WeightModule, site: Site): (part: string) => string {
  const named = (name: string) => (module.name === '' ? name : `${module.name}.${name}`);
  for (const [name, tensor] of module.parts) site.tensors.set(named(name), tensor);
  site.position++;
  return named;
}

function part(site: Site, where: string, expected: string, found?: string): undefined {
  site.mismatch ??= {
    ...{ fitted: site.position - site.start, where, expected },
    found: found ?? describeModule(site.modules[site.position]),
  };
  return undefined;
}

function matches(shape: readonly number[], sides: Sides): boolean {
  return shape.length === sides.length && sides.every((side, axis) => side === null || side === shape[axis]);
}
