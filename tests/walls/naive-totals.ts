import { Decimal } from 'decimal.js';
import type { PlainRow, Store } from './rows.ts';

/** A question of `budgetTotals` as plain values; `codes`: first characters of the functional code. */
export interface NaiveQuestion {
  side: string;
  breakdown: string;
  book: string | null;
  scope: 'own' | 'consolidated';
  phase: string;
  datasets: readonly string[];
  under?: string;
  department?: readonly string[];
  years?: readonly number[];
  coverage?: string;
  codes?: string;
  groupBy: readonly ('FISCAL_YEAR' | 'DEPARTMENT' | 'FUNCTION' | 'CURRENCY')[];
  functionLevel?: number;
  withInternal?: boolean;
}

export interface NaiveTotals {
  sums: Record<string, string>;
  lineCount: number;
  withheldCount: number;
  withoutCurrency: { count: number; sum: string | null };
  coverages: string[];
  /** Sums by the groups' identities. */
  groups: Map<string, Record<string, string>>;
  counted: string[];
  notCounted: string[];
  /** Consolidated minus own, by owner and year. */
  differences: Map<string, Record<string, string>>;
  otherScope: string[];
  /** Each amount counted, once each: keys. */
  amounts: string[];
}

Decimal.set({ precision: 60 });

