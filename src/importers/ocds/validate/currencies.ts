/**
 * Currency codes of ISO 4217 that the standard admits, withdrawn ones included (old contracts name them).
 */
export const CURRENCIES: ReadonlySet<string> = new Set(
  `
    ADP AED AFA AFN ALK ALL AMD ANG AOA AOK AON AOR ARA ARP ARS ARY ATS AUD AWG AYM AZM AZN BAD BAM BBD
    BDT BEC BEF BEL BGJ BGK BGL BGN BHD BIF BMD BND BOB BOP BOV BRB BRC BRE BRL BRN BRR BSD BTN BUK BWP
    BYB BYN BYR BZD CAD CDF CHC CHE CHF CHW CLF CLP CNY COP COU CRC CSD CSJ CSK CUC CUP CVE CYP CZK DDM
    DEM DJF DKK DOP DZD ECS ECV EEK EGP ERN ESA ESB ESP ETB EUR FIM FJD FKP FRF GBP GEK GEL GHC GHP GHS
    GIP GMD GNE GNF GNS GQE GRD GTQ GWE GWP GYD HKD HNL HRD HRK HTG HUF IDR IEP ILP ILR ILS INR IQD IRR
    ISJ ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAJ LAK LBP LKR LRD LSL LSM LTL LTT LUC
    LUF LUL LVL LVR LYD MAD MDL MGA MGF MKD MLF MMK MNT MOP MRO MRU MTL MTP MUR MVQ MVR MWK MXN MXP MXV
    MYR MZE MZM MZN NAD NGN NIC NIO NLG NOK NPR NZD OMR PAB PEH PEI PEN PES PGK PHP PKR PLN PLZ PTE PYG
    QAR RHD ROK ROL RON RSD RUB RUR RWF SAR SBD SCR SDD SDG SDP SEK SGD SHP SIT SKK SLL SOS SRD SRG SSP
    STD STN SUR SVC SYP SZL THB TJR TJS TMM TMT TND TOP TPE TRL TRY TTD TWD TZS UAH UAK UGS UGW UGX USD
    USN USS UYI UYN UYP UYU UYW UZS VEB VEF VES VNC VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XDR XEU
    XFO XFU XOF XPD XPF XPT XRE XSU XTS XUA XXX YDD YER YUD YUM YUN ZAL ZAR ZMK ZMW ZRN ZRZ ZWC ZWD ZWL
    ZWN ZWR
  `
    .trim()
    .split(/\s+/),
);

/**
 * Decimal places of a currency's smallest unit (ISO 4217), where they are not two. Null: the code has no such unit
 * (metals, units of account, test codes).
 */
const MINOR_UNITS: ReadonlyMap<string, number | null> = new Map([
  ...words('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF').map(
    (code) => [code, 0] as const,
  ),
  ...words('BHD IQD JOD KWD LYD OMR TND').map((code) => [code, 3] as const),
  ...words('CLF UYW').map((code) => [code, 4] as const),
  ...words('XAG XAU XBA XBB XBC XBD XDR XFO XFU XPD XPT XRE XSU XTS XUA XXX').map(
    (code) => [code, null] as const,
  ),
]);

/** Names in daily use that are no codes. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['RMB', 'CNY'],
  ['CNH', 'CNY'],
  ['YUAN', 'CNY'],
  ['NTD', 'TWD'],
  ['NT$', 'TWD'],
  ['US$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['STG', 'GBP'],
]);

export function minorUnits(currency: string): number | null {
  const units = MINOR_UNITS.get(currency);
  return units === undefined ? 2 : units;
}

/**
 * The code that a misspelt one most likely means: a name in daily use, then two letters swapped, then one letter
 * changed, where codes in `seen` (used by the same file) come first. Null when nothing is near.
 */
export function nearestCurrency(wrong: string, seen: ReadonlySet<string>): string | null {
  const upper = wrong.trim().toUpperCase();
  const alias = ALIASES.get(upper) ?? (CURRENCIES.has(upper) ? upper : undefined);
  if (alias) return alias;
  if (upper.length !== 3) return null;
  const [a, b, c] = upper as unknown as [string, string, string];
  const swapped = [a + c + b, b + a + c].filter((code) => CURRENCIES.has(code));
  const changed = [...CURRENCIES].filter(
    (code) => [...code].filter((letter, i) => letter !== upper[i]).length === 1,
  );
  const candidates = [...swapped, ...changed];
  return (
    candidates.find((code) => seen.has(code)) ??
    swapped[0] ??
    changed.find((code) => seen.has(code)) ??
    changed[0] ??
    null
  );
}

function words(text: string): string[] {
  return text.split(' ');
}
