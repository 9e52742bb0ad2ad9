import type { Counts } from './plain-counts.ts';

interface Pinned extends Omit<Counts, 'suppliers' | 'paid'> {
  processes: number;
  /** Told by ocid, id and content: what only differs in spelling is one. Links of records are not counted. */
  releases: number;
  /** Contact data that are looked for in the answers. */
  hidden: number;
  /** Contact data that are not: too short, or in a text of the same source that is shown. */
  skipped: [short: number, shown: number];
}

/** What the files hold. Pinned, so that a plain reading and a walk that both read nothing do not pass. */
export const pinned: Record<string, Pinned> = {
  'armenia-armeps': {
    processes: 900,
    releases: 900,
    awards: 358,
    contracts: 358,
    items: 1810,
    parties: 1619,
    transactions: 0,
    documents: 1858,
    awarded: { AMD: '1992474426.06' },
    contracted: { AMD: '2315995781.9' },
    hidden: 548,
    skipped: [4, 37],
  },
  'colombia-compra': {
    processes: 21,
    releases: 21,
    awards: 20,
    contracts: 20,
    items: 61,
    parties: 40,
    transactions: 0,
    documents: 76,
    awarded: { COP: '5438773693' },
    contracted: { COP: '5438773693' },
    hidden: 17,
    skipped: [3, 0],
  },
  'mexico-cdmx': {
    processes: 8,
    releases: 20,
    awards: 8,
    contracts: 8,
    items: 39,
    parties: 38,
    transactions: 70,
    documents: 35,
    awarded: { MXN: '11846090.18', USD: '75464.96' },
    contracted: { MXN: '11846090.18', USD: '75464.96' },
    hidden: 20,
    skipped: [0, 0],
  },
  'mexico-gacm': {
    processes: 292,
    releases: 312,
    awards: 292,
    contracts: 292,
    items: 1211,
    parties: 1146,
    transactions: 298,
    documents: 4748,
    awarded: { MNX: '2692314541.99', MXN: '132816036502.01' },
    contracted: { MXN: '135508351044' },
    hidden: 327,
    skipped: [5, 0],
  },
  'mexico-inai': {
    processes: 10,
    releases: 10,
    awards: 10,
    contracts: 10,
    items: 23,
    parties: 44,
    transactions: 6,
    documents: 47,
    awarded: { MXN: '3525975.38', USD: '2552' },
    contracted: { MXN: '2475877.68', USD: '2552' },
    hidden: 41,
    skipped: [0, 1],
  },
  'official-fictional-example-1.1': {
    processes: 1,
    releases: 7,
    awards: 1,
    contracts: 1,
    items: 3,
    parties: 3,
    transactions: 2,
    documents: 9,
    awarded: { GBP: '11000000' },
    contracted: { GBP: '11000000' },
    hidden: 12,
    skipped: [0, 0],
  },
  'paraguay-dncp': {
    processes: 12,
    releases: 84,
    awards: 10,
    contracts: 18,
    items: 1016,
    parties: 33,
    transactions: 0,
    documents: 249,
    awarded: { PYG: '11307171172', USD: '45233757' },
    contracted: { PYG: '11307171034', USD: '45233756' },
    hidden: 54,
    skipped: [0, 0],
  },
  'taiwan-pcc': {
    processes: 11,
    releases: 11,
    awards: 11,
    contracts: 0,
    items: 22,
    parties: 52,
    transactions: 0,
    documents: 0,
    awarded: {},
    contracted: {},
    hidden: 16,
    skipped: [0, 0],
  },
  'uk-contracts-finder': {
    processes: 111,
    releases: 121,
    awards: 100,
    contracts: 0,
    items: 330,
    parties: 900,
    transactions: 0,
    documents: 0,
    awarded: { GBP: '4747109143.07' },
    contracted: {},
    hidden: 1001,
    skipped: [1, 7],
  },
  'ukraine-prozorro': {
    processes: 11,
    releases: 22,
    awards: 13,
    contracts: 10,
    items: 47,
    parties: 28,
    transactions: 0,
    documents: 156,
    awarded: { UAH: '1452248.72' },
    contracted: { UAH: '1401665.79' },
    hidden: 92,
    skipped: [0, 0],
  },
};

/** Contact data in the answers because the publisher writes them into a public code: here the scheme of an identifier. */
export const published: Record<string, string[]> = { 'mexico-inai': ['Insurgentes Sur 3211'] };

/**
 * Where the hub is known to be wrong, exactly; each line goes once it is right.
 *
 * Mexico City's releases of 1.0 name a supplier in the award by the number of its identifier, in a payment by the same
 * number alone: one party, of which the hub makes two.
 */
export const wrong: Record<string, string[]> = {
  'mexico-cdmx': [
    'OCDS-87SD3T-AD-SF-DRM-063-2015 parties: 5 for 4',
    'OCDS-87SD3T-AD-SF-DRM-065-2015 parties: 4 for 3',
    'OCDS-87SD3T-AD-SF-DRM-066-2015 parties: 4 for 3',
    'OCDS-87SD3T-AD-SF-DRM-069-2015 parties: 4 for 3',
  ],
};
