import { inflateRawSync } from 'node:zlib';
import type { PoolClient } from 'pg';
import type { JsonObject } from '../../../json.ts';
import { isObject } from '../../../json.ts';
import type { CompiledProcess, KeptRelease } from '../compile/index.ts';
import { keyPart } from '../compile/keys.ts';
import type { KnownLinks } from '../compile/link.ts';
import { departmentIdentifiers, identifierText } from '../compile/link.ts';
import { parseText } from '../read/index.ts';

/** Where releases are read from: what is kept and, in a dry run, what would be. */
export type ReleaseTable = 'internal.release' | 'pg_temp.dry_release';

/** A release that is kept already. */
export interface Stored extends KeptRelease {
  /** Serial, in the order of arrival. */
  id: string;
  table: ReleaseTable;
  ocid: string;
}

/** Marks of what is kept already. */
export interface Present {
  counting: Set<string>;
  /** Kept by this dataset and not counting, because the process is another's. */
  foreign: Set<string>;
}

export class Lookups {
  constructor(
    private readonly client: PoolClient,
    private readonly tables: readonly ReleaseTable[],
  ) {}

  /** Dataset of each process that is there, by ocid. */
  async owners(ocids: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await this.client.query<{ key: string; dataset_key: string }>(
      'SELECT key, dataset_key FROM disclosed.process WHERE key = ANY ($1)',
      [ocids],
    );
    return new Map(rows.map((row) => [row.key, row.dataset_key]));
  }

  /** Marks (`releaseMark`) of the releases that are kept of these processes: those that count, and the dataset's foreign ones. */
  async present(ocids: readonly string[], datasetKey: string): Promise<Present> {
    const present: Present = { counting: new Set(), foreign: new Set() };
    for (const table of this.tables) {
      const { rows } = await this.client.query<{
        ocid: string;
        release_id: string;
        hash: string;
        foreign: boolean;
      }>(
        `SELECT ocid, release_id, encode(hash, 'hex') AS hash, state = 'foreign' AS foreign FROM ${table}
         WHERE ocid = ANY ($1) AND (state <> 'foreign' OR dataset_key = $2)`,
        [ocids, datasetKey],
      );
      for (const row of rows) {
        const marks = row.foreign ? present.foreign : present.counting;
        marks.add(releaseMark(row.ocid, row.release_id, row.hash));
      }
    }
    return present;
  }

  /** Those of these processes that have a tombstone; true where it stands on the process itself. */
  async withdrawn(ocids: readonly string[]): Promise<Map<string, boolean>> {
    const prefixes = new Map(ocids.map((ocid) => [keyPart(ocid), ocid]));
    const { rows } = await this.client.query<{ subject: string; prefix: string }>(
      `SELECT subject_key AS subject, split_part(subject_key, '/', 1) AS prefix FROM disclosed.tombstone
       WHERE subject_key = ANY ($1) OR split_part(subject_key, '/', 1) = ANY ($2)`,
      [ocids, [...prefixes.keys()]],
    );
    const whole = new Set(ocids);
    const found = new Map<string, boolean>();
    for (const { subject, prefix } of rows) {
      if (whole.has(subject)) found.set(subject, true);
      else {
        const ocid = prefixes.get(prefix)!;
        found.set(ocid, found.get(ocid) ?? false);
      }
    }
    return found;
  }

  /** Bytes of what is kept of each process, as stored; processes without releases are missing. */
  async sizes(ocids: readonly string[]): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for (const table of this.tables) {
      const { rows } = await this.client.query<{ ocid: string; size: string }>(
        `SELECT ocid, sum(octet_length(content)) AS size FROM ${table}
         WHERE ocid = ANY ($1) AND state <> 'foreign' GROUP BY ocid`,
        [ocids],
      );
      for (const row of rows) sizes.set(row.ocid, (sizes.get(row.ocid) ?? 0) + Number(row.size));
    }
    return sizes;
  }

  /** The releases of these processes that count, in the order of their arrival, by ocid. */
  async releases(ocids: readonly string[]): Promise<Map<string, Stored[]>> {
    const found = new Map<string, Stored[]>();
    for (const table of ocids.length > 0 ? this.tables : []) {
      const { rows } = await this.client.query<StoredRow>(
        `SELECT id, ocid, release_id, encode(hash, 'hex') AS hash, kind, version, date, state, pointer, import_key, content
         FROM ${table} WHERE ocid = ANY ($1) AND state <> 'foreign' ORDER BY id`,
        [ocids],
      );
      for (const row of rows) {
        const list = found.get(row.ocid);
        const stored = storedOf(row, table);
        if (list) list.push(stored);
        else found.set(row.ocid, [stored]);
      }
    }
    return found;
  }

  /** What the hub knows about the parties of these processes. */
  async links(processes: readonly CompiledProcess[]): Promise<KnownLinks> {
    const identifiers = departmentIdentifiers(processes);
    const departments = new Map<string, string>();
    if (identifiers.size > 0) {
      const wanted = [...identifiers.values()];
      const { rows } = await this.client.query<{
        scheme: string;
        identifier: string;
        department_key: string;
      }>(
        `SELECT scheme, identifier, department_key FROM disclosed.department_identifier
         WHERE (scheme, identifier) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
        [wanted.map((entry) => entry.scheme), wanted.map((entry) => entry.id)],
      );
      for (const { scheme, identifier, department_key: key } of rows) {
        departments.set(identifierText({ scheme, id: identifier }), key);
      }
    }
    return { departments, decisions: await this.decisions(processes) };
  }

  private async decisions(processes: readonly CompiledProcess[]): Promise<KnownLinks['decisions']> {
    const any = await this.client.query('SELECT FROM disclosed.party_link LIMIT 1');
    if (any.rowCount === 0) return new Map();
    const keys = processes.flatMap((process) => process.parties.map((party) => party.row.key));
    const { rows } = await this.client.query<{
      party_key: string;
      department: string | null;
      supplier: string | null;
    }>(
      `SELECT party_key, department_key AS department, supplier_key AS supplier
       FROM disclosed.party_link WHERE party_key = ANY ($1)`,
      [keys],
    );
    return new Map(
      rows.map((row) => [row.party_key, { department: row.department, supplier: row.supplier }]),
    );
  }
}

export function releaseMark(ocid: string, releaseId: string, hash: string): string {
  return `${ocid}\n${releaseId}\n${hash}`;
}

interface StoredRow {
  id: string;
  ocid: string;
  release_id: string;
  hash: string;
  kind: KeptRelease['kind'];
  version: KeptRelease['version'];
  date: string | null;
  state: string;
  pointer: string | null;
  import_key: string;
  content: Buffer;
}

function storedOf(row: StoredRow, table: ReleaseTable): Stored {
  return {
    id: row.id,
    table,
    ocid: row.ocid,
    releaseId: row.release_id,
    hash: row.hash,
    kind: row.kind,
    isSuperseded: row.state === 'superseded',
    version: row.version,
    date: row.date,
    content: contentOf(row.content),
    sourceKey: row.import_key,
    pointer: row.pointer,
  };
}

/** The content of kept bytes, read exactly as it was read when it came. */
function contentOf(deflated: Buffer): JsonObject {
  const { value } = parseText(inflateRawSync(deflated));
  return isObject(value) ? value : {};
}
