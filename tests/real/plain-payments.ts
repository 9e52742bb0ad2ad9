import { readdirSync } from 'node:fs';
import { sharedData } from '../shared-folder.ts';
import { exact, plainRecords, Sums } from './plain-csv.ts';

/** Payments of a spending list by a plain reading of it. */
export interface PlainPayments {
  rows: number;
  negative: number;
  /** Year of payment → count: sum. */
  byYear: Record<string, string>;
  /** Payee as published → count: sum. */
  byPayee: Record<string, string>;
  /** Body that pays, as the profile calls it → count: sum. */
  byPayer: Record<string, string>;
}

export interface RealPayments {
  name: string;
  file: string;
  profile: string;
  /** Running numbers without a payment stand in the file: rows that say nothing. */
  blank: number;
  plain: () => PlainPayments;
}

const bodies: Record<string, string> = {
  GPA: 'GOVERNMENT PROPERTY AGENCY',
  CCS: 'CROWN COMMERCIAL SERVICE',
  'Crown Commercial Service': 'CROWN COMMERCIAL SERVICE',
};

function cell(row: Record<string, string>, ...heads: string[]): string {
  const head = heads.find((name) => row[name] !== undefined);
  if (head === undefined) throw new Error(`None of ${heads.join(', ')} in ${Object.keys(row).join(', ')}`);
  return row[head]!.trim();
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Year of a date, `2022-04-29` or `Friday, April 29, 2022`. */
function yearOf(date: string): string {
  const [, iso, word, spelled] = /^(?:(\d{4})-\d\d-\d\d|\w+, (\w+) \d+, (\d{4}))$/.exec(date) ?? [];
  if (iso === undefined && !months.includes(word!)) throw new Error(`Not a date: "${date}"`);
  return iso ?? spelled!;
}

function read(file: string): PlainPayments {
  const years = new Sums();
  const payees = new Sums();
  const payers = new Sums();
  let rows = 0;
  let negative = 0;
  for (const row of plainRecords(file)) {
    const amount = cell(row, 'Amount', 'Net Amount');
    if (amount === '') continue;
    const value = exact(amount);
    const body =
      row['Organisational Unit'] !== undefined
        ? 'Manchester City Council'
        : cell(row, 'Entity', 'Body Name', 'ï»¿Body Name');
    rows += 1;
    if (value < 0n) negative += 1;
    years.add(yearOf(cell(row, 'Payment Date', 'Date', 'Invoice Payment Date')), value);
    payees.add(cell(row, 'Beneficiary Name', 'Supplier', 'Supplier Name'), value);
    payers.add(bodies[body] ?? body, value);
  }
  return { rows, negative, byYear: years.plain(), byPayee: payees.plain(), byPayer: payers.plain() };
}

const list = (name: string, file: string, profile: string, blank = 0): RealPayments => ({
  name,
  file,
  profile,
  blank,
  plain: () => read(file),
});

export const manchester = list(
  'Manchester 2010-2022',
  'spending/uk-manchester/spending-2010-2022.csv.gz',
  'manchester-spending',
);

const filesOf = (folder: string) =>
  readdirSync(sharedData(folder))
    .filter((name) => name.endsWith('.csv'))
    .sort();

/** Five months of Manchester and fourteen of the Cabinet Office, each as published. */
export function monthlyLists(): RealPayments[] {
  const council = 'spending/uk-manchester/as-published';
  const office = 'spending/uk-cabinet-office-over-25k';
  return [
    ...filesOf(council).map((file) =>
      list(`Manchester ${file}`, `${council}/${file}`, 'manchester-spending-month'),
    ),
    ...filesOf(office).map((file) =>
      list(
        `Cabinet Office ${file}`,
        `${office}/${file}`,
        'uk-spending-over-25k',
        file === '2022-04.csv' ? 60 : 0,
      ),
    ),
  ];
}
