import type { RecordValue, TableHead, TableRecord } from '../types.ts';

type Texts = Readonly<Record<string, string>>;

const nothing: Texts = {};

/** Fields of one line: what a value's column says stands above what the row says, and that above the table. */
export class Fields {
  constructor(
    readonly head: Texts,
    readonly record: Texts,
    readonly set: Texts = nothing,
  ) {}

  get(name: string): string | undefined {
    const value = this.set[name] ?? this.record[name] ?? this.head[name];
    return value === '' ? undefined : value;
  }

  /** What the row itself says, without the table. */
  own(name: string): string | undefined {
    const value = this.set[name] ?? this.record[name];
    return value === '' ? undefined : value;
  }
}

export interface EntryValue {
  field: string;
  text: string;
  cell: string;
  /** What the column says about the value and not about the line. */
  set: Texts;
}

/** One line of a row: a row whose columns stand for several years or categories gives several. */
export interface Entry {
  fields: Fields;
  values: readonly EntryValue[];
  record: TableRecord;
}

interface Split {
  /** Equal for equal lines. */
  mark: string;
  line: Texts;
  value: Texts;
}

/** Makes lines of rows. `ofValues`: fields that a column says of its value alone, for example the phase. */
export class Expander {
  private readonly splits = new WeakMap<object, Split>();

  constructor(
    private readonly head: TableHead,
    private readonly ofValues: ReadonlySet<string> = new Set(),
  ) {}

  expand(record: TableRecord): Entry[] {
    const { values, fields } = record;
    let isOne = true;
    for (const value of values) if (this.split(value).mark !== '') isOne = false;
    if (isOne) {
      const own = values.map((value) => this.valueOf(value));
      return [{ fields: new Fields(this.head.fields, fields), values: own, record }];
    }
    const lines = new Map<string, { set: Texts; values: EntryValue[] }>();
    for (const value of values) {
      const { mark, line } = this.split(value);
      const present = lines.get(mark);
      if (present) present.values.push(this.valueOf(value));
      else lines.set(mark, { set: line, values: [this.valueOf(value)] });
    }
    return [...lines.values()].map((line) => ({
      fields: new Fields(this.head.fields, fields, line.set),
      values: line.values,
      record,
    }));
  }

  private valueOf(value: RecordValue): EntryValue {
    return { field: value.field, text: value.text, cell: value.cell, set: this.split(value).value };
  }

  private split({ set }: RecordValue): Split {
    let split = this.splits.get(set);
    if (!split) {
      const line: Record<string, string> = {};
      const value: Record<string, string> = {};
      for (const [name, text] of Object.entries(set)) (this.ofValues.has(name) ? value : line)[name] = text;
      const names = Object.keys(line).sort();
      const mark = names.length === 0 ? '' : JSON.stringify(names.map((name) => [name, line[name]]));
      split = { mark, line, value };
      this.splits.set(set, split);
    }
    return split;
  }
}
