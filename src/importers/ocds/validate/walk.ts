import {
  ExactNumber,
  isNumber,
  isObject,
  type JsonObject,
  type JsonValue,
  numberText,
} from '../../../json.ts';
import { type ProblemLog, pathOf } from '../problems.ts';
import { escapeStep } from '../read/release-text.ts';
import type { Problem, Severity } from '../types.ts';
import { codesOf, type Version } from './codelists.ts';
import { languageBase } from './compiled.ts';
import { CURRENCIES, minorUnits, nearestCurrency } from './currencies.ts';
import { dateTimeTrouble, decimalPlaces, isDateTime, isUri } from './formats.ts';
import { shown } from './schema-errors.ts';
import { type Field, type Structure, structuresOf } from './structure.ts';

interface FieldPlan {
  of: Plan | null;
  format: Field['format'];
  /** Codes of an open list. */
  codes: ReadonlySet<string> | null;
  list: string;
  deprecated: boolean;
}

interface Plan {
  name: string;
  fields: Map<string, FieldPlan>;
  languages: readonly string[];
  hasId: boolean;
  /** The schema does not require the id although the structure has one. */
  looseId: boolean;
}

/** One path without indexes, with the first problem of each rule found there: again costs no words and no pointer. */
class PathNode {
  readonly first = new Map<string, Problem>();
  private readonly children = new Map<string, PathNode>();

  constructor(readonly path: string) {}

  child(name: string): PathNode {
    let node = this.children.get(name);
    if (!node) {
      node = new PathNode(`${this.path}/${escapeStep(name)}`);
      // Names that are data (thousands of different ones) must not fill memory.
      if (this.children.size < 2000) this.children.set(name, node);
    }
    return node;
  }
}

/**
 * What is worth saying about a release beyond the schema, found in one walk: formats, empty and unknown and
 * deprecated fields, codes outside open lists, ids, references, amounts and currencies.
 */
export class ReleaseWalk {
  private readonly plan: Plan;
  private readonly roots = new Map<string, PathNode>();
  private readonly seenCurrencies = new Set<string>();
  private readonly steps: (string | number)[] = [];
  private pointer = '';
  private parties: Set<string> | null = null;

  constructor(
    version: Version,
    private readonly log: ProblemLog,
  ) {
    this.plan = planOf(version);
  }

  walk(release: JsonObject, pointer: string, compiled: boolean): void {
    this.pointer = pointer;
    const path = pathOf(pointer);
    let root = this.roots.get(path);
    if (!root) {
      root = new PathNode(path);
      this.roots.set(path, root);
    }
    this.parties = null;
    if (Array.isArray(release.parties) && release.parties.length > 0) {
      this.parties = new Set();
      for (const party of release.parties) if (isObject(party)) this.parties.add(idText(party.id));
    }
    const { ocid } = release;
    if (typeof ocid === 'string' && ocid !== '' && !/^ocds-[a-z0-9]{6}/.test(ocid)) {
      this.hit(
        root,
        'ocid',
        'ocid-prefix',
        'warning',
        ocid,
        'the ocid does not begin with "ocds-" and six lower-case letters or digits',
      );
    }
    this.object(release, this.plan, root);
    this.awardReferences(release, root, compiled);
  }

  private object(object: JsonObject, plan: Plan, node: PathNode): void {
    const { fields } = plan;
    for (const name in object) {
      const value = object[name];
      const field = fields.get(name);
      if (field === undefined) {
        if (name.indexOf('_') < 0 || languageBase(name, plan.languages) === null) {
          this.hit(
            node,
            name,
            'additional-field',
            'info',
            value,
            'not a field of the standard; it is kept, but not understood',
          );
        }
        continue;
      }
      if (field.deprecated) {
        this.hit(node, name, 'deprecated-field', 'info', value, 'the field is deprecated since version 1.1');
      }
      if (typeof value === 'string') this.text(value, name, field, node);
      else if (typeof value === 'object' && value !== null && !(value instanceof ExactNumber)) {
        if (Array.isArray(value)) this.list(value, name, field, node);
        else this.single(value, name, field, node);
      }
    }
    if (plan.looseId && object.id === undefined) {
      this.hit(
        node,
        'id',
        'missing-id',
        'warning',
        undefined,
        'without an id it cannot be referred to or followed over time',
      );
    }
    if (plan.name === 'Value') this.amount(object, node);
    else if (
      plan.name === 'OrganizationReference' &&
      this.parties &&
      object.id !== undefined &&
      object.id !== null
    ) {
      if (!this.parties.has(idText(object.id))) {
        this.hit(
          node,
          'id',
          'party-not-found',
          'warning',
          object.id,
          'the id refers to no entry of "parties"',
        );
      }
    }
  }

