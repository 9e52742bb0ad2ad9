import type { Parties, Party } from './parties.ts';
import { Parts, relatedLots, type Shared } from './parts.ts';
import type { Place } from './place.ts';
import type { Row, Rows } from './rows.ts';

/** Parties that the columns of rows stand for, resolved once the parties have their keys. */
export type PartyColumn = { row: Row; column: string; party: Party };

/** What contracts take over from their process. */
interface Heading {
  buyer: Party | null;
  procuringEntity: Party | null;
  method: string | null;
  methodDetails: string | null;
  category: string | null;
}

/** The suppliers of an award or a contract: each organization once, in the order of the source. */
interface Named {
  party: Party;
  name: string | null;
}

/**
 * Walks a merged release and adds the rows of its stages. Rows name parties through `partyColumns` and `tenderers`,
 * because a party's key is known only when all places that name it were seen.
 */
export class Stages {
  readonly partyColumns: PartyColumn[] = [];
  readonly tenderers: { row: Row; parties: Party[] }[] = [];
  private readonly parts: Parts;
  private readonly awards = new Map<string, { key: string; suppliers: Named[] }>();

  constructor(
    private readonly rows: Rows,
    private readonly shared: Shared,
    private readonly prefix: string,
    private readonly parties: Parties,
  ) {
    this.parts = new Parts(rows, shared);
  }

  walk(root: Place): Heading & { tender: Row | null } {
    const buyer = this.parties.refer(root.object('buyer'), 'buyer');
    this.plans(root);
    const tender = root.object('tender');
    const procuringEntity = this.parties.refer(tender?.object('procuringEntity') ?? null, 'procuringEntity');
    const row = tender ? this.tender(tender) : null;
    const heading: Heading = {
      buyer,
      procuringEntity,
      method: (row?.procurement_method as string | null) ?? null,
      methodDetails: (row?.procurement_method_details as string | null) ?? null,
      category: (row?.main_procurement_category as string | null) ?? null,
    };
    this.bids(root);
    for (const entry of root.keyed('awards')) this.award(entry);
    for (const entry of root.keyed('contracts')) this.contract(entry, heading);
    if (root.has('relatedProcesses')) this.parts.relatedProcesses(root, this.shared.process_key, this.prefix);
    return { ...heading, tender: row };
  }

  /** One plan; some publishers list several. */
  private plans(root: Place): void {
    if (!root.has('planning')) return;
    const isList = Array.isArray(root.value.planning);
    if (isList)
      root.report(
        'object-expected',
        'warning',
        'planning',
        'One plan is expected here; each of the list was read',
      );
    const single = isList ? null : root.object('planning');
    const entries = isList ? root.keyed('planning') : single ? [{ place: single, part: null }] : [];
    for (const { place, part } of entries) {
      const key = part === null ? `${this.prefix}/plan` : `${this.prefix}/plan/${part}`;
      const budget = place.object('budget');
      const amount = budget?.money('amount');
      this.rows['disclosed.plan'].push({
        key,
        ...this.shared,
        rationale: place.text('rationale'),
        budget_id: budget?.id() ?? null,
        budget_description: budget?.text('description') ?? null,
        budget_amount: amount?.amount ?? null,
        budget_currency: amount?.currency ?? null,
        project: budget?.text('project') ?? null,
        project_id: budget?.id('projectID') ?? null,
        uri: budget?.text('uri') ?? null,
        release_keys: place.releaseKeys,
      });
      this.parts.documents(place, key);
      this.parts.milestones(place, key);
    }
  }

