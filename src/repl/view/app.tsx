import { Box, Static, Text, useCursor, useStdout } from 'ink';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Repl } from '../repl.js';
import { SteerPanel } from '../steer/panel.js';
import type { SteerView } from '../steer/rows.js';
import { screenOf, type ScreenSize } from './screen.js';

interface AppProps {
  readonly repl: Repl;
  readonly now: () => number;
  /** Gets what writes above the drawing. */
  readonly onReady?: (write: (text: string) => void) => void;
}

/** The whole REPL: what was printed goes up into the scrollback, the rest is drawn anew beneath it. */
export function App({ repl, now, onReady }: AppProps) {
  const state = useSyncExternalStore(repl.store.subscribe, repl.store.get);
  const size = useScreenSize();
  const { write } = useStdout();
  useEffect(() => onReady?.(write), [onReady, write]);
  const { setCursorPosition } = useCursor();
  const { rows, cursor } = screenOf(state, { ...size, surroundings: repl.surroundings, now: now() });
  setCursorPosition(state.panel ? undefined : cursor);
  const panel: SteerView | undefined = state.panel && {
    ...state.panel,
    columns: size.columns - 1,
    rows: size.rows - 1,
    style: { colour: repl.colours, map: state.map },
  };
  return (
    <>
      <Static items={[...state.transcript]}>{({ id, text }) => <Text key={id}>{text}</Text>}</Static>
      {panel ? <SteerPanel view={panel} /> : <Rows rows={rows} />}
    </>
  );
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