  private single(value: JsonObject, name: string, field: FieldPlan, node: PathNode): void {
    let empty = true;
    for (const _ in value) {
      empty = false;
      break;
    }
    if (empty) this.hit(node, name, 'empty-field', 'warning', value, EMPTY_MESSAGE);
    if (!field.of) return;
    this.steps.push(name);
    this.object(value, field.of, node.child(name));
    this.steps.pop();
  }

  private list(items: JsonValue[], name: string, field: FieldPlan, node: PathNode): void {
    if (items.length === 0) {
      this.hit(node, name, 'empty-field', 'warning', items, EMPTY_MESSAGE);
      return;
    }
    const { of, codes } = field;
    if (!of && !codes) return;
    const child = node.child(name);
    this.steps.push(name);
    const ids = of?.hasId && items.length > 1 ? new Set<string>() : null;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (of && isObject(item)) {
        this.steps.push(i);
        this.object(item, of, child);
        if (ids && item.id !== undefined && item.id !== null) {
          const id = idText(item.id);
          if (ids.has(id)) {
            this.hit(
              child,
              'id',
              'non-unique-id',
              'warning',
              item.id,
              'two entries of one list have the same id: merging takes them for one',
            );
          } else ids.add(id);
        }
        this.steps.pop();
      } else if (codes && typeof item === 'string' && !codes.has(item)) {
        this.steps.push(i);
        this.hitHere(child, 'not-in-open-codelist', 'info', item, `not in the open list "${field.list}"`);
        this.steps.pop();
      }
    }
    this.steps.pop();
  }

  private text(value: string, name: string, field: FieldPlan, node: PathNode): void {
    const first = value.charCodeAt(0);
    if (value === '' || ((first <= 0x20 || first === 0xa0 || first === 0x3000) && value.trim() === '')) {
      this.hit(node, name, 'empty-field', 'warning', value, EMPTY_MESSAGE);
      return;
    }
    if (field.format === 'date-time') {
      if (!isDateTime(value)) {
        const message = `${dateTimeTrouble(value)}: expected a form like 2024-05-31T09:00:00+08:00`;
        this.hit(node, name, 'date-time-format', 'warning', value, message);
      }
    } else if (field.format === 'uri') {
      if (!isUri(value))
        this.hit(node, name, 'uri-format', 'warning', value, 'no URI of RFC 3986 with a scheme like https:');
    } else if (field.codes && !field.codes.has(value)) {
      this.hit(node, name, 'not-in-open-codelist', 'info', value, `not in the open list "${field.list}"`);
    }
  }

  private amount(value: JsonObject, node: PathNode): void {
    const { amount, currency } = value;
    const known = typeof currency === 'string' && CURRENCIES.has(currency);
    if (known) {
      if (this.seenCurrencies.size < 300) this.seenCurrencies.add(currency);
    } else if (typeof currency === 'string' && currency.trim() !== '') {
      const nearest = nearestCurrency(currency, this.seenCurrencies);
      const message = `"${currency.slice(0, 20)}" is no currency code of ISO 4217${nearest ? `; did they mean "${nearest}"?` : ''}`;
      this.hit(node, 'currency', 'unknown-currency', 'warning', currency, message);
    }
    if (!isNumber(amount)) return;
    if (currency === undefined || currency === null || currency === '') {
      if (amount !== 0)
        this.hit(
          node,
          'currency',
          'amount-without-currency',
          'warning',
          amount,
          'an amount without a currency',
        );
    }
    if (typeof amount === 'number') {
      if (amount < 0) this.hit(node, 'amount', 'negative-amount', 'warning', amount, 'a negative amount');
      if (Number.isInteger(amount) || !known) return;
    } else if (amount.text.startsWith('-') && /[1-9]/.test(amount.text)) {
      this.hit(node, 'amount', 'negative-amount', 'warning', amount, 'a negative amount');
    }
    const units = known ? minorUnits(currency) : null;
    if (units !== null && decimalPlaces(numberText(amount)) > units) {
      const message = `finer than the smallest unit of ${currency as string} (${units} decimal places)`;
      this.hit(node, 'amount', 'finer-than-minor-unit', 'warning', amount, message);
    }
  }

  /**
   * A contract's awardID must name an award. A release may tell of a contract alone, its award having been told
   * before: only where the release has awards, or is compiled, is a missing one a problem.
   */
  private awardReferences(release: JsonObject, root: PathNode, compiled: boolean): void {
    const { contracts, awards } = release;
    if (!Array.isArray(contracts) || (!Array.isArray(awards) && !compiled)) return;
    const ids = new Set<string>();
    if (Array.isArray(awards)) for (const award of awards) if (isObject(award)) ids.add(idText(award.id));
    for (const [i, contract] of contracts.entries()) {
      if (!isObject(contract) || contract.awardID === undefined || contract.awardID === null) continue;
      if (ids.has(idText(contract.awardID))) continue;
      this.steps.push('contracts', i);
      const message = 'the awardID names no award of this release';
      this.hit(root.child('contracts'), 'awardID', 'award-not-found', 'warning', contract.awardID, message);
      this.steps.length -= 2;
    }
  }

  private hit(
    parent: PathNode,
    name: string,
    rule: string,
    severity: Severity,
    value: unknown,
    message: string,
  ): void {
    const node = parent.child(name);
    const known = node.first.get(rule);
    if (known) {
      this.log.add(known);
      return;
    }
    this.steps.push(name);
    this.hitHere(node, rule, severity, value, message);
    this.steps.pop();
  }

  private hitHere(node: PathNode, rule: string, severity: Severity, value: unknown, message: string): void {
    const known = node.first.get(rule);
    if (known) {
      this.log.add(known);
      return;
    }
    const pointer = `${this.pointer}${this.steps.map((step) => `/${escapeStep(String(step))}`).join('')}`;
    const problem: Problem = {
      rule,
      severity,
      path: node.path,
      pointer,
      message,
      value: value === undefined ? undefined : shown(value),
    };
    node.first.set(rule, problem);
    this.log.add(problem);
  }
}

