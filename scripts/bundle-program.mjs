/**
 * Puts the program's own modules into few files: a query needs four hundred of them, and finding and opening each takes
 * longer than all that they do. Parts that load late stay files of their own, and so do packages that are large or native.
 *
 * Every module goes on believing that it lies where tsc put it, so that what it looks for beside itself (workers, worlds,
 * the manifest of the package) is found. Without the bundle everything runs, only later.
 */
import { posix, relative, sep } from 'node:path';
import { build } from 'vite';

const OUT = 'dist/program';

/** Native packages, and large ones that few scripts need: they are found in node_modules when they are asked for. */
const APART =
  /^(@resvg|@tensorflow|h5wasm|hnswlib-node|hyparquet|ink|onnxruntime-node|pdfkit|pg|react|svg-to-pdfkit|vega)/;

/** Where a module lay before it was bundled, as seen from the bundle. */
const keepLocation = {
  name: 'keep-location',
  resolveImportMeta(property, { moduleId }) {
    if (property !== 'url') return null;
    const path = relative(OUT, moduleId).split(sep).join(posix.sep);
    return `new URL(${JSON.stringify(path)}, import.meta.url).href`;
  },
};

/**
 * A segmenter of graphemes takes 20 ms to make, which `string-width` does when it is loaded although most texts need none.
 * Should that line of it change, it is only made early again.
 */
const segmentLater = {
  name: 'segment-later',
  transform: (code, id) =>
    /[\\/]string-width[\\/]index\.js$/.test(id)
      ? code.replace(
          'const segmenter = new Intl.Segmenter();',
          'let made; const segmenter = { segment: (text) => (made ??= new Intl.Segmenter()).segment(text) };',
        )
      : undefined,
};

await build({
  configFile: false,
  logLevel: 'warn',
  plugins: [keepLocation, segmentLater],
  esbuild: { minifyIdentifiers: false, minifySyntax: true, minifyWhitespace: true },
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'dist/main.js',
    outDir: OUT,
    target: 'node20',
    minify: 'esbuild',
    rollupOptions: {
      external: APART,
      output: { entryFileNames: 'main.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