  private tender(tender: Place): Row {
    const key = `${this.prefix}/tender`;
    const [value, minValue] = [tender.money('value'), tender.money('minValue')];
    const [tenderPeriod, enquiryPeriod] = [tender.object('tenderPeriod'), tender.object('enquiryPeriod')];
    const [awardPeriod, contractPeriod] = [tender.period('awardPeriod'), tender.period('contractPeriod')];
    const row: Row = {
      key,
      ...this.shared,
      tender_id: tender.id(),
      title: tender.text('title'),
      description: tender.text('description'),
      status: tender.text('status'),
      procurement_method: tender.text('procurementMethod'),
      procurement_method_details: tender.text('procurementMethodDetails'),
      procurement_method_rationale: tender.text('procurementMethodRationale'),
      main_procurement_category: tender.text('mainProcurementCategory'),
      additional_procurement_categories: tender.texts('additionalProcurementCategories'),
      award_criteria: tender.text('awardCriteria'),
      award_criteria_details: tender.text('awardCriteriaDetails'),
      submission_method: tender.texts('submissionMethod'),
      submission_method_details: tender.text('submissionMethodDetails'),
      eligibility_criteria: tender.text('eligibilityCriteria'),
      has_enquiries: tender.boolean('hasEnquiries'),
      number_of_tenderers: tender.integer('numberOfTenderers'),
      value_amount: value.amount,
      value_currency: value.currency,
      min_value_amount: minValue.amount,
      min_value_currency: minValue.currency,
      tender_period_start: tenderPeriod?.instant('startDate') ?? null,
      tender_period_end: tenderPeriod?.instant('endDate') ?? null,
      enquiry_period_start: enquiryPeriod?.instant('startDate') ?? null,
      enquiry_period_end: enquiryPeriod?.instant('endDate') ?? null,
      award_period_start: awardPeriod.start,
      award_period_end: awardPeriod.end,
      contract_period_start: contractPeriod.start,
      contract_period_end: contractPeriod.end,
      release_keys: tender.releaseKeys,
    };
    this.rows['disclosed.tender'].push(row);
    for (const tenderer of tender.list('tenderers')) this.parties.refer(tenderer, 'tenderer');
    if (tender.has('lots')) this.lots(tender, key);
    this.parts.items(tender, key);
    this.parts.documents(tender, key);
    this.parts.milestones(tender, key);
    this.parts.amendments(tender, key);
    if (tender.has('techniques')) this.framework(tender);
    return row;
  }

  private lots(tender: Place, tenderKey: string): void {
    for (const { place, part, id } of tender.keyed('lots')) {
      const [value, period] = [place.money('value'), place.period('contractPeriod')];
      this.rows['disclosed.lot'].push({
        key: `${this.prefix}/lot/${part}`,
        ...this.shared,
        tender_key: tenderKey,
        lot_id: id ?? part,
        title: place.text('title'),
        description: place.text('description'),
        status: place.text('status'),
        value_amount: value.amount,
        value_currency: value.currency,
        contract_period_start: period.start,
        contract_period_end: period.end,
        release_keys: place.releaseKeys,
      });
    }
  }

  private framework(tender: Place): void {
    const techniques = tender.object('techniques');
    if (!techniques || !(techniques.boolean('hasFrameworkAgreement') || techniques.has('frameworkAgreement')))
      return;
    const agreement = techniques.object('frameworkAgreement');
    const value = agreement?.money('value');
    const period = agreement?.has('period') ? agreement.period('period') : tender.period('contractPeriod');
    this.rows['disclosed.framework'].push({
      key: `${this.prefix}/framework`,
      ...this.shared,
      title: agreement?.text('title') ?? tender.text('title'),
      method: agreement?.text('method') ?? null,
      maximum_participants: agreement?.integer('maximumParticipants') ?? null,
      ceiling_amount: value?.amount ?? null,
      ceiling_currency: value?.currency ?? null,
      term_start: period.start,
      term_end: period.end,
      release_keys: techniques.releaseKeys,
    });
  }