const EMPTY_MESSAGE = 'empty: leave the field out where there is no value';

function idText(id: JsonValue | undefined): string {
  return typeof id === 'string' ? id : isNumber(id) ? numberText(id) : '';
}

const plans = new Map<Version, Plan>();

function planOf(version: Version): Plan {
  const known = plans.get(version);
  if (known) return known;
  const structures = structuresOf(version);
  const made = new Map<string, Plan>();
  const make = (name: string): Plan => {
    const before = made.get(name);
    if (before) return before;
    const structure = structures[name] as Structure;
    const looseId = ['Organization', 'OrganizationReference', 'RelatedProcess', 'Amendment'].includes(name);
    const hasId = structure.fields.id !== undefined;
    const plan: Plan = {
      name,
      fields: new Map(),
      languages: structure.languages,
      hasId,
      looseId: looseId && hasId,
    };
    made.set(name, plan);
    for (const [fieldName, field] of Object.entries(structure.fields)) {
      const codes = field.list && !field.closed ? codesOf(field.list, version) : [];
      plan.fields.set(fieldName, {
        of: field.of ? make(field.of) : null,
        format: field.format,
        codes: codes.length > 0 ? new Set(codes) : null,
        list: field.list ?? '',
        deprecated: field.deprecated === true,
      });
    }
    return plan;
  };
  const plan = make('Release');
  plans.set(version, plan);
  return plan;
}
