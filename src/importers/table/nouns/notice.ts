import { ExactNumber, type JsonObject } from '../../../json.ts';
import type { TableHead, TableRecord } from '../types.ts';
import { needed, Reading } from './fact.ts';
import { Expander } from './fields.ts';
import { codePart, mark } from './keys.ts';
import type { Builder, Context, Noun } from './noun.ts';
import { contract as contractSpec, notice as noticeSpec } from './spec/spending.ts';

/** Contract ledgers and notices become OCDS releases, which the hub imports like a publisher's. */
export const notice: Noun = {
  ...noticeSpec,
  open: (head, context) => new NoticeBuilder(head, context, false),
};

export const contract: Noun = {
  ...contractSpec,
  open: (head, context) => new NoticeBuilder(head, context, true),
};

interface Open {
  release: JsonObject;
  parties: Map<string, JsonObject>;
  /** Ids that were given within the release. */
  ids: Map<string, number>;
}

const tags: Readonly<Record<string, string>> = {
  tender: 'tender',
  award: 'award',
  cancelled: 'tenderCancellation',
  candidates: 'tender',
  contract: 'contract',
};

const documentTypes: Readonly<Record<string, string>> = {
  tender: 'tenderNotice',
  award: 'awardNotice',
  cancelled: 'tenderNotice',
  candidates: 'tenderNotice',
  contract: 'contractNotice',
};

class NoticeBuilder implements Builder {
  private readonly expander: Expander;
  private readonly open = new Map<string, Open>();

  constructor(
    private readonly head: TableHead,
    private readonly context: Context,
    private readonly isLedger: boolean,
  ) {
    this.expander = new Expander(head);
  }

  add(record: TableRecord): void {
    if (record.kind !== 'line') {
      this.context.count(this.head, record, []);
      return;
    }
    for (const entry of this.expander.expand(record)) this.addRow(new Reading(entry));
  }

  private addRow(reading: Reading): void {
    const { context } = this;
    const title = needed(context, reading, 'title');
    if (title === null) return;
    const kind = this.isLedger ? 'contract' : (reading.get('noticeKind') ?? 'award');
    const ocid = reading.get('ocid') ?? this.ocidOf(reading, title);
    // Contracts and notices of one purchase come in several files: each is a release of its own, and they are merged.
    const what = (this.isLedger ? reading.get('contractNumber') : undefined) ?? this.dateOf(reading);
    const id = `${ocid}-${kind}${what === undefined ? '' : `-${what}`}`;
    let open = this.open.get(id);
    if (!open) {
      open = this.begin(reading, ocid, id, kind, title);
      this.open.set(id, open);
      context.sink.release(open.release);
    }
    if (kind === 'award' || kind === 'contract') this.addAward(open, reading, kind);
    else if (kind === 'candidates') this.addBid(open, reading, reading.get('supplierName'), true);
    for (const bidder of (reading.get('bidders') ?? '').split(/[;；]/))
      if (bidder.trim() !== '') this.addBid(open, reading, bidder.trim(), false);
    const value = reading.get('value');
    const sums = value === undefined || !isTotal(reading) ? [] : [{ name: 'value', text: value }];
    const currency = reading.get('currency') ?? null;
    context.count(
      this.head,
      reading.record,
      sums.map((sum) => ({ ...sum, currency })),
    );
  }

  private ocidOf(reading: Reading, title: string): string {
    const number = reading.get('noticeId') ?? reading.get('contractNumber');
    const what = number ?? mark(`${title}\n${reading.get('buyerName') ?? ''}`);
    return `${this.context.datasetKey}-${what}`;
  }

  private dateOf(reading: Reading): string | undefined {
    return reading.get('publishedOn') ?? reading.get(this.isLedger ? 'signedOn' : 'awardedOn');
  }

  private begin(reading: Reading, ocid: string, id: string, kind: string, title: string): Open {
    const [buyerName, buyerScheme] = [reading.get('buyerName'), reading.get('buyerScheme')];
    const buyerCode = reading.get('buyerCode') ?? (buyerScheme === undefined ? undefined : buyerName);
    const parties = new Map<string, JsonObject>();
    const list: JsonObject[] = [];
    const open: Open = { release: {}, parties, ids: new Map() };
    const date = this.dateOf(reading);
    const release: JsonObject = {
      ocid,
      id,
      ...(date === undefined ? {} : { date: `${date}T00:00:00Z` }),
      tag: [tags[kind] ?? 'tender'],
      initiationType: 'tender',
      parties: list,
    };
    open.release = release;
    if (buyerName !== undefined || buyerCode !== undefined)
      release.buyer = this.party(open, 'buyer', buyerName, buyerScheme ?? this.context.datasetKey, buyerCode);
    const agency = reading.get('procuringEntityName');
    const tender: JsonObject = {
      id: reading.get('noticeId') ?? ocid,
      title,
      ...optional('description', words(reading, ['description', 'period', 'place', 'note'])),
      ...optional('procurementMethodDetails', reading.get('procurementMethodDetails')),
      ...optional('mainProcurementCategory', reading.get('category')),
      ...(kind === 'cancelled' ? { status: 'cancelled' } : {}),
      ...(agency === undefined
        ? {}
        : { procuringEntity: this.party(open, 'procuringEntity', agency, undefined, undefined) }),
      ...(reading.get('budget') === undefined
        ? {}
        : { value: money(reading.get('budget')!, reading.get('currency')) }),
    };
    release.tender = tender;
    const url = reading.get('url');
    if (url !== undefined)
      tender.documents = [
        {
          id: `${kind}-${mark(url)}`,
          documentType: documentTypes[kind] ?? 'tenderNotice',
          url,
          ...(date === undefined ? {} : { datePublished: `${date}T00:00:00Z` }),
        },
      ];
    return open;
  }

