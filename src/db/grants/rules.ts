import type { LoginName } from '../types.ts';

export const schemaNames = ['disclosed', 'internal', 'sealed', 'hub'] as const;
export type SchemaName = (typeof schemaNames)[number];

/** One column and the audience that may read it; null: no reader at all. */
export interface GrantColumn {
  name: string;
  audience: 'public' | 'internal' | null;
}

/** Every table of the hub with every column; the generator's whole input. Twins are not listed, they follow. */
export interface GrantTable {
  schema: SchemaName;
  table: string;
  columns: GrantColumn[];
}

/** Columns that the database fills in itself: nobody may write them. */
const filledIn = new Set(['id', 'from_revision']);

/** Tables of schemas with twins whose rows only grow through functions. */
export const hasTwin = (table: GrantTable) =>
  (table.schema === 'disclosed' || table.schema === 'internal') &&
  ['key', 'from_revision'].every((name) => table.columns.some((column) => column.name === name));

/** Privileges of one login on one table or twin, by column; the form that the catalog is compared with. */
export interface TableGrant {
  schema: string;
  table: string;
  login: LoginName;
  privilege: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  /** Null for the whole table: DELETE knows no columns, and only `writer` reads tables whole. */
  columns: string[] | null;
}

/** Every privilege on every table, from the declarations. What is not listed is not granted. */
export function tableGrants(tables: GrantTable[]): TableGrant[] {
  return tables.flatMap((table) =>
    [...readGrants(table), ...writeGrants(table)].filter((grant) => grant.columns?.length !== 0),
  );
}

function readGrants(table: GrantTable): TableGrant[] {
  const readable = (audiences: GrantColumn['audience'][]) =>
    table.columns
      .filter((column) => column.audience && audiences.includes(column.audience))
      .map((column) => column.name);
  const open = readable(['public']);
  const all = readable(['public', 'internal']);
  const grant = (login: LoginName, columns: string[]): TableGrant[] => {
    if (columns.length === 0) return [];
    const own: TableGrant = { schema: table.schema, table: table.table, login, privilege: 'SELECT', columns };
    if (!hasTwin(table)) return [own];
    const versions = [
      ...columns.filter((name) => name !== 'from_revision'),
      'from_revision',
      'to_revision',
      'revision_source',
    ];
    return [own, { ...own, table: `${table.table}_version`, columns: [...new Set(versions)] }];
  };
  switch (table.schema) {
    case 'disclosed':
      return [
        ...grant('public', open),
        ...grant('export', open),
        ...grant('internal', all),
        ...grant('officer', all),
      ];
    case 'internal':
      // Without a department a row belongs to nobody whom a policy could name.
      return [...grant('internal', all), ...(hasDepartment(table) ? grant('officer', all) : [])];
    case 'sealed':
      return grant('sealed', all);
    case 'hub':
      return [];
  }
}

export function hasDepartment(table: GrantTable): boolean {
  return table.columns.some((column) => column.name === 'department_key');
}

