import type {
  ClassificationEntry,
  Found,
  LookupResult,
  NotFound,
  Printed,
  SchemeEdition,
} from './classification-lookup.ts';

interface Period {
  from: string;
  to: string;
}

/** The editions of one scheme, by code and by name. */
export class ClassificationIndex {
  private readonly byCode = new Map<string, ClassificationEntry[]>();
  private readonly byName = new Map<string, ClassificationEntry[]>();
  /** Codes of every edition begin with the code of their parent. */
  private readonly isNested: boolean;
  /** By time: classes of other editions that were met with code and name, so that they hold at that time too. */
  private readonly confirmed = new Map<string, Map<string, ClassificationEntry>>();

  constructor(
    /** In order of their validity. */
    readonly editions: readonly SchemeEdition[],
    entries: readonly ClassificationEntry[],
  ) {
    this.editions = [...editions].sort((a, b) => compare(a.validFrom ?? '', b.validFrom ?? ''));
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    const order = new Map(this.editions.map((one, place) => [one.key, place]));
    const place = (entry: ClassificationEntry) => order.get(entry.schemeKey) ?? 0;
    for (const entry of [...entries].sort((a, b) => place(a) - place(b))) {
      push(this.byCode, squeezed(entry.code), entry);
      for (const name of new Set([entry.name, entry.nameZh, entry.nameEn])) {
        if (name) push(this.byName, plainName(name), entry);
      }
    }
    const children = entries.filter((entry) => entry.parentKey !== null);
    this.isNested =
      children.length > 0 &&
      children.every((entry) => entry.code.startsWith(byKey.get(entry.parentKey!)?.code ?? '\0'));
  }

  find(when: number | string | null, printed: Printed): LookupResult {
    const code = printed.code ? squeezed(printed.code) : '';
    const name = printed.name ? plainName(printed.name) : '';
    const period = periodOf(when);
    const current = period ? this.editions.filter((one) => overlaps(one, period)) : [];
    const isCurrent = (entry: ClassificationEntry) =>
      current.some((one) => one.key === entry.schemeKey) && (!period || overlaps(entry, period));
    const alike = (code && this.byCode.get(code)) || [];
    const same = alike.filter((row) => row.code === printed.code);
    const coded = same.length > 0 ? same : alike;
    const named = this.withName(name, printed.under ? squeezed(printed.under) : '');

    const result = code
      ? this.byCodeAndName(coded, named, isCurrent, printed, period)
      : this.byNameAlone(named, isCurrent, printed, period);
    if (result) {
      if (code && result.row && result.remark === 'otherEdition') this.confirm(when, code, result.row);
      return result;
    }
    return this.notFound(code, printed, when, current, isCurrent);
  }

  private withName(name: string, under: string): ClassificationEntry[] {
    const rows = (name && this.byName.get(name)) || [];
    return under ? rows.filter((row) => this.lies(row, under)) : rows;
  }

  private lies(row: ClassificationEntry, under: string): boolean {
    const wider = this.byCode.get(under)?.find((one) => one.schemeKey === row.schemeKey);
    if (!wider) return false;
    return row.parentKey === wider.key || (this.isNested && row.code.startsWith(wider.code) && row !== wider);
  }

  private byCodeAndName(
    coded: readonly ClassificationEntry[],
    named: readonly ClassificationEntry[],
    isCurrent: (entry: ClassificationEntry) => boolean,
    printed: Printed,
    period: Period | null,
  ): LookupResult | null {
    const both = coded.filter((row) => named.includes(row));
    const exact = both.filter(isCurrent);
    // Two editions may hold in one year; where both say the same, the later one counts.
    if (exact.length > 0) return found(last(exact), null);
    const rows = coded.filter(isCurrent);
    const row = rows.length > 0 ? last(rows) : undefined;
    if (row && named.some((one) => leadsTo(one, row)))
      return found(row, 'formerName', formerName(row, printed));
    const agreed = this.nearest(both, period);
    if (agreed) return found(agreed, 'otherEdition', otherEdition(agreed, printed, period));
    if (!row) return null;
    if (new Set(rows.map((one) => plainName(one.name))).size > 1) return this.ambiguous(rows, printed);
    if (!printed.name) return found(row, null);
    return found(row, 'otherName', `"${printed.name}" is printed for ${describe(row)}.`);
  }

  private byNameAlone(
    named: readonly ClassificationEntry[],
    isCurrent: (entry: ClassificationEntry) => boolean,
    printed: Printed,
    period: Period | null,
  ): LookupResult | null {
    if (named.length === 0) return null;
    const rows = named.filter(isCurrent);
    if (rows.length > 0) {
      if (new Set(rows.map((row) => row.code)).size > 1) return this.ambiguous(rows, printed);
      return found(last(rows), null);
    }
    const successors = named.flatMap((row) =>
      [...this.byCode.values()].flat().filter((one) => isCurrent(one) && leadsTo(row, one)),
    );
    if (successors.length > 0) {
      if (new Set(successors.map((row) => row.code)).size > 1) return this.ambiguous(successors, printed);
      const row = last(successors);
      return found(row, 'formerName', formerName(row, printed));
    }
    if (new Set(named.map((row) => row.code)).size > 1) return this.ambiguous(named, printed);
    const row = this.nearest(named, period)!;
    return found(row, 'otherEdition', otherEdition(row, printed, period));
  }

