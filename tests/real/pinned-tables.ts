/**
 * What the files hold, pinned so that a plain reading and an import that both read nothing do not pass; `odd` says what
 * is odd in a file and how it was read.
 */
export const pinnedTables: Record<string, { rows: number; amounts: number; sum: string; odd?: string[] }> = {
  'Taiwan tw2006ap.csv': {
    rows: 1181,
    amounts: 1181,
    sum: '1388592112000',
  },
  'Taiwan tw2007ap.csv': {
    rows: 1199,
    amounts: 1199,
    sum: '1425989013000',
    odd: [
      'Two codes have eleven digits (31770013100, 89790018900) and one ref is "27..1": kept as published.',
    ],
  },
  'Taiwan tw2008ap.csv': {
    rows: 1106,
    amounts: 1106,
    sum: '1456675191000',
  },
  'Taiwan tw2009ap.csv': {
    rows: 1190,
    amounts: 1190,
    sum: '1554406700000',
  },
  'Taiwan tw2010ap.csv': {
    rows: 1181,
    amounts: 1181,
    sum: '1496201477000',
  },
  'Taiwan tw2011ap.csv': {
    rows: 1202,
    amounts: 1202,
    sum: '1526813724000',
  },
  'Taiwan tw2012ap.csv': {
    rows: 1230,
    amounts: 1230,
    sum: '1673522993000',
  },
  'Taiwan tw2013ap.csv': {
    rows: 1195,
    amounts: 1195,
    sum: '1730833547000',
  },
  'Taiwan tw2014ap.csv': {
    rows: 1185,
    amounts: 1185,
    sum: '1685237229000',
  },
  'Taiwan tw2015ap.csv': {
    rows: 1200,
    amounts: 1200,
    sum: '1666528028000',
  },
  'Taiwan tw2016ap.csv': {
    rows: 1217,
    amounts: 1217,
    sum: '1665839906000',
  },
  'Taiwan tw2017ap.csv': {
    rows: 1221,
    amounts: 1221,
    sum: '1663645032000',
  },
  'Taiwan tw2018ap.csv': {
    rows: 1151,
    amounts: 1151,
    sum: '1642536520000',
  },
  'Taiwan tw2019ap.csv': {
    rows: 1177,
    amounts: 1177,
    sum: '1683097073000',
  },
  'Taiwan 2013ap-proposed.csv': {
    rows: 1413,
    amounts: 1365,
    sum: '1944608461000',
    odd: ['48 amounts are NaN: lines without an amount, not zeros.'],
  },
  Madrid: {
    rows: 20217,
    amounts: 20217,
    sum: '18856010299',
  },
  'Philadelphia adopted': {
    rows: 1293,
    amounts: 9051,
    sum: '76312519972',
  },
  'Philadelphia actual': {
    rows: 1292,
    amounts: 9044,
    sum: '70972701707',
  },
  'Philadelphia obligations': {
    rows: 20660,
    amounts: 20660,
    sum: '1136797387861',
    odd: [
      'Two raw names stand under the code 35-LR in the report of March 2013: two lines.',
      'Adopted budgets differ from the adopted-budget file in 17 of 1,126 department years, actuals in 19 of 1,058: the more detailed table counts.',
    ],
  },
  'Philadelphia cash': {
    rows: 11424,
    amounts: 9792,
    sum: '289842800000',
    odd: [
      'The first ten categories differ from Current Year Appropriation by 0.1 to 0.3 million in 342 of 816 months, the three parts from Total Disbursements in 218: rounding.',
    ],
  },
  'Philadelphia tax': {
    rows: 5001,
    amounts: 4154,
    sum: '72083734483',
    odd: [
      'current and prior do not make the total in 4 to 15 of 121 months of a tax; city and pica do not make the whole in 6 to 15.',
    ],
  },
  Australia: {
    rows: 1608,
    amounts: 7972,
    sum: '2373662743283.13',
    odd: [
      'nfp (not for publication) stands in up to four rows of a year, and 17 rows lack the three later years; amounts in thousands have up to six decimals.',
      'Numbers of one agency have grouping commas.',
    ],
  },
  'North Macedonia': {
    rows: 10153,
    amounts: 10153,
    sum: '206031540016',
    odd: [
      '238 rows at the end are empty.',
      'The descriptor of the package says executed; the file is a budget and its rebalance.',
    ],
  },
  'US federal budget authority': {
    rows: 4490,
    amounts: 215520,
    sum: '104889029747000',
    odd: ['145,529 of 215,520 amounts are zero and are values; 22,075 are negative.'],
  },
  Slovakia: {
    rows: 42750,
    amounts: 42750,
    sum: '568837042.21',
    odd: [
      '364 lines repeat another one wholly: a beneficiary is paid equal sums twice.',
      '833 amounts are zero, 1,528 negative.',
    ],
  },
  'EU absorption': {
    rows: 936,
    amounts: 1944,
    sum: '586104156574.7',
    odd: ['Total Paid differs from Advance plus Interim by 0.1 in 41 rows: rounding.'],
  },
  'EU allocations': {
    rows: 252,
    amounts: 224,
    sum: '349692900000',
    odd: ['The 28 totals make 300,000 EUR more than their parts: rounding.'],
  },
};
