/**
 * Damerau-Levenshtein distance (optimal string alignment): the least number of insertions, deletions, substitutions and
 * swaps of neighbours that turn one word into the other.
 */
export function editDistance(first: string, second: string): number {
  const [a, b] = [[...first], [...second]];
  const rows: number[][] = [b.map((_, j) => j)];
  rows[0].push(b.length);
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) rows[i].push(cheapest(rows, a, b, i, j));
  }
  return rows[a.length][b.length];
}

function cheapest(
  rows: readonly number[][],
  a: readonly string[],
  b: readonly string[],
  i: number,
  j: number,
): number {
  const substitution = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
  const plain = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, substitution);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(plain, rows[i - 2][j - 2] + 1) : plain;
}
