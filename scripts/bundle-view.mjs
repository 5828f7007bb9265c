/**
 * Puts the REPL's view, Ink and React into one file beside the compiled one: Ink alone is some four hundred small files,
 * and finding them takes longer than all else until the prompt. Without the bundle the REPL starts, only later.
 */
import { build } from 'vite';

await build({
  configFile: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env["DEV"]': '"false"' },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'dist/repl/view/mount.js',
    outDir: 'dist/repl/view/bundle',
    target: 'node20',
    minify: 'esbuild',
    rollupOptions: { external: ['react-devtools-core', /^@resvg/], output: { entryFileNames: 'mount.js' } },
  },
});
