/** Results as JSON: docs/output.md describes it, docs/output.schema.json is its schema. */
import { parameterNamed } from '../physics/parameters/index.js';
import { quantities, type Quantity as Measured } from '../physics/quantity.js';
import { roundSignificant } from '../render/number.js';
import type { Context } from './context.js';
import { geometryOf } from './measuring.js';
import { allQuantities, measured, type Quantity } from './quantities.js';
import type {
  DocumentResult,
  OutputCalibration,
  OutputDocument,
  OutputInversion,
  OutputItem,
  OutputMatch,
  OutputQuantity,
} from './output-document.js';
import type { Provenance } from './provenance.js';
import {
  itemsOf,
  type Cell,
  type Item,
  type ItemCalibration,
  type ItemInversion,
  type Match,
  type Value,
} from './values.js';

/** Digits that are printed: float32 arithmetic differs between engines in the seventh. */
const DIGITS = 5;

/** The whole document of `--format json` and of a saved .json file. */
export function documentOf(provenance: Provenance, results: readonly DocumentResult[]): OutputDocument {
  const { giq, language, world, engine, random, script } = provenance;
  return { giq, language, world, engine, random, script, results: [...results] };
}

/** One value as JSON, measured where it has pictures. */
export async function resultOf(value: Value, statement: number, context: Context): Promise<DocumentResult> {
  const parameters =
    value.kind === 'table' ? [] : await measured(itemsOf(value), allQuantities(context), context);
  switch (value.kind) {
    case 'latents':
    case 'patches':
      return { statement, type: value.kind, items: value.items.map((item) => outputItem(item, parameters)) };
    case 'matches': {
      const items = value.queries.map(({ query, matches }) => ({
        query: outputItem(query, parameters),
        matches: matches.map((match) => outputMatch(match, parameters)),
      }));
      return { statement, type: 'matches', ...(value.search && { search: value.search }), items };
    }
    case 'table':
      return {
        statement,
        type: 'table',
        columns: [...value.columns],
        rows: value.rows.map((row) => row.map(outputCell)),
      };
  }
}

function outputItem(item: Item, parameters: readonly Quantity[]): OutputItem {
  const z = item.latent && [...item.latent].map((component) => roundSignificant(component, 6));
  return {
    id: item.id,
    ...(z && { z }),
    parameters: outputParameters(item, parameters),
    ...(Object.keys(item.meta).length > 0 && { meta: { ...item.meta } }),
    ...(item.calibration && { calibration: outputCalibration(item, item.calibration) }),
    ...(item.inversion && { inversion: outputInversion(item.inversion) }),
  };
}

function outputCalibration(
  item: Item,
  { reached, iterations, parameters }: ItemCalibration,
): OutputCalibration {
  const quantity = (name: string, raw: number) => {
    const { also: _, ...primary } = quantities(parameterNamed(name)!, raw, geometryOf(item));
    return outputQuantity(primary);
  };
  const entries = parameters.map(({ parameter, before, requested, achieved }) => [
    parameter,
    {
      before: quantity(parameter, before),
      ...(requested !== undefined && { requested: quantity(parameter, requested) }),
      achieved: quantity(parameter, achieved),
    },
  ]);
  return { reached, iterations, parameters: Object.fromEntries(entries) };
}

function outputInversion({ residual, relative, correlation, start }: ItemInversion): OutputInversion {
  const [share, likeness] = [relative, correlation].map((value) => outputQuantity({ value, unit: '' }).value);
  return {
    residual: outputQuantity({ value: residual, unit: 'kG' }),
    relative: share,
    correlation: likeness,
    start,
  };
}

function outputMatch({ rank, distance, score, item }: Match, parameters: readonly Quantity[]): OutputMatch {
  const { distance: _distance, rank: _rank, score: _score, ...meta } = item.meta;
  return {
    rank,
    id: item.id,
    distance: roundSignificant(distance, DIGITS),
    ...(score !== undefined && { score: roundSignificant(score, DIGITS) }),
    parameters: outputParameters(item, parameters),
    meta,
  };
}

function outputParameters(item: Item, parameters: readonly Quantity[]): Record<string, OutputQuantity> {
  return Object.fromEntries(
    parameters.map(({ name, measurement }) => {
      const { also, ...primary } = measurement(item);
      const others = also.map(outputQuantity);
      return [name, { ...outputQuantity(primary), ...(others.length > 0 && { also: others }) }];
    }),
  );
}

function outputQuantity({ value, unit }: Measured) {
  return { value: Number.isNaN(value) ? null : roundSignificant(value, DIGITS), unit };
}

function outputCell(cell: Cell): Cell {
  return typeof cell === 'number' ? roundSignificant(cell, DIGITS) : cell;
}
