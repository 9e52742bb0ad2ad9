import type { PoolClient } from 'pg';
import { type ClassificationLookup, loadClassifications } from '../../../packs/classification-lookup.ts';
import type { FactRow } from '../../../publish/facts.ts';
import { codePart } from './keys.ts';

interface Brought {
  scheme: string;
  year: number;
  code: string;
  name: string;
  isAbove: boolean;
}

export interface Found {
  key: string | null;
  /** A sentence for the report; '' where nothing is to be said. */
  said: string;
  rule: string;
}

/**
 * Keys of classification codes in the edition of their year. A scheme that no pack has is one that the dataset brings
 * itself: its codes are read off the lines, one edition a fiscal year.
 */
export class Classifications {
  private lookup: ClassificationLookup | null = null;
  private packed = new Set<string>();
  private readonly told = new Set<string>();
  /** Editions of other datasets: what they say of a code is theirs. */
  private foreign = new Set<string>();
  private readonly kinds = new Map<string, string>();
  private readonly brought = new Map<string, Brought>();
  private isChanged = false;

  constructor(
    private readonly client: PoolClient,
    private readonly datasetKey: string,
  ) {}

  async load(): Promise<void> {
    if (this.lookup) return;
    const { rows } = await this.client.query<{
      key: string;
      scheme: string;
      pack: boolean;
      dataset: string | null;
    }>(
      'SELECT key, scheme, pack_key IS NOT NULL AS pack, dataset_key AS dataset FROM disclosed.classification_scheme',
    );
    this.packed = new Set(rows.filter((row) => row.pack).map((row) => row.scheme));
    this.foreign = new Set(
      rows.filter((row) => !row.pack && row.dataset !== this.datasetKey).map((row) => row.key),
    );
    this.lookup = await loadClassifications(this.client, [...this.packed]);
  }

  /** `isAbove`: other rows of the table are parts of this one. */
  find(
    kind: 'functional' | 'economic',
    scheme: string,
    year: number,
    code: string | undefined,
    name: string | undefined,
    isAbove: boolean,
  ): Found {
    if (this.packed.has(scheme)) return this.ofPack(scheme, year, code, name);
    return this.ofDataset(kind, scheme, year, code, name, isAbove);
  }

  /** The lookup learns from what it met before, so it is asked for every line; it is quick. */
  private ofPack(scheme: string, year: number, code: string | undefined, name: string | undefined): Found {
    const answer = this.lookup!.find(scheme, year, { code: code ?? null, name: name ?? null });
    const { said } = answer;
    // Said once for each code and name.
    const isNew = said !== '' && !this.told.has(said);
    if (isNew) this.told.add(said);
    return {
      key: answer.row ? answer.row.key : (answer.wider?.key ?? null),
      said: isNew ? said : '',
      rule: answer.row ? 'classification-remark' : 'unknown-classification',
    };
  }

  private ofDataset(
    kind: string,
    scheme: string,
    year: number,
    code: string | undefined,
    name: string | undefined,
    isAbove: boolean,
  ): Found {
    if (code === undefined || this.foreign.has(`${scheme}@${year}`)) return { key: null, said: '', rule: '' };
    const key = `${scheme}@${year}/${codePart(code)}`;
    const present = this.brought.get(key);
    this.kinds.set(scheme, kind);
    if (!present) {
      this.brought.set(key, { scheme, year, code, name: name ?? code, isAbove });
      this.isChanged = true;
    } else {
      if (present.name === present.code && name !== undefined) {
        present.name = name;
        this.isChanged = true;
      }
      if (isAbove && !present.isAbove) {
        present.isAbove = true;
        this.isChanged = true;
      }
    }
    return { key, said: '', rule: '' };
  }

  /** Whether the edition is this dataset's to state. */
  isOwn(scheme: string, edition: string): boolean {
    return !this.packed.has(scheme) && !this.foreign.has(`${scheme}@${edition}`);
  }

  /** Schemes and codes that the dataset brings; empty where nothing came since the last call. */
  take(): Record<string, FactRow[]> {
    if (!this.isChanged) return {};
    this.isChanged = false;
    const schemes = new Map<string, FactRow>();
    const rows: FactRow[] = [];
    for (const [key, { scheme, year, code, name }] of this.brought) {
      const parent = this.parentOf(scheme, year, code);
      const schemeKey = `${scheme}@${year}`;
      schemes.set(schemeKey, {
        key: schemeKey,
        dataset_key: this.datasetKey,
        scheme,
        edition: String(year),
        kind: this.kinds.get(scheme)!,
        name: scheme,
      });
      rows.push({
        key,
        dataset_key: this.datasetKey,
        scheme_key: schemeKey,
        scheme,
        edition: String(year),
        kind: this.kinds.get(scheme)!,
        code,
        level: this.levelOf(scheme, year, code),
        parent_key: parent === null ? null : `${scheme}@${year}/${codePart(parent)}`,
        name,
      });
    }
    return { 'disclosed.classification_scheme': [...schemes.values()], 'disclosed.classification': rows };
  }

  /** The longest code that this one begins with, among those whose rows the table shows as sums of others. */
  private parentOf(scheme: string, year: number, code: string): string | null {
    for (let length = code.length - 1; length > 0; length--) {
      const above = this.brought.get(`${scheme}@${year}/${codePart(code.slice(0, length))}`);
      if (above?.isAbove) return above.code;
    }
    return null;
  }

  private levelOf(scheme: string, year: number, code: string): number {
    let level = 1;
    for (let above = this.parentOf(scheme, year, code); above !== null; level++)
      above = this.parentOf(scheme, year, above);
    return level;
  }
}
