import type { PoolClient } from 'pg';
import type { FactRow } from '../../../publish/facts.ts';
import { identifierOf } from '../../ocds/compile/identifiers.ts';
import { identifierText, later } from '../../ocds/compile/link.ts';

/** A body as a table names it. */
export interface NamedBody {
  scheme: string;
  code: string | undefined;
  name: string | undefined;
  parentCode: string | undefined;
  parentName: string | undefined;
  jurisdiction: string | undefined;
  /** Instant from which the name is known, and the document that gives it: the later name stands. */
  namedOn: string;
  namedBy: string;
}

type Row = Parameters<typeof later>[1];

/**
 * Bodies that tables name: by scheme and code, or scheme and name. One that the hub knows by such an identifier is that
 * one; others become departments that are known from facts only.
 */
export class Departments {
  private readonly known = new Map<string, string>();
  private readonly loaded = new Set<string>();
  private readonly resolved = new Map<string, string | null>();
  private rows = new Map<string, Row>();
  private identifiers = new Map<string, FactRow>();

  constructor(private readonly client: PoolClient) {}

  /** Reads the identifiers of these schemes, once each. */
  async load(schemes: Iterable<string>): Promise<void> {
    const wanted = [...schemes].filter((scheme) => !this.loaded.has(scheme));
    if (wanted.length === 0) return;
    for (const scheme of wanted) this.loaded.add(scheme);
    const names = wanted.map((scheme) => identifierOf(scheme, '1')?.scheme ?? scheme);
    const { rows } = await this.client.query<{ scheme: string; identifier: string; department: string }>(
      'SELECT scheme, identifier, department_key AS department FROM disclosed.department_identifier WHERE scheme = ANY ($1)',
      [names],
    );
    for (const row of rows)
      this.known.set(identifierText({ scheme: row.scheme, id: row.identifier }), row.department);
  }

  /** Key of the body; null where the table names none. */
  resolve(body: NamedBody): string | null {
    const { scheme, code, name, parentCode, parentName, namedOn, namedBy } = body;
    const mark = [scheme, code, name, parentCode, parentName, namedBy].join('\n');
    let key = this.resolved.get(mark);
    if (key === undefined) {
      const parent =
        parentCode === undefined && parentName === undefined
          ? null
          : this.place({ ...body, code: parentCode, name: parentName }, null, namedOn);
      key = this.place(body, parent, namedOn);
      this.resolved.set(mark, key);
    }
    return key;
  }

  private place(
    { scheme, code, name, jurisdiction, namedBy }: NamedBody,
    parent: string | null,
    namedOn: string,
  ): string | null {
    const identifier = identifierOf(scheme, code ?? name ?? null);
    if (!identifier) return null;
    const text = identifierText(identifier);
    const present = this.known.get(text);
    // A body that another identifier's row or a pack has is described there.
    if (present !== undefined && present !== text) return present;
    if (parent !== text) {
      later(this.rows, {
        key: text,
        name: name ?? `${identifier.scheme} ${identifier.id}`,
        parent_key: parent,
        jurisdiction_key: jurisdiction ?? null,
        identifier_scheme: identifier.scheme,
        identifier_id: identifier.id,
        named_on: namedOn,
        named_by: name === undefined ? null : namedBy,
      });
    }
    this.identifiers.set(text, {
      key: text,
      department_key: text,
      scheme: identifier.scheme,
      identifier: identifier.id,
    });
    return text;
  }

  /** Rows since the last call. What a table does not say of a body that is there stays. */
  async take(): Promise<Record<string, FactRow[]>> {
    const rows = [...this.rows.values()];
    const identifiers = [...this.identifiers.values()];
    this.rows = new Map();
    this.identifiers = new Map();
    if (rows.length === 0) return {};
    const present = await this.client.query<{
      key: string;
      parent: string | null;
      jurisdiction: string | null;
    }>(
      `SELECT key, parent_key AS parent, jurisdiction_key AS jurisdiction FROM disclosed.department WHERE key = ANY ($1)`,
      [rows.map((row) => row.key)],
    );
    const before = new Map(present.rows.map((row) => [row.key, row]));
    for (const row of rows) {
      row.parent_key ??= before.get(row.key)?.parent ?? null;
      row.jurisdiction_key ??= before.get(row.key)?.jurisdiction ?? null;
    }
    return { 'disclosed.department': rows, 'disclosed.department_identifier': identifiers };
  }
}
