import { checksumOf, identifierOf } from '../../ocds/compile/identifiers.ts';
import { identifierText } from '../../ocds/compile/link.ts';
import type { TableHead, TableRecord } from '../types.ts';
import { type Column, needed, Reading } from './fact.ts';
import { Expander } from './fields.ts';
import { codePart, mark, within } from './keys.ts';
import { type Builder, type Context, type Noun, placeOf } from './noun.ts';
import { bodyOf } from './rules.ts';
import { payment as spec } from './spec/spending.ts';

const columns: readonly Column[] = [
  ['payee_name', 'payeeName', 'text'],
  ['payee_scheme', 'payeeScheme', 'code'],
  ['paid_on', 'paidOn', 'date'],
  ['value_amount', 'value', 'number'],
  ['value_currency', 'currency', 'code'],
  ['organisational_unit', 'organisationalUnit', 'text'],
  ['expense_type', 'expenseType', 'text'],
  ['description', 'description', 'text'],
  ['transaction_number', 'transactionNumber', 'code'],
  ['function_code', 'functionCode', 'code'],
  ['economic_code', 'economicCode', 'code'],
];

export const payment: Noun = { ...spec, open: (head, context) => new PaymentBuilder(head, context) };

class PaymentBuilder implements Builder {
  private readonly expander: Expander;

  constructor(
    private readonly head: TableHead,
    private readonly context: Context,
  ) {
    this.expander = new Expander(head);
  }

  add(record: TableRecord): void {
    if (record.kind !== 'line') {
      this.context.count(this.head, record, []);
      return;
    }
    for (const entry of this.expander.expand(record)) this.addPayment(new Reading(entry));
  }

  private addPayment(reading: Reading): void {
    const { context } = this;
    if (needed(context, reading, 'value') === null) return;
    const paidOn = reading.get('paidOn');
    const payer = reading.get('payerName') ?? reading.get('departmentName');
    const department = bodyOf(context, reading, paidOn, payer);
    const month = reading.get('listMonth') ?? paidOn?.slice(0, 7) ?? null;
    const number = reading.get('transactionNumber');
    const what =
      number !== undefined
        ? codePart(number)
        : `~${mark(['payeeName', 'paidOn', 'value', 'expenseType', 'organisationalUnit', 'description'].map((name) => reading.get(name) ?? '').join('\n'))}`;
    const list = `${context.datasetKey}/payment/${within(department ?? payer ?? '-')}/${month ?? '-'}`;
    const base = `${list}/${what}`;
    const scope = [department, month];
    context.sink.put('disclosed.payment', scope, {
      key: `${base}#${context.sink.occurrence(base)}`,
      dataset_key: context.datasetKey,
      department_key: department,
      payer_name: payer === undefined ? null : context.clean(payer),
      list_month: month,
      ...reading.columns(context, columns),
      payee_identifier: context.identifier(reading.get('payeeScheme'), reading.get('payeeIdentifier')),
      supplier_key: this.supplierOf(reading, paidOn),
      position: context.sink.occurrence(list) * 100,
      ...placeOf(context, reading.record),
    });
    context.cover('payment', paidOn ?? (month === null ? null : `${month}-01`));
    context.count(this.head, reading.record, reading.sums(columns, reading.get('currency') ?? null));
  }

  /** A payee with an identifier is a supplier; a natural person is none. */
  private supplierOf(reading: Reading, paidOn: string | undefined): string | null {
    const { context } = this;
    const [scheme, id] = [reading.get('payeeScheme'), reading.get('payeeIdentifier')];
    if (scheme === undefined || id === undefined || context.identifier(scheme, id) !== id) return null;
    const identifier = identifierOf(scheme, id);
    if (!identifier) return null;
    const key = identifierText(identifier);
    const name = reading.get('payeeName');
    context.sink.named('disclosed.supplier', {
      key,
      scheme: identifier.scheme,
      identifier: identifier.id,
      name: name === undefined ? `${identifier.scheme} ${identifier.id}` : context.clean(name),
      is_checksum_valid: checksumOf(identifier),
      named_on: `${paidOn ?? '0001-01-01'}T00:00:00.000Z`,
      named_by: name === undefined ? null : `${context.datasetKey}/${paidOn ?? '-'}`,
    });
    return key;
  }
}
