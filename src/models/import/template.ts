import type { Layer, Network } from '../network.js';

/** Sides of a weight; null where a network may have any. */
export type Sides = readonly (number | null)[];

interface Weighted {
  /** Shape of the weight. */
  readonly shape?: Sides;
  /** Undefined where a network may have one or not. */
  readonly bias?: boolean;
}

/** Layers without weights of their own. */
type PlainLayer = Exclude<Layer, { readonly op: WeightedOp | 'concat' | 'residual' }>;
type WeightedOp = 'linear' | 'conv2d' | 'conv_transpose2d' | 'batch_norm' | 'concat_constant' | 'concat_maps';

/** A layer whose weights are to be found in a checkpoint by their order and shape. */
export type TemplateLayer =
  | PlainLayer
  | ({ readonly op: 'linear' } & Weighted)
  | ({ readonly op: 'conv2d'; readonly stride: number; readonly padding: number } & Weighted)
  | ({
      readonly op: 'conv_transpose2d';
      readonly stride: number;
      readonly padding: number;
      readonly output_padding?: number;
    } & Weighted)
  | {
      readonly op: 'batch_norm';
      readonly eps: number;
      readonly channels?: number;
      /** Whether a network may do without it. */
      readonly optional?: boolean;
    }
  | {
      readonly op: 'residual';
      readonly layers: readonly TemplateLayer[];
      readonly shortcut: readonly TemplateLayer[];
    }
  | { readonly op: 'concat'; readonly branches: readonly (readonly TemplateLayer[])[] };

/** A network whose weights are in a checkpoint. */
export interface NetworkTemplate {
  /** For messages. */
  readonly name: string;
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly layers: readonly TemplateLayer[];
}

/** Whether some of its tensors belong to no module: such a network is found by names alone. */
export function hasConstants({ layers }: Network): boolean {
  return JSON.stringify(layers).includes('"op":"concat_');
}

/** A layer list without constants as a template: the names of its weights do not count, their order does. */
export function templateOf({ input, output, layers }: Network, name: string): NetworkTemplate {
  return { name, input, output, layers: layers.map(templateLayer) };
}

function templateLayer(layer: Layer): TemplateLayer {
  switch (layer.op) {
    case 'linear':
      return { op: 'linear', bias: layer.bias !== null };
    case 'conv2d':
    case 'conv_transpose2d': {
      const { weight: _, bias, ...rest } = layer;
      return { ...rest, bias: bias !== null };
    }
    case 'batch_norm':
      return { op: 'batch_norm', eps: layer.eps };
    case 'residual':
      return {
        op: 'residual',
        layers: layer.layers.map(templateLayer),
        shortcut: layer.shortcut.map(templateLayer),
      };
    case 'concat':
      return { op: 'concat', branches: layer.branches.map((branch) => branch.map(templateLayer)) };
    case 'concat_constant':
    case 'concat_maps':
      throw new Error('a constant has no place in the order of modules: see hasConstants');
    default:
      return layer;
  }
}

/** The names of all weights of a layer list, those of batch norms part by part. */
export function weightNames(layers: readonly Layer[]): readonly string[] {
  return layers.flatMap((layer): readonly string[] => {
    switch (layer.op) {
      case 'linear':
      case 'conv2d':
      case 'conv_transpose2d':
        return layer.bias === null ? [layer.weight] : [layer.weight, layer.bias];
      case 'batch_norm':
        return ['running_mean', 'running_var'].map((part) => `${layer.prefix}.${part}`);
      case 'concat_constant':
      case 'concat_maps':
        return [layer.tensor];
      case 'residual':
        return weightNames([...layer.layers, ...layer.shortcut]);
      case 'concat':
        return weightNames(layer.branches.flat());
      default:
        return [];
    }
  });
}
