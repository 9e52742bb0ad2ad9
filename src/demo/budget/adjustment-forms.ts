import type { Adjustment } from './adjustments.ts';
import { adjustmentsOf } from './adjustments.ts';
import type { Document } from './documents.ts';
import { wan } from './form.ts';
import { byFunction, type Item, total, totalOf } from './item.ts';
import { type Printed, Printer, sumCell } from './print.ts';

/** A budget as it was changed during the year: every class before and after, and each decision. */
export function adjustmentTables(document: Document): Printed[] {
  const printer = new Printer(document);
  const { approved, adjusted, own } = document.statement;
  const table = printer.form('01', '预算调整表', [
    ['科目编码'],
    ['科目名称'],
    ['年初预算数'],
    ['调整预算数'],
  ]);
  const after = (of: readonly Item[]) =>
    adjusted.filter((one) => of.some(({ code, book }) => code === one.code && book === one.book));
  for (const { code, name, of } of byFunction(approved))
    table.row(code, name, sumCell(of, totalOf), sumCell(after(of), totalOf));
  table.row('合计', null, sumCell(approved, totalOf), sumCell(adjusted, totalOf)).mergeAcross(1, 2);

  const decisions = own.flatMap((one): readonly Adjustment[] => adjustmentsOf(one.body, one.year));
  const list = printer.form('02', '预算调整事项表', [
    ['科目编码'],
    ['科目名称'],
    ['调整金额'],
    ['批准日期'],
    ['批准机关'],
    ['批准文号'],
    ['调整原因'],
  ]);
  for (const one of decisions) {
    const name = approved.find(({ code }) => code === one.code)!.name;
    list.row(one.code, name, wan(one.amount), one.decidedOn, one.authority, one.number, one.reason);
  }
  list.row('合计', null, wan(total(decisions, (one) => one.amount)));
  return printer.published([
    { code: 'adjusted-by-function', sheet: table.sheet },
    { code: 'decisions', sheet: list.sheet },
  ]);
}