  /** A reference to an organization, which is added to the parties of the release. */
  private party(
    open: Open,
    role: string,
    name: string | undefined,
    scheme: string | undefined,
    code: string | undefined,
    address?: string,
  ): JsonObject {
    const id = code === undefined ? `name-${mark(name ?? '')}` : `${scheme ?? ''}-${code}`;
    const present = open.parties.get(id);
    if (present) {
      const roles = present.roles as string[];
      if (!roles.includes(role)) roles.push(role);
    } else {
      const party: JsonObject = {
        id,
        ...optional('name', name),
        ...(scheme === undefined || code === undefined ? {} : { identifier: { scheme, id: code } }),
        ...(address === undefined ? {} : { address: { streetAddress: address } }),
        roles: [role],
      };
      open.parties.set(id, party);
      (open.release.parties as JsonObject[]).push(party);
    }
    return { id, ...optional('name', name) };
  }

  private supplier(open: Open, reading: Reading, role: string, name: string | undefined): JsonObject | null {
    const code = reading.get('supplierIdentifier');
    if (name === undefined && code === undefined) return null;
    const scheme = reading.get('supplierScheme');
    // A code of an unnamed scheme tells nobody apart from others.
    return this.party(
      open,
      role,
      name,
      scheme,
      scheme === undefined ? undefined : code,
      reading.get('supplierAddress'),
    );
  }

  private addAward(open: Open, reading: Reading, kind: string): void {
    const supplier = this.supplier(open, reading, 'supplier', reading.get('supplierName'));
    const lot = reading.get('lotNumber');
    const number = this.isLedger ? reading.get('contractNumber') : undefined;
    const parts = [codePart(lot ?? '1'), supplier === null ? '0' : mark(String(supplier.id))];
    if (number !== undefined) parts.push(codePart(number));
    const id = this.idOf(open, parts.join('-'));
    const on = reading.get('awardedOn') ?? (kind === 'award' ? reading.get('publishedOn') : undefined);
    const award: JsonObject = {
      id,
      ...optional('title', reading.get('title')),
      status: 'active',
      ...(on === undefined ? {} : { date: `${on}T00:00:00Z` }),
      ...(supplier === null ? {} : { suppliers: [supplier] }),
      ...(lot === undefined ? {} : { relatedLots: [lot] }),
      ...priceOf(reading),
    };
    push(open.release, 'awards', award);
    if (lot !== undefined) {
      const tender = open.release.tender as JsonObject;
      const lots = (tender.lots ?? []) as JsonObject[];
      if (!lots.some((other) => other.id === lot)) push(tender, 'lots', { id: lot });
    }
    if (!this.isLedger) return;
    const signedOn = reading.get('signedOn');
    push(open.release, 'contracts', {
      id: reading.get('contractNumber') ?? id,
      awardID: id,
      ...optional('title', reading.get('title')),
      ...optional('description', words(reading, ['description', 'period', 'note'])),
      status: 'active',
      ...(signedOn === undefined ? {} : { dateSigned: `${signedOn}T00:00:00Z` }),
      ...(award.value === undefined ? {} : { value: award.value }),
    });
  }

  private addBid(open: Open, reading: Reading, name: string | undefined, hasPrice: boolean): void {
    const tenderer = hasPrice
      ? this.supplier(open, reading, 'tenderer', name)
      : this.party(open, 'tenderer', name, undefined, undefined);
    if (tenderer === null) return;
    const lot = reading.get('lotNumber');
    const id = this.idOf(open, `bid-${codePart(lot ?? '1')}-${mark(String(tenderer.id))}`);
    const bids = (open.release.bids ?? { details: [] }) as JsonObject;
    open.release.bids = bids;
    push(bids, 'details', {
      id,
      status: 'valid',
      tenderers: [tenderer],
      ...(lot === undefined ? {} : { relatedLots: [lot] }),
      ...(hasPrice ? priceOf(reading) : {}),
    });
  }

  private idOf({ ids }: Open, id: string): string {
    const count = (ids.get(id) ?? 0) + 1;
    ids.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  }
}

function push(holder: JsonObject, name: string, member: JsonObject): void {
  const list = holder[name] as JsonObject[] | undefined;
  if (list) list.push(member);
  else holder[name] = [member];
}

function optional(name: string, value: string | undefined): JsonObject {
  return value === undefined ? {} : { [name]: value };
}

function words(reading: Reading, names: readonly string[]): string | undefined {
  const parts = names.map((name) => reading.get(name)).filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('\n');
}

function money(amount: string, currency: string | undefined): JsonObject {
  return { amount: new ExactNumber(amount), ...optional('currency', currency) };
}

function isTotal(reading: Reading): boolean {
  return (reading.get('priceKind') ?? 'total') === 'total';
}

/** A total is a value; every other price is kept in its own words, and is counted but never summed. */
function priceOf(reading: Reading): JsonObject {
  const [price, value, kind] = [reading.get('price'), reading.get('value'), reading.get('priceKind')];
  if (value !== undefined && isTotal(reading)) return { value: money(value, reading.get('currency')) };
  const text = price ?? value;
  return text === undefined
    ? {}
    : { priceKind: kind === undefined || kind === 'total' ? 'text' : kind, priceText: text };
}