function writeGrants(table: GrantTable): TableGrant[] {
  const all = table.columns.map((column) => column.name);
  const writable = all.filter((name) => !filledIn.has(name));
  const changeable = writable.filter((name) => name !== 'key');
  const grant = (
    login: LoginName,
    privilege: TableGrant['privilege'],
    columns: string[] | null,
  ): TableGrant => ({
    schema: table.schema,
    table: table.table,
    login,
    privilege,
    columns,
  });
  const place = `${table.schema}.${table.table}`;
  if (place === 'hub.access_log') {
    return [
      grant(
        'log',
        'INSERT',
        writable.filter((name) => name !== 'at'),
      ),
      grant('control', 'SELECT', all),
    ];
  }
  if (table.schema === 'hub') {
    return [
      grant('control', 'SELECT', all),
      grant('control', 'INSERT', writable),
      grant('control', 'UPDATE', writable),
      grant('control', 'DELETE', null),
    ];
  }
  // A change of a sealed value is a new row; the key is read to find out whether a row is there.
  if (table.schema === 'sealed')
    return [grant('writer', 'INSERT', writable), grant('writer', 'SELECT', ['key'])];
  if (table.table === 'revision') return [grant('writer', 'SELECT', null)];
  if (place === 'internal.revision_act') {
    const stated = ['actor', 'role', 'reason', 'department_key'];
    return [grant('writer', 'SELECT', null), grant('writer', 'INSERT', stated)];
  }
  // A release stays as it was received; what is known about it may change.
  if (place === 'internal.release') {
    return [
      grant('writer', 'SELECT', null),
      grant('writer', 'INSERT', writable),
      grant('writer', 'UPDATE', ['department_key', 'state']),
    ];
  }
  if (place === 'internal.report') {
    return [grant('report', 'INSERT', ['subject_type', 'subject_key', 'text', 'contact'])];
  }
  return [
    grant('writer', 'SELECT', null),
    grant('writer', 'INSERT', writable),
    grant('writer', 'UPDATE', changeable),
  ];
}

/** Functions that a login may call; every other one is closed. */
export const functionGrants: { signature: string; logins: LoginName[] }[] = [
  { signature: 'disclosed.current_revision()', logins: ['writer'] },
  { signature: 'disclosed.begin_revision(text)', logins: ['writer'] },
  { signature: 'disclosed.revision_at(timestamptz)', logins: ['public', 'export', 'internal', 'officer'] },
  { signature: 'internal.current_revision()', logins: ['writer'] },
  { signature: 'internal.begin_revision(text)', logins: ['writer'] },
  { signature: 'internal.revision_at(timestamptz)', logins: ['internal', 'officer'] },
  { signature: 'internal.remove_uncompiled(text, text[])', logins: ['writer'] },
  { signature: 'internal.remove_unstated(text, text[])', logins: ['writer'] },
  { signature: 'internal.remove_demo(text)', logins: ['writer'] },
  { signature: 'internal.take_statistics(text[], bigint[])', logins: ['writer'] },
];

/** Who may look into a schema at all. */
export const schemaGrants: Record<SchemaName, LoginName[]> = {
  disclosed: ['public', 'export', 'internal', 'officer', 'writer'],
  internal: ['internal', 'officer', 'writer', 'report'],
  sealed: ['sealed', 'writer'],
  hub: ['control', 'log'],
};

const departments = `((SELECT nullif(current_setting('sunledger.departments', true), '')::text[])::text[])`;

export interface Policy {
  schema: string;
  table: string;
  name: string;
  login: LoginName;
  command: 'ALL' | 'SELECT' | 'INSERT';
  using: string | null;
  check: string | null;
}

/** Row policies. A login without one sees no row of the table, whatever is granted. */
export function policies(tables: GrantTable[]): Policy[] {
  return tables.flatMap((table) => {
    if (table.schema !== 'internal' && table.schema !== 'sealed') return [];
    const names = hasTwin(table) ? [table.table, `${table.table}_version`] : [table.table];
    return names.flatMap((name) => policiesOf(table, name));
  });
}

function policiesOf(table: GrantTable, name: string): Policy[] {
  const policy = (
    login: LoginName,
    command: Policy['command'],
    using: string | null,
    check: string | null,
  ): Policy => ({
    schema: table.schema,
    table: name,
    name: login,
    login,
    command,
    using,
    check,
  });
  const own = `"department_key" = ANY ${departments}`;
  if (table.schema === 'sealed')
    return [policy('sealed', 'SELECT', own, null), policy('writer', 'ALL', 'true', 'true')];
  const found = [policy('internal', 'SELECT', 'true', null)];
  if (hasDepartment(table)) found.push(policy('officer', 'SELECT', own, null));
  if (name === table.table) found.push(policy('writer', 'ALL', 'true', 'true'));
  if (name === 'report') found.push(policy('report', 'INSERT', null, '"department_key" IS NULL'));
  return found;
}
