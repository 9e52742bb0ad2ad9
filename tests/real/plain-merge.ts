import { isObject, objects, type Plain, type PlainObject, textOf } from './plain-json.ts';
import type { Statement } from './plain-releases.ts';

/**
 * Of releases of one id the one with the later date stands, of equal dates the later received; content that only comes
 * again in other spelling counts where it came first.
 */
export function standing(statements: readonly Statement[]): Statement[] {
  const byId = new Map<string, Statement[]>();
  for (const one of statements) {
    const list = byId.get(one.id) ?? [];
    byId.set(one.id, list);
    if (!list.some(({ same }) => same === one.same)) list.push(one);
  }
  return [...byId.values()].map((list) => byDate(list).at(-1)!);
}

const byDate = (list: readonly Statement[]) =>
  [...list].sort(
    (a, b) =>
      (Date.parse(a.date) || 0) - (Date.parse(b.date) || 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );

/**
 * The latest statement of a process: its releases laid over one another by date. Where there are no single ones the
 * latest compiled one stands alone, because each states the whole. Otherwise those that state something that nothing
 * else does are laid among the single ones at their dates; the latest is asked first.
 */
export function latestOf(statements: readonly Statement[]): { latest: PlainObject; merged: Statement[] } {
  const ofKind = (kind: Statement['kind']) => byDate(standing(statements.filter((one) => one.kind === kind)));
  const [singles, compiled] = [ofKind('release'), ofKind('compiled')];
  if (singles.length === 0) {
    const merged = compiled.slice(-1);
    return { latest: layAll(merged), merged };
  }
  let merged = singles;
  for (const whole of compiled.reverse()) {
    const known = stated(layAll(merged));
    if ([...stated(whole.content)].every((name) => known.has(name))) continue;
    merged = byDate([...merged, { ...whole, content: withoutDoubles(whole.content, layAll(merged)) }]);
  }
  return { latest: layAll(merged), merged };
}

const layAll = (statements: readonly Statement[]) =>
  statements.reduce((under, { content }) => lay(under, content), {} as PlainObject);

/** What a compiled release is needed for: awards and contracts, the items of each stage, and suppliers. */
function stated(process: PlainObject): Set<string> {
  const names = new Set<string>();
  const suppliers = new Map(
    objects(process.awards).map(({ id, suppliers }) => [textOf(id), objects(suppliers)]),
  );
  for (const stage of ['tender', 'awards', 'contracts'])
    for (const one of objects(process[stage])) {
      const name = stage === 'tender' ? stage : `${stage} ${textOf(one.id)}`;
      if (stage !== 'tender') names.add(name);
      if (objects(one.items).length > 0) names.add(`items of ${name}`);
      const own = objects(one.suppliers);
      if ([...own, ...(own.length > 0 ? [] : (suppliers.get(textOf(one.awardID)) ?? []))].length > 0)
        names.add(`suppliers of ${name}`);
    }
  return names;
}

/** Nothing tells whether two things without ids are one, so of a list that the single ones have none are added. */
function withoutDoubles(whole: PlainObject, alone: PlainObject): PlainObject {
  const kept = Object.entries(whole).map(([name, value]): [string, Plain | undefined] => {
    const there = alone[name];
    if (isObject(value) && isObject(there)) return [name, withoutDoubles(value, there)];
    if (!Array.isArray(value) || objects(there).length === 0) return [name, value];
    const same = (one: PlainObject) => objects(there).find(({ id }) => textOf(id) === textOf(one.id));
    return [
      name,
      value
        .filter((one) => !isObject(one) || textOf(one.id) !== undefined)
        .map((one) => (isObject(one) && same(one) ? withoutDoubles(one, same(one)!) : one)),
    ];
  });
  return Object.fromEntries(kept);
}

/** Lists that are one value: their objects have ids that are codes, not names of objects. */
const values = new Set(['additionalClassifications', 'additionalIdentifiers', 'changes']);

/** Lays an object over another: null takes away, objects of one id are one, what has no id comes in addition. */
function lay(under: PlainObject, over: PlainObject): PlainObject {
  for (const [name, value] of Object.entries(over)) {
    if (value === null) delete under[name];
    else if (isObject(value)) under[name] = lay(isObject(under[name]) ? under[name] : {}, value);
    else if (!Array.isArray(value) || !value.every(isObject) || values.has(name)) under[name] = value;
    else under[name] = layList(name, under[name], value);
  }
  return under;
}

function layList(name: string, under: Plain | undefined, over: PlainObject[]): Plain {
  // Suppliers and tenderers without any id (as 1.0 has them) are a statement of who they are: the later one stands.
  const isWhole =
    /^(suppliers|tenderers)$/.test(name) && over.length > 0 && over.every(({ id }) => !textOf(id));
  const list = isWhole || !Array.isArray(under) ? [] : under;
  for (const one of over) {
    const id = textOf(one.id);
    const same = isWhole || !id ? undefined : objects(list).find((other) => textOf(other.id) === id);
    if (same) lay(same, one);
    else list.push(lay({}, one));
  }
  return list;
}