  private bids(root: Place): void {
    if (!root.has('bids')) return;
    // The extension has one object here; some publishers write a list of such objects.
    const bids = Array.isArray(root.value.bids) ? root.list('bids') : [root.object('bids')];
    const places = bids.flatMap((one) => one?.list('details') ?? []);
    for (const { place, part, id } of root.keyed('bids', places)) {
      const key = `${this.prefix}/bid/${part}`;
      const value = place.money('value');
      const row: Row = {
        key,
        ...this.shared,
        bid_id: id ?? part,
        status: place.text('status'),
        received_on: place.day('date'),
        tenderer_party_keys: [],
        related_lots: relatedLots(place),
        value_amount: value.amount,
        value_currency: value.currency,
        ...priceOf(place),
        release_keys: place.releaseKeys,
      };
      this.rows['disclosed.bid'].push(row);
      const parties = place.list('tenderers').map((tenderer) => this.parties.refer(tenderer, 'tenderer'));
      this.tenderers.push({ row, parties: [...new Set(parties.filter((party) => party !== null))] });
      if (place.has('documents')) this.parts.documents(place, key);
    }
  }

  private award({ place, part, id }: { place: Place; part: string; id: string | null }): void {
    const key = `${this.prefix}/award/${part}`;
    const suppliers = this.named(place, 'suppliers', 'supplier');
    if (id !== null && !this.awards.has(id)) this.awards.set(id, { key, suppliers });
    const [value, period] = [place.money('value'), place.period('contractPeriod')];
    this.rows['disclosed.award'].push({
      key,
      ...this.shared,
      award_id: id ?? part,
      title: place.text('title'),
      description: place.text('description'),
      status: place.text('status'),
      awarded_on: place.day('date'),
      supplier_count: suppliers.length,
      related_lots: relatedLots(place),
      related_bid: place.id('relatedBid'),
      value_amount: value.amount,
      value_currency: value.currency,
      ...priceOf(place),
      contract_period_start: period.start,
      contract_period_end: period.end,
      release_keys: place.releaseKeys,
    });
    this.suppliers('disclosed.award_supplier', { award_key: key }, key, suppliers);
    this.parts.items(place, key);
    this.parts.documents(place, key);
    this.parts.amendments(place, key);
  }

  private contract(entry: { place: Place; part: string; id: string | null }, heading: Heading): void {
    const { place, part, id } = entry;
    const key = `${this.prefix}/contract/${part}`;
    const awardId = place.id('awardID');
    const award = awardId === null ? undefined : this.awards.get(awardId);
    if (awardId !== null && !award) {
      place.report(
        'award-not-found',
        'warning',
        'awardID',
        'No award has this id; its suppliers are not known',
        awardId,
      );
    }
    const own = this.named(place, 'suppliers', 'supplier');
    const suppliers = own.length > 0 ? own : (award?.suppliers ?? []);
    const [value, period] = [place.money('value'), place.period('period')];
    const row: Row = {
      key,
      ...this.shared,
      contract_id: id ?? part,
      award_id: awardId,
      award_key: award?.key ?? null,
      title: place.text('title'),
      description: place.text('description'),
      status: place.text('status'),
      date_signed: place.day('dateSigned'),
      period_start: period.start,
      period_end: period.end,
      value_amount: value.amount,
      value_currency: value.currency,
      buyer_party_key: null,
      buyer_department_key: null,
      procuring_entity_party_key: null,
      procuring_entity_department_key: null,
      supplier_party_key: null,
      supplier_key: null,
      supplier_count: suppliers.length,
      procurement_method: heading.method,
      procurement_method_details: heading.methodDetails,
      main_procurement_category: heading.category,
      release_keys: place.releaseKeys,
    };
    this.rows['disclosed.contract'].push(row);
    this.point(row, 'buyer_party_key', this.contractBuyer(place) ?? heading.buyer);
    this.point(row, 'procuring_entity_party_key', heading.procuringEntity);
    this.point(row, 'supplier_party_key', suppliers[0]?.party ?? null);
    this.suppliers('disclosed.contract_supplier', { contract_key: key }, key, suppliers);
    this.parts.items(place, key);
    this.parts.documents(place, key);
    this.parts.milestones(place, key);
    this.parts.amendments(place, key);
    if (place.has('relatedProcesses')) this.parts.relatedProcesses(place, key, key);
    if (place.has('implementation')) this.implementation(place.object('implementation'), key);
  }

