/** Texts that mean something to some machine. */
export const evil = [
  "'; DROP TABLE disclosed.contract; --",
  "' OR '1'='1",
  "') UNION SELECT risk_note FROM internal.contract_detail --",
  '"; SELECT 1; --',
  '$1',
  '$$; SELECT pg_sleep(10); $$',
  '%',
  '_',
  '\\',
  "\\'",
  "E'\\x00'",
  '{a,b}',
  '{"__proto__": {"x": 1}}',
  'NULL',
  '0x10',
  '\u2028\u202e',
  '𠮷桥',
  '%s%n{{7*7}}',
  '../../etc/passwd',
  ' ',
  '',
];
/** Texts that the database cannot hold. */
export const unholdable = ['a\0b', '\0', 'a\ud800b', '\udc00'];

const list = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}"`).join(', ');
const aliases = (count: number) =>
  Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ');
const nested = (depth: number, inner: string, around: (inner: string) => string): string =>
  Array.from({ length: depth }).reduce<string>((text) => around(text), inner);
const fragments = (count: number) =>
  `{ contracts { nodes { ...F0 } } } ${Array.from({ length: count }, (_, index) => `fragment F${index} on Contract { ${index === count - 1 ? 'key' : `...F${index + 1}`} }`).join(' ')}`;

/** What is asked, what the limits make of it, and what comes where there are none. */
export const oddities: [name: string, query: string, limited: string, open: string][] = [
  ['10,000 keys', `{ contracts(where: { keys: [${list(10_000)}] }) { totalCount } }`, 'LIMIT_EXCEEDED', 'OK'],
  ['200 keys', `{ contracts(where: { keys: [${list(200)}] }) { totalCount } }`, 'LIMIT_EXCEEDED', 'OK'],
  ['200 ids', `{ nodes(ids: [${list(200)}]) { id } }`, 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED'],
  ['100 aliases', `{ contracts { nodes { ${aliases(100)} } } }`, 'LIMIT_EXCEEDED', 'OK'],
  [
    '1,500 fields by aliases',
    `{ contracts(first: 1) { nodes { ${Array.from({ length: 1_500 }, (_, index) => `b${index}: title`).join(' ')} } } }`,
    'LIMIT_EXCEEDED',
    'OK',
  ],
  [
    '20 departments deep',
    `{ departments { nodes { ${nested(20, 'key', (inner) => `parent { ${inner} }`)} } } }`,
    'LIMIT_EXCEEDED',
    'OK',
  ],
  [
    '200 departments deep',
    `{ departments { nodes { ${nested(200, 'key', (inner) => `parent { ${inner} }`)} } } }`,
    'LIMIT_EXCEEDED',
    'ANY',
  ],
  [
    'lists in lists in lists',
    `{ processes(first: 100) { nodes { contracts(first: 100) { nodes { items(first: 100) { nodes { key } } } } } } }`,
    'LIMIT_EXCEEDED',
    'OK',
  ],
  ['100 fragments in a chain', fragments(100), 'LIMIT_EXCEEDED', 'OK'],
  [
    'a fragment in itself',
    '{ contracts { nodes { ...A } } } fragment A on Contract { key ...A }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'two fragments in each other',
    '{ contracts { nodes { ...A } } } fragment A on Contract { ...B } fragment B on Contract { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a huge page', '{ contracts(first: 2147483647) { totalCount } }', 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED'],
  [
    'a page beyond an integer',
    '{ contracts(first: 2147483648) { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a page of minus one', '{ contracts(first: -1) { totalCount } }', 'BAD_INPUT', 'BAD_INPUT'],
  [
    '21 digits',
    '{ contracts(where: { value: { currency: "CNY", min: "123456789012345678901" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    '21 decimals',
    '{ contracts(where: { value: { currency: "CNY", min: "0.123456789012345678901" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    '20 digits and 20 decimals',
    '{ contracts(where: { value: { currency: "CNY", min: "-99999999999999999999.99999999999999999999" } }) { totalCount } }',
    'OK',
    'OK',
  ],
  [
    'a number with an exponent',
    '{ contracts(where: { value: { currency: "CNY", min: 1e400 } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'not a number',
    '{ contracts(where: { value: { currency: "CNY", min: "NaN" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'digits of another script',
    '{ contracts(where: { value: { currency: "CNY", min: "１２３" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'min above max',
    '{ contracts(where: { value: { currency: "CNY", min: "2", max: "1" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'year 0000',
    '{ contracts(where: { dateSigned: { from: "0000-01-01" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  ['year 0001', '{ contracts(where: { dateSigned: { from: "0001-01-01" } }) { totalCount } }', 'OK', 'OK'],
  [
    'the last day of four digits',
    '{ contracts(where: { dateSigned: { from: "9999-12-31" } }) { totalCount } }',
    'OK',
    'OK',
  ],
  [
    'year 294277',
    '{ contracts(where: { dateSigned: { from: "294277-01-01" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    '30 February',
    '{ contracts(where: { dateSigned: { from: "2026-02-30" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'infinity',
    '{ contracts(where: { dateSigned: { from: "infinity" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'an instant of year 0000',
    '{ processes(where: { lastReleasedAt: { from: "0000-01-01T00:00:00Z" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'an instant of year 275760',
    '{ processes(where: { lastReleasedAt: { from: "+275760-09-13T00:00:00.000Z" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'an instant that falls into year 10000',
    '{ processes(where: { lastReleasedAt: { from: "9999-12-31T23:59:59-12:00" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'the past of year 0001',
    '{ contracts(recordedAsOf: "0001-01-01T00:00:00Z") { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'the past of year 0000',
    '{ contracts(recordedAsOf: "0000-01-01T00:00:00Z") { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'the future',
    '{ contracts(recordedAsOf: "9999-01-01T00:00:00Z") { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'unknown datasets',
    '{ contracts(where: { dataset: ["none", "\'"] }) { totalCount nodes { key } } }',
    'OK',
    'OK',
  ],
  ['no dataset', '{ contracts(where: { dataset: [] }) { totalCount nodes { key } } }', 'OK', 'OK'],
  [
    'nulls everywhere',
    '{ contracts(first: null, after: null, where: null, orderBy: null, recordedAsOf: null) { totalCount } node(id: "") { id } nodes(ids: []) { id } }',
    'OK',
    'OK',
  ],
  ['a null id', '{ node(id: null) { id } }', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a filter that is null',
    '{ contracts(where: { keys: null, value: null, supplier: null, buyer: null }) { totalCount } }',
    'OK',
    'OK',
  ],
  [
    'nulls in a list',
    '{ contracts(where: { keys: [null] }) { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a word of 4,000 letters',
    `{ contracts(where: { title: "${'桥'.repeat(1_300)}" }) { totalCount } }`,
    'OK',
    'OK',
  ],
  [
    'eleven words',
    '{ contracts(where: { title: "a b c d e f g h i j k" }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  ['no word', '{ contracts(where: { title: "  " }) { totalCount } }', 'BAD_INPUT', 'BAD_INPUT'],
  [
    'an unknown directive',
    '{ contracts @stream { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a mutation', 'mutation { submit }', 'BAD_INPUT', 'BAD_INPUT'],
  ['a subscription', 'subscription { contracts { totalCount } }', 'BAD_INPUT', 'BAD_INPUT'],
];
