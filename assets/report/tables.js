// Columns that sort their table: a click or a key on their name, once upwards, once more downwards.
(() => {
  'use strict';

  for (const table of document.querySelectorAll('table')) {
    if (table.classList.contains('sortable')) makeSortable(table);
  }

  /** @param {HTMLTableElement} table */
  function makeSortable(table) {
    const heads = [...(table.tHead?.rows[0].cells ?? [])].filter((head) => !head.hasAttribute('data-fixed'));
    heads.forEach((head) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const direction = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', direction);
        sort(table.tBodies[0], head.cellIndex, direction === 'ascending' ? 1 : -1);
      });
    });
  }

  /** Missing values stay last, whichever way; equal rows stay as they are. @param {HTMLTableSectionElement} body @param {number} column @param {1 | -1} sign */
  function sort(body, column, sign) {
    const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
    rows.sort((one, other) => {
      if (one.key === undefined || other.key === undefined) {
        return Number(one.key === undefined) - Number(other.key === undefined);
      }
      return sign * compare(one.key, other.key);
    });
    body.append(...rows.map(({ row }) => row));
  }

  /** @param {HTMLTableCellElement} cell */
  function keyOf(cell) {
    if (cell.classList.contains('missing')) return undefined;
    const value = cell.getAttribute('data-value');
    return value === null ? (cell.textContent ?? '') : Number(value);
  }

  /** @param {string | number} one @param {string | number} other */
  function compare(one, other) {
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return String(one).localeCompare(String(other), 'en', { numeric: true });
  }
})();