  /** The buyer that a contract names itself (extension); null where it names none, or several. */
  private contractBuyer(place: Place): Party | null {
    if (place.has('buyer')) return this.parties.refer(place.object('buyer'), 'buyer');
    if (!place.has('buyers')) return null;
    const buyers = place.list('buyers').map((buyer) => this.parties.refer(buyer, 'buyer'));
    const named = new Set(buyers.filter((party) => party !== null));
    return named.size === 1 ? [...named][0]! : null;
  }

  private implementation(place: Place | null, contractKey: string): void {
    if (!place) return;
    const below = `${contractKey}/implementation`;
    this.parts.milestones(place, contractKey, below);
    this.parts.documents(place, contractKey, below);
    for (const { place: transaction, part, id } of place.keyed('transactions')) {
      const value = transaction.money(transaction.has('value') ? 'value' : 'amount');
      const row: Row = {
        key: `${contractKey}/transaction/${part}`,
        ...this.shared,
        contract_key: contractKey,
        transaction_id: id,
        source: transaction.text('source'),
        paid_on: transaction.day('date'),
        value_amount: value.amount,
        value_currency: value.currency,
        payer_party_key: null,
        payee_party_key: null,
        uri: transaction.text('uri'),
        release_keys: transaction.releaseKeys,
      };
      this.rows['disclosed.transaction'].push(row);
      const payer = transaction.has('payer') ? 'payer' : 'providerOrganization';
      const payee = transaction.has('payee') ? 'payee' : 'receiverOrganization';
      this.point(row, 'payer_party_key', this.parties.refer(transaction.object(payer), 'payer'));
      this.point(row, 'payee_party_key', this.parties.refer(transaction.object(payee), 'payee'));
    }
  }

  private named(parent: Place, name: string, role: string): Named[] {
    if (!parent.has(name)) return [];
    const named = new Map<Party, Named>();
    for (const place of parent.list(name)) {
      const party = this.parties.refer(place, role);
      if (party && !named.has(party)) named.set(party, { party, name: place.text('name') });
    }
    return [...named.values()];
  }

  private suppliers(
    table: 'disclosed.award_supplier' | 'disclosed.contract_supplier',
    owner: Record<string, string>,
    ownerKey: string,
    suppliers: readonly Named[],
  ): void {
    suppliers.forEach(({ party, name }, index) => {
      const row: Row = {
        key: '',
        ...this.shared,
        ...owner,
        party_key: null,
        supplier_key: null,
        name: name ?? party.row.name ?? party.row.legal_name,
        position: index,
      };
      this.rows[table].push(row);
      this.keyed.push({ row, ownerKey, party });
      this.point(row, 'party_key', party);
    });
  }

  /** Rows whose key is made of their owner's and a party's. */
  private readonly keyed: { row: Row; ownerKey: string; party: Party }[] = [];

  private point(row: Row, column: string, party: Party | null): void {
    if (party) this.partyColumns.push({ row, column, party });
  }

  /** After `Parties.finish`: fills in what waited for the parties' keys. */
  finish(): void {
    const partyPrefix = `${this.prefix}/party/`.length;
    for (const { row, column, party } of this.partyColumns) row[column] = party.row.key;
    for (const { row, parties } of this.tenderers)
      row.tenderer_party_keys = parties.map((party) => party.row.key);
    for (const { row, ownerKey, party } of this.keyed) {
      row.key = `${ownerKey}/supplier/${party.row.key.slice(partyPrefix)}`;
      if (party.row.is_person) row.name = null;
    }
  }
}

/** A price that is no total, in the words of its notice: our extension members `priceKind` and `priceText`. */
function priceOf(place: Place): { price_kind: string | null; price_text: string | null } {
  return { price_kind: place.text('priceKind'), price_text: place.text('priceText') };
}
