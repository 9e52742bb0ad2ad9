import type { CellContent } from '../../importers/table/write/xlsx.ts';
import { bodyOf, territoryOf } from '../city.ts';
import type { Fen } from '../money.ts';
import { type Document, markOf } from './documents.ts';
import { Form, type FormSheet, type HeadOf, wan } from './form.ts';
import { type Item, total } from './item.ts';
import { misprints, missingTables } from './planted.ts';

/** A table of a document as it is printed; `code` is the name that its layout has. */
export interface Printed {
  code: string;
  sheet: FormSheet;
}

export function titleOf({ body, scope, year, kind }: Document): string {
  const words = { budget: '预算', finalAccount: '决算', adjustment: '预算调整' }[kind];
  return `${bodyOf(body).nameZh}${year}年${scope === 'own' ? '单位' : '部门'}${words}`;
}

/** Prints the tables of one document. */
export class Printer {
  readonly name: string;
  private readonly line: string;
  private readonly mark: string;

  constructor(readonly document: Document) {
    const { body, scope, kind, approvedOn, publishedOn, number } = document;
    this.mark = markOf(document);
    this.name = bodyOf(body).nameZh;
    const isOwn = scope === 'own';
    const who = `${kind === 'finalAccount' ? '公开' : '编制'}${isOwn ? '单位' : '部门'}`;
    this.line = [
      `${who}：${this.name}`,
      `单位代码：${body}`,
      `文件：${titleOf(document)}`,
      `辖区：${territoryOf(body).nameZh}`,
      `文号：${number}`,
      `批复日期：${approvedOn}`,
      `公开日期：${publishedOn}`,
    ].join(' ');
  }

  /** The body in the notes of empty tables: 本部门, 本单位. */
  get self(): string {
    return this.document.scope === 'own' ? '本单位' : '本部门';
  }

  form(number: string, title: string, heads: readonly HeadOf[], unit: string | null = '万元'): Form {
    const { body, scope, year } = this.document;
    const sheet = `${body}${scope === 'own' ? '单位' : ''} ${number} ${title}`.slice(0, 31);
    return new Form(sheet, `${year}年${title}`, { body: this.line, unit }, heads);
  }

  /** The total of a table, with what was planted wrong in it. */
  total(table: string, amount: Fen): CellContent {
    const { body, scope, year, kind } = this.document;
    const wrong = misprints.find(
      (one) =>
        one.table === table &&
        one.body === body &&
        one.scope === scope &&
        one.year === year &&
        one.kind === kind,
    );
    return wan(amount + (wrong?.added ?? 0n));
  }

  /** Tables that were published. */
  published(tables: readonly Printed[]): Printed[] {
    return tables.filter(
      ({ code }) => !missingTables.some(([mark, table]) => mark === this.mark && table === code),
    );
  }
}

export const sumCell = <T>(rows: readonly T[], part: (row: T) => Fen): CellContent => wan(total(rows, part));

export const ofBook = <T extends Item>(items: readonly T[], book: Item['book']): T[] =>
  items.filter((item) => item.book === book);

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 一, 二 … 十, 十一 … as forms number their rows. */
export function numeral(number: number): string {
  const tens = Math.floor(number / 10);
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`}${digits[number % 10]}`;
}
