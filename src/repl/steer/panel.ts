import { Box, Text } from 'ink';
import { createElement, type ReactElement } from 'react';
import { steerRows, type SteerView } from './rows.js';

/** The steering panel. Draws what it is given, and nothing else: keys and models are its owner's business. */
export function SteerPanel({ view }: { readonly view: SteerView }): ReactElement {
  const rows = steerRows(view).map((row, index) =>
    createElement(Text, { key: index, wrap: 'truncate' }, row || ' '),
  );
  return createElement(Box, { flexDirection: 'column' }, ...rows);
}
