import { ClassificationIndex } from './classification-index.ts';

/** An edition of a classification as the database has it. */
export interface SchemeEdition {
  key: string;
  scheme: string;
  edition: string;
  isComplete: boolean;
  validFrom: string | null;
  validTo: string | null;
}

/** A code of an edition. */
export interface ClassificationEntry {
  key: string;
  schemeKey: string;
  scheme: string;
  edition: string;
  code: string;
  /** From 1, the widest. */
  level: number;
  parentKey: string | null;
  name: string;
  nameZh: string | null;
  nameEn: string | null;
  validFrom: string | null;
  validTo: string | null;
  threePublicCategory: string | null;
  basicGroup: string | null;
  category: string | null;
  mapsTo: readonly string[];
}

/** A code and a name as a file prints them; either may be missing. */
export interface Printed {
  code?: string | null | undefined;
  name?: string | null | undefined;
  /** Code of a wider class that the row stands under, where the name alone occurs more than once. */
  under?: string | null | undefined;
}

/**
 * `otherEdition`: the edition of the year does not have it, a neighbouring one does under the same name.
 * `formerName`: found by a name of another edition that the pack says became this one.
 * `otherName`: the code is right, the printed name is another.
 */
export type Remark = 'otherEdition' | 'formerName' | 'otherName';

export interface Found {
  row: ClassificationEntry;
  remark: Remark | null;
  /** For a report; '' without a remark. */
  said: string;
}

export interface NotFound {
  row: null;
  reason: 'unknownScheme' | 'unknownEdition' | 'unknownCode' | 'unknownName' | 'ambiguous';
  said: string;
  /**
   * The nearest wider class that is recorded, where codes of the scheme begin with those of their parents. In a year
   * without an edition only one that was looked up before with code and name, as tables print it above.
   */
  wider: ClassificationEntry | null;
}

export type LookupResult = Found | NotFound;

interface Client {
  query(sql: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Reads the classifications once, so that every row of an import is looked up in memory. */
export async function loadClassifications(
  client: Client,
  schemes?: readonly string[],
): Promise<ClassificationLookup> {
  const condition = 'WHERE $1::text[] IS NULL OR scheme = ANY ($1)';
  const values = [schemes ?? null];
  const editions = await client.query(
    `SELECT key, scheme, edition, is_complete AS "isComplete", valid_from AS "validFrom", valid_to AS "validTo"
     FROM disclosed.classification_scheme ${condition} ORDER BY key`,
    values,
  );
  const rows = await client.query(
    `SELECT key, scheme_key AS "schemeKey", scheme, edition, code, level, parent_key AS "parentKey", name,
       name_zh AS "nameZh", name_en AS "nameEn", valid_from AS "validFrom", valid_to AS "validTo",
       three_public_category AS "threePublicCategory", basic_group AS "basicGroup", category, maps_to AS "mapsTo"
     FROM disclosed.classification ${condition} ORDER BY key`,
    values,
  );
  return new ClassificationLookup(editions.rows as SchemeEdition[], rows.rows as ClassificationEntry[]);
}

/**
 * Which class a printed code or name is, in the edition of its year.
 *
 * The same code means different things in different editions, so a code alone is never looked up in an edition of
 * another year. Where the year's edition is not recorded, or not whole, a row of a neighbouring edition is taken only
 * if the printed name says the same, and the result remarks it.
 */
export class ClassificationLookup {
  private readonly indexes = new Map<string, ClassificationIndex>();
  private readonly byKey: ReadonlyMap<string, ClassificationEntry>;
  private readonly cache = new Map<string, LookupResult>();

  constructor(editions: readonly SchemeEdition[], entries: readonly ClassificationEntry[]) {
    this.byKey = new Map(entries.map((entry) => [entry.key, entry]));
    for (const scheme of new Set(editions.map((one) => one.scheme))) {
      this.indexes.set(
        scheme,
        new ClassificationIndex(
          editions.filter((one) => one.scheme === scheme),
          entries.filter((one) => one.scheme === scheme),
        ),
      );
    }
  }

  /** `when`: a fiscal year (its calendar year counts), a day `YYYY-MM-DD`, or null where neither is known. */
  find(scheme: string, when: number | string | null, printed: Printed): LookupResult {
    const id = JSON.stringify([scheme, when, printed.code, printed.name, printed.under]);
    const known = this.cache.get(id);
    if (known) return known;
    const index = this.indexes.get(scheme);
    const result: LookupResult = index
      ? index.find(when, printed)
      : {
          row: null,
          reason: 'unknownScheme',
          said: `No classification "${scheme}" is recorded.`,
          wider: null,
        };
    // Names that occur once only would otherwise fill the memory of a long import.
    if (this.cache.size >= 50_000) this.cache.clear();
    // What is not found now may have a wider class later, when the file has printed its name.
    if (result.row || result.wider) this.cache.set(id, result);
    return result;
  }

  /** The wider classes of an entry, widest first. A level that is not recorded is not among them. */
  ancestors(entry: ClassificationEntry): ClassificationEntry[] {
    const path: ClassificationEntry[] = [];
    for (let at = this.parent(entry); at && !path.includes(at); at = this.parent(at)) path.unshift(at);
    return path;
  }

  editions(scheme: string): readonly SchemeEdition[] {
    return this.indexes.get(scheme)?.editions ?? [];
  }

  private parent(entry: ClassificationEntry): ClassificationEntry | undefined {
    return entry.parentKey === null ? undefined : this.byKey.get(entry.parentKey);
  }
}