  /** Of rows of several editions, the one of the edition nearest in time; without a time, the latest. */
  private nearest(
    rows: readonly ClassificationEntry[],
    period: Period | null,
  ): ClassificationEntry | undefined {
    const away = (row: ClassificationEntry) =>
      daysAway(
        this.editions.find((one) => one.key === row.schemeKey),
        period,
      );
    return [...rows].reverse().sort((a, b) => away(a) - away(b))[0];
  }

  private ambiguous(rows: readonly ClassificationEntry[], printed: Printed): NotFound {
    const shown = rows.slice(0, 4).map(describe).join(', ');
    const more = rows.length > 4 ? ` and ${rows.length - 4} more` : '';
    const what = printed.code ? `"${printed.code}"` : `"${printed.name}"`;
    return { row: null, reason: 'ambiguous', said: `${what} may be ${shown}${more}.`, wider: null };
  }

  private notFound(
    code: string,
    printed: Printed,
    when: number | string | null,
    current: readonly SchemeEdition[],
    isCurrent: (entry: ClassificationEntry) => boolean,
  ): NotFound {
    const what = printed.code ? `code "${printed.code}"` : `name "${printed.name ?? ''}"`;
    const editions = this.editions.map((one) => one.edition).join(', ');
    const wider = this.wider(code, when, isCurrent);
    const counts = wider ? ` It counts to ${describe(wider)}.` : '';
    if (current.length === 0) {
      const year = when === null ? 'No year is stated' : `No edition for ${when} is recorded`;
      const said = `${year} (recorded: ${editions}), so ${what} stays as printed.${counts}`;
      return { row: null, reason: 'unknownEdition', said, wider };
    }
    const those = current.map((one) => one.key).join(', ');
    const partly = current.some((one) => !one.isComplete) ? ', of which not every code is recorded' : '';
    return {
      row: null,
      reason: printed.code ? 'unknownCode' : 'unknownName',
      said: `${what[0]!.toUpperCase()}${what.slice(1)} is not in ${those}${partly}.${counts}`,
      wider,
    };
  }

  private wider(
    code: string,
    when: number | string | null,
    isCurrent: (entry: ClassificationEntry) => boolean,
  ): ClassificationEntry | null {
    if (!this.isNested) return null;
    const confirmed = this.confirmed.get(String(when));
    for (let length = code.length - 1; length > 0; length -= 1) {
      const prefix = code.slice(0, length);
      const row = this.byCode.get(prefix)?.find(isCurrent) ?? confirmed?.get(prefix);
      if (row) return row;
    }
    return null;
  }

  private confirm(when: number | string | null, code: string, row: ClassificationEntry): void {
    const rows = this.confirmed.get(String(when)) ?? new Map<string, ClassificationEntry>();
    this.confirmed.set(String(when), rows.set(code, row));
  }
}

function found(row: ClassificationEntry, remark: Found['remark'], said = ''): Found {
  return { row, remark, said };
}

function describe(row: ClassificationEntry): string {
  return `${row.code} ${row.name} (${row.schemeKey})`;
}

function formerName(row: ClassificationEntry, printed: Printed): string {
  return `"${printed.name}" is a name that ${describe(row)} had in another edition.`;
}

function otherEdition(row: ClassificationEntry, printed: Printed, period: Period | null): string {
  const what = [printed.code, printed.name].filter(Boolean).join(' ');
  const why = period ? 'is not in a recorded edition of its year' : 'states no year';
  return `"${what}" ${why}; it reads as ${describe(row)}.`;
}

/** The pack says that what the one row means is what the other means, in either direction. */
function leadsTo(one: ClassificationEntry, other: ClassificationEntry): boolean {
  return (
    one.mapsTo.includes(`${other.schemeKey}:${other.code}`) ||
    other.mapsTo.includes(`${one.schemeKey}:${one.code}`)
  );
}

function periodOf(when: number | string | null): Period | null {
  if (when === null) return null;
  if (typeof when === 'string') return { from: when, to: when };
  return { from: `${when}-01-01`, to: `${when}-12-31` };
}

function overlaps(row: { validFrom: string | null; validTo: string | null }, period: Period): boolean {
  return (row.validFrom ?? '') <= period.to && period.from <= (row.validTo ?? '9999-12-31');
}

/** Days between an edition's validity and a period; 0 where they meet or nothing is known. */
function daysAway(edition: SchemeEdition | undefined, period: Period | null): number {
  if (!edition || !period) return 0;
  const days = (from: string | null, to: string | null) =>
    from && to ? (Date.parse(to) - Date.parse(from)) / 86_400_000 : 0;
  return Math.max(0, days(period.to, edition.validFrom), days(edition.validTo, period.from));
}

/** Publishers set codes apart in their own ways: 201 03 01, 201-03-01, 201.03.01. */
function squeezed(code: string): string {
  return code
    .normalize('NFKC')
    .replace(/[\s.\-_]/g, '')
    .toUpperCase();
}

/** Full-width signs, spaces and quotation marks are the printer's. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s“”"'‘’]/g, '')
    .toLowerCase();
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function last<T>(list: readonly T[]): T {
  return list[list.length - 1]!;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
