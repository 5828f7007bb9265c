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
    button.textContent = label;
    if (source.closest('td')) shorten(button, label, source);
    button.addEventListener('click', async () => {
      const done = await copied(source);
      status.textContent = done ? 'Copied' : 'Selected';
      if (done) flash(button);
    });
    source.after(' ', button);
  }

  /** In a table there is room for a word; the text stays for those who have it read. @param {HTMLButtonElement} button @param {string} label @param {Element} source */
  function shorten(button, label, source) {
    button.textContent = 'Copy';
    button.setAttribute('aria-label', label);
    button.title = source.textContent ?? '';
    if (!source.classList.contains('whole')) source.classList.add('apart');
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
