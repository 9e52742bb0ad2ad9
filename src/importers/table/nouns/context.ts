import type { PoolClient } from 'pg';
import { PersonNumbers, personNumberOf } from '../../ocds/compile/persons.ts';
import { storable } from '../../ocds/compile/text.ts';
import type { PersonMark } from '../../ocds/person-mark.ts';
import type { LayoutCounts } from '../layouts.ts';
import type { TableProblems } from '../problems.ts';
import type { Coverage } from '../store/heading.ts';
import { Classifications } from './classifications.ts';
import { Departments } from './departments.ts';
import { Documents } from './documents.ts';
import type { Context, Sink } from './noun.ts';

interface From {
  client: PoolClient;
  datasetKey: string;
  sourceKey: string;
  profile: string;
  personMark: PersonMark;
  internalPhases: ReadonlySet<string>;
  problems: TableProblems;
  layouts: LayoutCounts;
  coverage: Coverage;
  sink: Sink;
}

/** Shortest text that can hold the number of a person. */
export const shortestPersonNumber = 15;

/** What the builders of one import share. */
export async function newContext(from: From): Promise<Context> {
  const { client, datasetKey, sourceKey, profile, personMark, problems, layouts, coverage } = from;
  const persons = new PersonNumbers({}, personMark);
  const clean = (text: string) => {
    const kept = storable(text);
    return kept.length < shortestPersonNumber ? kept : persons.without(kept);
  };
  const departments = new Departments(client);
  const classifications = new Classifications(client, datasetKey);
  await classifications.load();
  return {
    datasetKey,
    sourceKey,
    profile,
    departments,
    documents: new Documents(datasetKey, sourceKey, profile, departments, clean),
    classifications,
    clean,
    internalPhases: from.internalPhases,
    identifier: (scheme, identifier) => {
      if (identifier === undefined) return null;
      const person = personNumberOf(scheme ?? null, identifier);
      return person === null ? storable(identifier) : personMark(person);
    },
    sink: from.sink,
    refuse: ({ sheet, page, row }, rule, problem, cell) =>
      problems.add({
        rule,
        severity: 'error',
        sheet,
        page,
        row,
        problem,
        ...(cell ? { head: cell.field, value: cell.value } : {}),
      }),
    tell: (problem) => problems.add(problem),
    cover: (kind, day) => coverage.add(kind, day),
    count: (head, record, sums) => layouts.count(head, record, sums),
  };
}
