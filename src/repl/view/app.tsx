import { Box, Text, useStdout } from 'ink';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Repl } from '../repl.js';
import { SteerPanel } from '../steer/panel.js';
import type { SteerView } from '../steer/rows.js';
import type { Frame } from './frame.js';
import { screenOf, type ScreenSize } from './screen.js';

interface AppProps {
  readonly repl: Repl;
  readonly now: () => number;
  /** Is told of every drawing what is not in its rows. */
  readonly onLook: (look: Omit<Frame, 'rows'>) => void;
}

/** All that is drawn anew: the prompt with what stands beneath it, or the panel. */
export function App({ repl, now, onLook }: AppProps) {
  const state = useSyncExternalStore(repl.store.subscribe, repl.store.get);
  const size = useScreenSize();
  const { panel } = state;
  if (panel) {
    onLook({ isFull: true });
    const style = { colour: repl.colours, map: state.map };
    const view: SteerView = { ...panel, columns: size.columns - 1, rows: size.rows, style };
    return <SteerPanel view={view} />;
  }
  const { rows, cursor } = screenOf(state, { ...size, surroundings: repl.surroundings, now: now() });
  onLook({ isFull: false, cursor });
  return <Rows rows={rows} />;
}

/** Rows that are laid out already. */
function Rows({ rows }: { readonly rows: readonly string[] }) {
  return (
    <Box flexDirection="column">
      {rows.map((row, index) => (
        <Text key={index} wrap="truncate">
          {row || ' '}
        </Text>
      ))}
    </Box>
  );
}

function useScreenSize(): ScreenSize {
  const { stdout } = useStdout();
  const measure = () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
  const [size, setSize] = useState(measure);
  useEffect(() => {
    const resized = () => setSize(measure());
    stdout.on('resize', resized);
    return () => void stdout.off('resize', resized);
  }, [stdout]);
  return size;
}
