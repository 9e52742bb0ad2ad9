import type { Cell, Difference } from './types.ts';

/** One sentence for a report: what does not agree, by how much, and where both sides stand. */
export function differenceText(difference: Difference): string {
  const { titleEn, titleZh, relation, leftTotal, rightTotal, currency, tolerance, kind } = difference;
  const money = currency === null ? '' : ` ${currency}`;
  const verb = relation === '=' ? 'is not' : 'is more than';
  const by = difference.difference.replace(/^-/, '');
  const judgement =
    kind === 'rounding' ? `within the rounding of ${tolerance}` : `beyond the rounding of ${tolerance}`;
  return `${titleZh} (${titleEn}): ${leftTotal}${money} ${verb} ${rightTotal}${money}, a difference of ${by}, ${judgement}. ${sideText(difference.left)} against ${sideText(difference.right)}.`;
}

/** The same for a list that a person reads: the sums, then a line for every cell. */
export function differenceLines(difference: Difference): string[] {
  const { identity, titleZh, titleEn, relation, currency } = difference;
  const sign = relation === '=' ? '≠' : '>';
  const side = (name: string, cells: readonly Cell[]) => {
    const lines = cells.slice(0, named).map((cell) => `  ${name} ${cellText(cell)}`);
    if (cells.length > named) lines.push(`  ${name} and ${cells.length - named} more cells`);
    return lines;
  };
  return [
    `${identity}: ${titleZh} / ${titleEn}`,
    `  ${difference.leftTotal} ${sign} ${difference.rightTotal}${currency === null ? '' : ` ${currency}`}, difference ${difference.difference}, tolerance ${difference.tolerance}`,
    ...side('left ', difference.left),
    ...side('right', difference.right),
  ];
}

/** So many cells are named; a long list says how many more there are. */
const named = 12;

function sideText(cells: readonly Cell[]): string {
  const texts = cells.slice(0, named).map(cellText);
  if (cells.length > named) texts.push(`and ${cells.length - named} more cells`);
  return texts.join(' + ');
}

/** A cell in words: value as published, row, column, table, sheet, page, cell. */
export function cellText(cell: Cell): string {
  const value = cell.value === '' ? 'nothing' : cell.unit ? `${cell.value} ${cell.unit}` : cell.value;
  const place = [
    `"${cell.table}"`,
    cell.sheet !== null && cell.sheet !== cell.table ? `sheet "${cell.sheet}"` : '',
    cell.page === null ? '' : `page ${cell.page}`,
    cell.row === null ? '' : `row ${cell.row}`,
    cell.cell === null ? '' : `cell ${cell.cell}`,
  ];
  const row = [cell.label, cell.column].filter(Boolean).join(', ');
  return `${value} (${[row, ...place].filter(Boolean).join(', ')})`;
}
