import type { Place } from './place.ts';
import type { Rows } from './rows.ts';

/** What every row of one process shares. */
export interface Shared {
  dataset_key: string;
  process_key: string;
}

/** What hangs below a stage: its items, documents, milestones, amendments and links to other processes. */
export class Parts {
  constructor(
    private readonly rows: Rows,
    private readonly shared: Shared,
  ) {}

  items(parent: Place, parentKey: string): void {
    for (const { place, part, id } of parent.keyed('items')) {
      const classification = place.has('classification') ? place.object('classification') : null;
      const unit = place.has('unit') ? place.object('unit') : null;
      const value = unit?.money('value');
      this.rows['disclosed.item'].push({
        key: `${parentKey}/item/${part}`,
        ...this.shared,
        parent_key: parentKey,
        item_id: id,
        description: place.text('description'),
        classification_scheme: classification?.code('scheme') ?? null,
        classification_id: classification?.code('id') ?? null,
        classification_description: classification?.text('description') ?? null,
        additional_classifications: additionalClassifications(place),
        quantity: place.decimal('quantity'),
        unit_name: unit?.text('name') ?? null,
        unit_scheme: unit?.text('scheme') ?? null,
        unit_id: unit?.id() ?? null,
        unit_value_amount: value?.amount ?? null,
        unit_value_currency: value?.currency ?? null,
        related_lot: relatedLot(place),
        release_keys: place.releaseKeys,
      });
    }
  }

  documents(parent: Place, parentKey: string, below = parentKey): void {
    for (const { place, part, id } of parent.keyed('documents')) {
      this.rows['disclosed.document'].push({
        key: `${below}/document/${part}`,
        ...this.shared,
        parent_key: parentKey,
        document_id: id,
        document_type: place.text('documentType'),
        title: place.text('title'),
        description: place.text('description'),
        url: place.text('url'),
        published_at: place.instant('datePublished'),
        modified_at: place.instant('dateModified'),
        format: place.text('format'),
        language: place.text('language'),
        release_keys: place.releaseKeys,
      });
    }
  }

  milestones(parent: Place, parentKey: string, below = parentKey): void {
    for (const { place, part, id } of parent.keyed('milestones')) {
      const key = `${below}/milestone/${part}`;
      this.rows['disclosed.milestone'].push({
        key,
        ...this.shared,
        parent_key: parentKey,
        milestone_id: id,
        title: place.text('title'),
        type: place.text('type'),
        description: place.text('description'),
        code: place.text('code'),
        due_on: place.day('dueDate'),
        met_on: place.day('dateMet'),
        modified_at: place.instant('dateModified'),
        status: place.text('status'),
        release_keys: place.releaseKeys,
      });
      if (place.has('documents')) this.documents(place, key);
    }
  }

  /** `amendments` of 1.1; the single `amendment` of 1.0 where there are none. */
  amendments(parent: Place, parentKey: string): void {
    const name = parent.has('amendments') ? 'amendments' : 'amendment';
    if (!parent.has(name)) return;
    const single = name === 'amendment' ? parent.object(name) : null;
    const entries =
      name === 'amendments'
        ? parent.keyed(name)
        : single
          ? [{ place: single, part: '~1', id: single.id() }]
          : [];
    for (const { place, part, id } of entries) {
      this.rows['disclosed.amendment'].push({
        key: `${parentKey}/amendment/${part}`,
        ...this.shared,
        parent_key: parentKey,
        amendment_id: id,
        amended_on: place.day('date'),
        rationale: place.text('rationale'),
        description: place.text('description'),
        amends_release_id: place.id('amendsReleaseID'),
        release_id: place.id('releaseID'),
        release_keys: place.releaseKeys,
      });
    }
  }

  relatedProcesses(parent: Place, parentKey: string, prefix: string): void {
    for (const { place, part, id } of parent.keyed('relatedProcesses')) {
      this.rows['disclosed.related_process'].push({
        key: `${prefix}/related/${part}`,
        ...this.shared,
        parent_key: parentKey,
        related_process_id: id,
        relationship: place.texts('relationship'),
        scheme: place.text('scheme'),
        identifier: place.code('identifier', 600),
        title: place.text('title'),
        uri: place.text('uri'),
        release_keys: place.releaseKeys,
      });
    }
  }
}

function additionalClassifications(place: Place): string[] {
  if (!place.has('additionalClassifications')) return [];
  const texts: string[] = [];
  for (const entry of place.list('additionalClassifications')) {
    const [scheme, id] = [entry.text('scheme'), entry.id()];
    const text = id === null ? entry.text('description') : scheme === null ? id : `${scheme}:${id}`;
    if (text !== null) texts.push(text);
  }
  return texts;
}

/** The lot of a thing that has a place for one only. */
function relatedLot(place: Place): string | null {
  const lots = relatedLots(place);
  if (lots.length > 1) {
    const message = 'Several lots are named and one is shown; the others stand in the release only';
    place.report('several-related-lots', 'warning', 'relatedLots', message, lots);
  }
  return lots[0] ?? null;
}

/** Lots that a thing belongs to; the plural stands in the extension's later versions. */
export function relatedLots(place: Place): string[] {
  if (place.has('relatedLots')) return place.texts('relatedLots');
  const lot = place.has('relatedLot') ? place.id('relatedLot') : null;
  return lot === null ? [] : [lot];
}