/** The counting rule written down a second time: no SQL, no code of the reader, one amount after the other. */
export function totalsOf(store: Store, question: NaiveQuestion, at?: bigint): NaiveTotals {
  const rows = (table: string, schema = 'disclosed') => rowsAt(store, `${schema}.${table}`, at);
  const departments = new Map(rows('department').map((row) => [String(row.key), row]));
  const territories = new Map(rows('jurisdiction').map((row) => [String(row.key), row]));
  const documents = new Map(rows('budget_document').map((row) => [row.key, row]));
  const tables = new Map(rows('budget_table').map((row) => [row.key, row]));
  const classes = new Map(rows('classification').map((row) => [String(row.key), row]));

  const below = (roots: readonly string[]): Set<string> => {
    const found = new Set(roots);
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      for (const [key, { parent_key }] of departments) if (found.has(String(parent_key))) found.add(key);
    }
    return found;
  };
  const under = question.under === undefined ? null : below([question.under]);
  const exact =
    question.department === undefined
      ? under
      : new Set(question.department.filter((key) => !under || under.has(key)));
  const wide = question.department === undefined ? under : below([...exact!]);
  const isAsked = (department: string | null, scope: string) => {
    const bodies = scope === question.scope ? exact : wide;
    return bodies === null || (department !== null && bodies.has(department));
  };

  // Every amount that could count, with the owner and the table that states it.
  interface Stated {
    amount: PlainRow;
    line: PlainRow;
    table: PlainRow;
    owner: string;
  }
  const stated: Stated[] = [];
  const lines = new Map(rows('budget_line').map((row) => [row.key, row]));
  const whole = (row: PlainRow) =>
    row.phase === question.phase && row.component === 'total' && row.period === null;
  const published = rows('budget_amount').filter(whole);
  const internal = question.withInternal
    ? rows('budget_amount', 'internal').filter(
        (row) => whole(row) && !published.some((other) => other.line_key === row.line_key),
      )
    : [];
  for (const list of [published, internal]) {
    for (const amount of list) {
      const isOvertaken = list.some(
        (other) =>
          other.line_key === amount.line_key &&
          amount.as_of_on !== null &&
          (other.as_of_on === null || String(other.as_of_on) > String(amount.as_of_on)),
      );
      const line = lines.get(amount.line_key);
      const table = line && tables.get(line.table_key);
      const document = table && documents.get(table.document_key);
      if (isOvertaken || !line || !table || !document || line.row_kind !== 'line') continue;
      if (!question.datasets.includes(String(table.dataset_key))) continue;
      if (table.side !== question.side || table.breakdown !== question.breakdown) continue;
      if (table.book !== question.book) continue;
      if (question.years && !question.years.includes(Number(table.fiscal_year))) continue;
      if (question.coverage && table.coverage !== question.coverage) continue;
      const department = (table.department_key ?? line.department_key) as string | null;
      if (!isAsked(department, String(table.scope))) continue;
      const owner =
        department !== null
          ? `d:${department}`
          : document.jurisdiction_key !== null
            ? `j:${document.jurisdiction_key}`
            : `s:${table.dataset_key}`;
      stated.push({ amount, line, table, owner });
    }
  }

  // One table an owner, year and scope.
  const coverages = ['all', 'basic', 'project'];
  const isBetter = (one: PlainRow, other: PlainRow): boolean => {
    const day = (table: PlainRow) => String(documents.get(table.document_key)!.published_on ?? '');
    const marks = (table: PlainRow) => [-coverages.indexOf(String(table.coverage)), Number(table.detail)];
    for (const [index, mark] of marks(one).entries()) {
      if (mark !== marks(other)[index]) return mark > marks(other)[index]!;
    }
    if (day(one) !== day(other)) return day(one) > day(other);
    return Buffer.compare(Buffer.from(String(one.key)), Buffer.from(String(other.key))) < 0;
  };
  const placeOf = ({ owner, table }: Stated, scope = table.scope) =>
    `${owner}\n${table.fiscal_year}\n${scope}`;
  const chosen = new Map<string, Stated>();
  for (const one of stated) {
    const known = chosen.get(placeOf(one));
    if (!known || isBetter(one.table, known.table)) chosen.set(placeOf(one), one);
  }

  const above = (owner: string): Set<string> => {
    const found = new Set([owner]);
    for (const at of found) {
      const key = at.slice(2);
      if (at.startsWith('d:')) {
        const body = departments.get(key);
        if (body?.parent_key) found.add(`d:${body.parent_key}`);
        if (body?.jurisdiction_key) found.add(`j:${body.jurisdiction_key}`);
      } else if (at.startsWith('j:')) {
        const parent = territories.get(key)?.parent_key;
        if (parent) found.add(`j:${parent}`);
      }
    }
    return found;
  };
  const isCovered = (one: Stated): boolean => {
    const others = [...chosen.values()].filter(
      ({ table, owner }) =>
        owner !== one.owner && table.scope === one.table.scope && table.fiscal_year === one.table.fiscal_year,
    );
    if (one.table.scope === 'consolidated') return others.some(({ owner }) => above(one.owner).has(owner));
    return (
      one.owner.startsWith('j:') &&
      others.some(
        ({ owner }) =>
          owner.startsWith('d:') && `j:${departments.get(owner.slice(2))?.jurisdiction_key}` === one.owner,
      )
    );
  };
  const counted = [...chosen.values()].filter((one) => one.table.scope === question.scope && !isCovered(one));
  const isMatched = ({ line }: Stated) =>
    question.codes === undefined || String(line.function_code ?? '').startsWith(question.codes);
  const isCounted = (one: Stated) =>
    counted.some(({ owner, table }) => owner === one.owner && table.key === one.table.key);
  const used = stated.filter((one) => isCounted(one) && isMatched(one));

  const classOf = (key: string): string => {
    let at = classes.get(key);
    while (at && Number(at.level) > question.functionLevel! && classes.has(String(at.parent_key)))
      at = classes.get(String(at.parent_key));
    return at ? String(at.key) : key;
  };
  const coded = (dataset: unknown, code: unknown, name: unknown) =>
    code !== null ? `${dataset}~${code}` : name !== null ? `${dataset}~~${name}` : null;
  const idOf = (by: string, { line, table, amount }: Stated): string | null => {
    switch (by) {
      case 'FISCAL_YEAR':
        return String(table.fiscal_year);
      case 'CURRENCY':
        return amount.currency as string | null;
      case 'DEPARTMENT':
        return (
          ((line.department_key ?? table.department_key) as string | null) ??
          coded(table.dataset_key, null, line.department_name)
        );
      default: {
        const key = line.function_key as string | null;
        if (key === null) return coded(table.dataset_key, line.function_code, line.function_name);
        if (question.functionLevel !== undefined) return classOf(key);
        return line.function_code === null ? key : `${key}~${line.function_code}`;
      }
    }
  };
  const groups = new Map<string, Stated[]>();
  for (const one of used) {
    const key = JSON.stringify(question.groupBy.map((by) => idOf(by, one)));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }

  const tops = [...chosen.values()].filter((one) => one.table.scope === 'consolidated' && !isCovered(one));
  const differences = new Map(
    tops.map((top) => {
      const own = [...chosen.values()].filter(
        (one) =>
          one.table.scope === 'own' &&
          one.table.fiscal_year === top.table.fiscal_year &&
          one.table.coverage === top.table.coverage &&
          above(one.owner).has(top.owner) &&
          !isCovered(one),
      );
      const amountsOf = (of: readonly Stated[]) =>
        stated.filter(
          (one) =>
            isMatched(one) &&
            of.some(({ owner, table }) => owner === one.owner && table.key === one.table.key),
        );
      return [`${top.owner}\n${top.table.fiscal_year}`, sumsOf(amountsOf([top]), sumsOf(amountsOf(own)))];
    }),
  );
  const elsewhere = [...chosen.values()].filter(
    (one) =>
      one.table.scope !== question.scope &&
      !counted.some(
        (here) =>
          here.table.fiscal_year === one.table.fiscal_year &&
          (question.scope === 'own' ? above(here.owner).has(one.owner) : above(one.owner).has(here.owner)),
      ),
  );
  const passed = stated.filter((one) => one.table.scope === question.scope && !isCounted(one));
  const hidden = new Set(rows('withheld').map(({ subject_key }) => subject_key));
  const withheld = [...lines.values()].filter((line) => {
    const table = tables.get(line.table_key);
    const department = (table?.department_key ?? line.department_key) as string | null;
    const owners = counted.filter((one) => one.table.key === line.table_key).map(({ owner }) => owner);
    const isOf =
      department === null
        ? owners.some((owner) => !owner.startsWith('d:'))
        : owners.includes(`d:${department}`);
    const isAskedFor =
      question.codes === undefined || String(line.function_code ?? '').startsWith(question.codes);
    return hidden.has(line.key) && line.row_kind === 'line' && isOf && isAskedFor;
  });
  const without = used.filter(({ amount }) => amount.currency === null);
  return {
    sums: sumsOf(used),
    lineCount: used.length,
    withheldCount: withheld.length,
    withoutCurrency: {
      count: without.length,
      sum: without.length === 0 ? null : add(without).toFixed(),
    },
    coverages: [...new Set(used.map(({ table }) => String(table.coverage)))].sort(),
    groups: new Map([...groups].map(([key, members]) => [key, sumsOf(members)])),
    counted: [...new Set(counted.map(({ table }) => String(table.key)))].sort(),
    notCounted: [...new Set(passed.map(({ table }) => String(table.key)))].sort(),
    differences,
    otherScope: elsewhere.map((one) => `${one.owner}\n${one.table.fiscal_year}`).sort(),
    amounts: used.map(({ amount }) => String(amount.key)),
  };

  function add(members: readonly Stated[]): Decimal {
    return members.reduce((sum, { amount }) => sum.plus(String(amount.amount)), new Decimal(0));
  }
  function sumsOf(members: readonly Stated[], minus: Record<string, string> = {}): Record<string, string> {
    const sums: Record<string, Decimal> = {};
    for (const [currency, amount] of Object.entries(minus)) sums[currency] = new Decimal(amount).negated();
    for (const { amount } of members) {
      const currency = amount.currency as string | null;
      if (currency !== null) sums[currency] = (sums[currency] ?? new Decimal(0)).plus(String(amount.amount));
    }
    return Object.fromEntries(Object.entries(sums).map(([currency, sum]) => [currency, sum.toFixed()]));
  }
}

function rowsAt(store: Store, place: string, at?: bigint): PlainRow[] {
  const current = store.rows.get(place)!;
  if (at === undefined) return current;
  const before = (row: PlainRow) => BigInt(String(row.from_revision)) <= at;
  const versions = store.rows.get(`${place}_version`)!;
  return [
    ...current.filter(before),
    ...versions.filter((row) => before(row) && BigInt(String(row.to_revision)) > at),
  ];
}
