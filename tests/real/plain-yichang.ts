import { exact, inWords, plainText } from './plain-csv.ts';

const folder = 'procurement/china-yichang';

/** Award notices by a plain reading: prices in yuan are totals, the others are told by their column. */
export function plainAwards() {
  const kinds = { total: 0, text: 0, rate: 0 };
  const suppliers = new Set<string>();
  const buyers = new Set<string>();
  let sum = 0n;
  let notices = 0;
  for (const line of plainText(`${folder}/awards.jsonl.gz`).split('\n')) {
    if (line === '') continue;
    const notice = JSON.parse(line) as Record<string, string>;
    notices += 1;
    suppliers.add(notice.中标人!);
    buyers.add(notice.招标人!);
    if (notice['中标价(元)']) {
      kinds.total += 1;
      sum += exact(notice['中标价(元)']);
    } else if (notice['中标价(%)']) kinds.rate += 1;
    else if (notice['中标价(报价承诺)']) kinds.text += 1;
  }
  return { notices, kinds, sum: inWords(sum), suppliers, buyers };
}

interface Candidates {
  infoid: string;
  parsed_data: { bidders_and_prices: { bidder: string; price: string }[] };
}

/** Whether a text names an organisation, told by its last word; minutes, products and projects do not. */
function isName(text: string): boolean {
  const bare = text.replace(/（[^（）台]*）$|\([^()]*\)$/, '');
  return (
    /(公司|院|所|中心|厂|社|部|集团|大学|联合体)$/.test(bare) &&
    !/评标|经评审|电话|表彰|我公司承诺|\d{7}/.test(text)
  );
}

/** Bids by a plain reading: a plain number of a thousand or more is a total. */
export function plainCandidates() {
  const kinds = { total: 0, text: 0, none: 0 };
  const notices = new Set<string>();
  const refused: string[] = [];
  let sum = 0n;
  let bids = 0;
  let rows = 0;
  for (const line of plainText(`${folder}/bid-candidates.jsonl`).split('\n')) {
    if (line === '') continue;
    const notice = JSON.parse(line) as Candidates;
    for (const { bidder, price } of notice.parsed_data.bidders_and_prices) {
      rows += 1;
      if (!isName(bidder)) {
        refused.push(bidder);
        continue;
      }
      bids += 1;
      notices.add(notice.infoid);
      if (/^\d{4,}(\.\d+)?$/.test(price)) {
        kinds.total += 1;
        sum += exact(price);
      } else if (price === '未提供' || price === '投标报价(元/%)') kinds.none += 1;
      else kinds.text += 1;
    }
  }
  return { rows, bids, notices: notices.size, kinds, sum: inWords(sum), refused };
}
