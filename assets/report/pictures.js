// Magnetograms on canvases, in the range and the colours that the reader chooses.
(() => {
  'use strict';

  /** Gauss at black and at white of the pictures in the file. */
  const LIMIT = 1000;

  const view = /** @type {HTMLFieldSetElement | null} */ (document.getElementById('view'));
  const range = /** @type {HTMLInputElement | null} */ (document.getElementById('range'));
  const shown = document.getElementById('range-shown');
  if (!view || !range || !shown || typeof DecompressionStream === 'undefined') return;
  const colours = JSON.parse(document.getElementById('giq-colours')?.textContent ?? '{}');

  /** @param {string} base64 */
  function bytesOf(base64) {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes */
  async function inflated(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /**
   * The pixels of a grey PNG whose rows are not filtered, as giq writes it: its chunks are length, name, content, checksum.
   *
   * @param {Uint8Array<ArrayBuffer>} png
   */
  async function levelsOf(png) {
    const numbers = new DataView(png.buffer);
    const size = numbers.getUint32(16);
    let start = 8;
    while (numbers.getUint32(start + 4) !== 0x49444154) start += 12 + numbers.getUint32(start);
    const rows = await inflated(png.subarray(start + 8, start + 8 + numbers.getUint32(start)));
    return {
      size,
      levelAt: (/** @type {number} */ x, /** @type {number} */ y) => rows[y * (size + 1) + 1 + x],
    };
  }

  /**
   * The field in gauss: a grey level and the quarter of it that each pixel lies in.
   *
   * @param {HTMLImageElement} image
   */
  async function fieldOf(image) {
    const { size, levelAt } = await levelsOf(bytesOf(image.src.slice(image.src.indexOf(',') + 1)));
    const quarters = bytesOf(image.dataset.quarters ?? '');
    const gauss = Float32Array.from({ length: size * size }, (_, index) => {
      const quarter = (quarters[index >> 2] >> (2 * (index & 3))) & 3;
      const level = levelAt(index % size, Math.floor(index / size)) - 0.5 + (quarter + 0.5) / 4;
      return Math.max(-LIMIT, Math.min(LIMIT, ((2 * level) / 255 - 1) * LIMIT));
    });
    return { size, gauss };
  }

  /** Paints a field as the controls say. @param {HTMLCanvasElement} canvas @param {{ size: number, gauss: Float32Array }} field */
  function paint(canvas, { size, gauss }) {
    const limit = Number(range?.value);
    const map = view?.querySelector('input:checked')?.getAttribute('value') ?? 'grey';
    const picture = new ImageData(size, size);
    const words = new Uint32Array(picture.data.buffer);
    const table = tableOf(map);
    gauss.forEach((value, index) => {
      const place = Math.round(((value / limit + 1) / 2) * 255);
      words[index] = table[Math.max(0, Math.min(255, place))];
    });
    canvas.width = canvas.height = size;
    canvas.getContext('2d')?.putImageData(picture, 0, 0);
  }

  /** The 256 colours of a map as opaque pixels. @param {string} map */
  function tableOf(map) {
    const digits = colours[map];
    const bytes = Uint8Array.from({ length: 1024 }, (_, index) => {
      const at = 6 * (index >> 2) + 2 * (index & 3);
      return index % 4 === 3 ? 255 : parseInt(digits.slice(at, at + 2), 16);
    });
    return new Uint32Array(bytes.buffer);
  }

  /** Puts a button with the canvas where the picture was. @param {HTMLImageElement} image */
  async function replaced(image) {
    const field = await fieldOf(image);
    const canvas = document.createElement('canvas');
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('aria-label', `Enlarge: ${image.alt}`);
    button.append(canvas);
    const repaint = () => paint(canvas, field);
    repaint();
    image.replaceWith(button);
    return { button, field, repaint };
  }

  async function start() {
    const images = [...document.querySelectorAll('.patch img')];
    const pictures = await Promise.all(
      images.map((image) => replaced(/** @type {HTMLImageElement} */ (image))),
    );
    /** For zoom.js, which enlarges them and paints as they are painted. */
    document.dispatchEvent(new CustomEvent('giq-pictures', { detail: { pictures, paint } }));
    view?.addEventListener('input', () => {
      if (shown) shown.textContent = `±${range?.value} G`;
      pictures.forEach(({ repaint }) => repaint());
    });
    view?.removeAttribute('hidden');
  }

  void start();
})();
