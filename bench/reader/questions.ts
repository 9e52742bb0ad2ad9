/** The questions of docs/performance.md with the SQL that a person would write for each: the limit. */
export interface Question {
  name: string;
  what: string;
  query: string;
  variables: (turn: number) => Record<string, unknown>;
  limit: { text: string; values: (turn: number) => unknown[] };
}

const department = (turn: number) => `X-B-${1 + ((turn * 37) % 200)}`;

export const questions: Question[] = [
  {
    name: 'q1',
    what: '20 newest contracts of a department with buyer and supplier names',
    query: `query Q1($key: String!) {
      department(key: $key) { contracts(first: 20) { nodes { key title dateSigned value { amount currency } buyer { name } supplier { name } } } }
    }`,
    variables: (turn) => ({ key: department(turn) }),
    limit: {
      text: `SELECT json_build_object('data', json_build_object('department', json_build_object('contracts', json_build_object('nodes',
          (SELECT coalesce(json_agg(json_build_object('key', c.key, 'title', c.title, 'dateSigned', c.date_signed,
             'value', json_build_object('amount', c.value_amount::text, 'currency', c.value_currency),
             'buyer', json_build_object('name', b.name), 'supplier', json_build_object('name', s.name)) ORDER BY c.date_signed DESC, c.key DESC), '[]')
           FROM (SELECT key, title, date_signed, value_amount, value_currency, buyer_department_key, supplier_key FROM disclosed.contract WHERE buyer_department_key = $1 ORDER BY date_signed DESC, key DESC LIMIT 20) c
           LEFT JOIN disclosed.department b ON b.key = c.buyer_department_key
           LEFT JOIN disclosed.supplier s ON s.key = c.supplier_key)))))::text AS j`,
      values: (turn) => [department(turn)],
    },
  },
  {
    name: 'q3',
    what: '50 departments with their 5 newest contracts and the supplier of each',
    query: `query Q3 { departments(first: 50) { nodes { key name contracts(first: 5) { nodes { key dateSigned value { amount currency } supplier { name } } } } } }`,
    variables: () => ({}),
    limit: {
      text: `SELECT json_build_object('data', json_build_object('departments', json_build_object('nodes',
          (SELECT json_agg(json_build_object('key', d.key, 'name', d.name, 'contracts', json_build_object('nodes', l.j)) ORDER BY d.key)
           FROM (SELECT key, name FROM disclosed.department ORDER BY key LIMIT 50) d
           LEFT JOIN LATERAL (
             SELECT json_agg(json_build_object('key', c.key, 'dateSigned', c.date_signed,
               'value', json_build_object('amount', c.value_amount::text, 'currency', c.value_currency),
               'supplier', json_build_object('name', s.name)) ORDER BY c.date_signed DESC, c.key DESC) AS j
             FROM (SELECT key, title, date_signed, value_amount, value_currency, buyer_department_key, supplier_key FROM disclosed.contract WHERE buyer_department_key = d.key ORDER BY date_signed DESC, key DESC LIMIT 5) c
             LEFT JOIN disclosed.supplier s ON s.key = c.supplier_key) l ON true))))::text AS j`,
      values: () => [],
    },
  },
  {
    name: 'list',
    what: '20 newest contracts of all, with the supplier',
    query: `query List { contracts(first: 20) { nodes { key title dateSigned value { amount currency } supplier { name } } pageInfo { hasNextPage endCursor } } }`,
    variables: () => ({}),
    limit: {
      text: `SELECT json_build_object('data', json_build_object('contracts', json_build_object('nodes',
          (SELECT json_agg(json_build_object('key', c.key, 'title', c.title, 'dateSigned', c.date_signed,
             'value', json_build_object('amount', c.value_amount::text, 'currency', c.value_currency),
             'supplier', json_build_object('name', s.name)) ORDER BY c.date_signed DESC, c.key DESC)
           FROM (SELECT key, title, date_signed, value_amount, value_currency, buyer_department_key, supplier_key FROM disclosed.contract WHERE date_signed IS NOT NULL ORDER BY date_signed DESC, key DESC LIMIT 20) c
           LEFT JOIN disclosed.supplier s ON s.key = c.supplier_key))))::text AS j`,
      values: () => [],
    },
  },
];
