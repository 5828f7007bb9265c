// A button beside everything that is worth copying.
(() => {
  'use strict';

  const status = document.createElement('p');
  status.className = 'apart';
  status.setAttribute('role', 'status');
  document.querySelector('main')?.append(status);

  for (const source of document.querySelectorAll('[data-copy]')) {
    const label = source.getAttribute('data-copy') ?? 'Copy';
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = source.tagName === 'PRE' ? label : 'Copy';
    button.setAttribute('aria-label', label);
    button.addEventListener('click', async () => {
      const done = await copied(source);
      status.textContent = done ? 'Copied' : 'Selected';
      if (done) flash(button);
    });
    source.after(' ', button);
  }

  /** Copies the text, or where the browser refuses selects it, for the reader to copy. @param {Element} source */
  async function copied(source) {
    try {
      await navigator.clipboard.writeText(source.textContent ?? '');
      return true;
    } catch {
      getSelection()?.selectAllChildren(source);
      return false;
    }
  }

  /** @param {HTMLButtonElement} button */
  function flash(button) {
    const before = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = before), 1500);
  }
})();
