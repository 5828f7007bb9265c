// A picture enlarged, with the field where the pointer is; arrow keys go on to the next.
(() => {
  'use strict';

  /**
   * @typedef {{ size: number, gauss: Float32Array }} Field
   * @typedef {{ button: HTMLButtonElement, field: Field, repaint: () => void }} Picture
   * @typedef {{ pictures: Picture[], paint: (canvas: HTMLCanvasElement, field: Field) => void }} Detail
   */

  document.addEventListener('giq-pictures', (event) =>
    enlarge(/** @type {CustomEvent<Detail>} */ (event).detail),
  );

  /** @param {Detail} detail */
  function enlarge({ pictures, paint }) {
    const { dialog, title, canvas, caption, reading, back, on, close } = dialogOf();
    let current = 0;

    /** @param {number} index */
    function show(index) {
      current = (index + pictures.length) % pictures.length;
      const { button, field } = pictures[current];
      const lines = [...(button.closest('figure')?.querySelectorAll('figcaption > *') ?? [])];
      const [first, ...others] = lines.map((line) => line.textContent ?? '');
      title.textContent = first;
      caption.textContent = others.join(' · ');
      reading.textContent = '';
      canvas.setAttribute('aria-label', button.getAttribute('aria-label')?.replace('Enlarge: ', '') ?? '');
      paint(canvas, field);
      canvas.style.width = `${widthFor(field.size)}px`;
    }

    pictures.forEach(({ button }, index) =>
      button.addEventListener('click', () => {
        show(index);
        dialog.showModal();
      }),
    );
    back.addEventListener('click', () => show(current - 1));
    on.addEventListener('click', () => show(current + 1));
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => pictures[current].button.focus());
    dialog.addEventListener('keydown', ({ key }) => {
      if (key === 'ArrowLeft') show(current - 1);
      if (key === 'ArrowRight') show(current + 1);
    });
    canvas.addEventListener('pointermove', (event) => {
      reading.textContent = read(event, canvas, pictures[current].field);
    });
  }

  /** As large as fits, each pixel of the patch as many pixels of the screen. @param {number} size */
  function widthFor(size) {
    const room = Math.min(0.88 * innerWidth, 0.7 * innerHeight);
    return size * Math.max(1, Math.floor(room / size));
  }

  /** What the field is where the pointer is. @param {PointerEvent} event @param {HTMLCanvasElement} canvas @param {Field} field */
  function read({ offsetX, offsetY }, canvas, { size, gauss }) {
    const [x, y] = [offsetX / canvas.clientWidth, offsetY / canvas.clientHeight].map((share) =>
      Math.max(0, Math.min(size - 1, Math.floor(share * size))),
    );
    return `column ${x}, row ${y}: ${Math.round(gauss[y * size + x])
      .toString()
      .replace('-', '−')} G`;
  }

  function dialogOf() {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('aria-labelledby', 'zoom-title');
    const title = made('h2', dialog);
    title.id = 'zoom-title';
    const canvas = made('canvas', dialog);
    canvas.setAttribute('role', 'img');
    const caption = made('p', dialog);
    const reading = made('p', dialog);
    reading.className = 'faint reading';
    const [back, on, close] = ['Previous', 'Next', 'Close'].map((label) => {
      const button = made('button', dialog);
      button.type = 'button';
      button.textContent = label;
      dialog.append(' ');
      return button;
    });
    document.body.append(dialog);
    return { dialog, title, canvas, caption, reading, back, on, close };
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {HTMLElement} parent
   */
  function made(name, parent) {
    const element = document.createElement(name);
    parent.append(element);
    return element;
  }
})();
