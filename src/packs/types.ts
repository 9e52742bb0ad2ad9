/** Where a row of a jurisdiction pack comes from, how long it holds, and how sure we are. */
export interface Provenance {
  validFrom: string | null;
  validTo: string | null;
  law: string | null;
  publisher: string | null;
  page: string | null;
  confidence: Confidence;
  note: string | null;
}

export const confidences = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof confidences)[number];

export const levels = ['national', 'provincial', 'city', 'county', 'township', 'other'] as const;
export type Level = (typeof levels)[number];

/** What must be known besides the local name before an OCDS code follows from it. */
export const methodConditions = [
  'always',
  'publicNotice',
  'invited',
  'unknown',
  'firstStage',
  'callOff',
] as const;
export type MethodCondition = (typeof methodConditions)[number];

export const ocdsMethods = ['open', 'selective', 'limited', 'direct'] as const;
export type OcdsMethod = (typeof ocdsMethods)[number];

export const departmentEventKinds = ['established', 'renamed', 'merged', 'split', 'abolished'] as const;

export interface LevelRow extends Provenance {
  level: Level;
  rank: number;
  nameZh: string | null;
  nameEn: string;
}

export interface JurisdictionRow extends Provenance {
  key: string;
  nameZh: string | null;
  nameEn: string | null;
  level: Level;
  parent: string | null;
  divisionCode: string | null;
  country: string | null;
  timeZone: string;
}

export interface DepartmentRow extends Provenance {
  key: string;
  nameZh: string | null;
  nameEn: string | null;
  shortName: string | null;
  kind: string | null;
  parent: string | null;
  jurisdiction: string | null;
  identifierScheme: string | null;
  identifier: string | null;
}

export interface DepartmentEventRow extends Provenance {
  key: string;
  department: string;
  kind: string;
  effectiveOn: string | null;
  otherDepartment: string | null;
  formerName: string | null;
}

export interface MethodRow extends Provenance {
  key: string;
  localName: string;
  aliases: readonly string[];
  nameEn: string;
  condition: MethodCondition;
  ocdsMethod: OcdsMethod;
}

export interface LabelRow extends Provenance {
  codelist: string;
  code: string;
  nameZh: string | null;
  nameEn: string | null;
}

export const classificationKinds = [
  'functional',
  'economic',
  'item',
  'administrative',
  'program',
  'fundSource',
  'other',
] as const;
export const threePublicCategories = [
  'overseas',
  'vehiclePurchase',
  'vehicleOperation',
  'reception',
] as const;
/** Part of basic expenditure that an economic class counts to; `projectOnly`: it is in none. */
export const basicGroups = ['personnel', 'publicFunds', 'other', 'projectOnly'] as const;
export const categories = ['goods', 'works', 'services'] as const;
export const organizationForms = ['centralized', 'departmental', 'decentralized'] as const;
export const standardKinds = ['quota', 'assetStandard', 'marketPrice', 'totalCap'] as const;
export const thresholdUnits = ['amount', 'ratio', 'count'] as const;
export const comparators = ['atLeast', 'above', 'atMost', 'below'] as const;
export const disclosedDocumentKinds = ['budget', 'finalAccount'] as const;

export interface ClassificationSchemeRow extends Provenance {
  scheme: string;
  edition: string;
  kind: string;
  nameZh: string | null;
  nameEn: string | null;
  jurisdiction: string | null;
  /** Every code of the edition is in the pack. */
  isComplete: boolean;
  issuer: string | null;
  documentNumber: string | null;
}

export interface ClassificationRow extends Provenance {
  scheme: string;
  edition: string;
  code: string;
  /** From 1, the widest. */
  level: number;
  /** Code of the same edition. */
  parent: string | null;
  nameZh: string | null;
  nameEn: string | null;
  threePublicCategory: string | null;
  basicGroup: string | null;
  category: string | null;
  /** `scheme:code` of another scheme, `scheme@edition:code` of another edition. */
  mapsTo: readonly string[];
}

/** Money of a limit is decimal text in the main unit of its currency. */
export interface StandardRow extends Provenance {
  key: string;
  kind: string;
  domain: string;
  jurisdiction: string;
  department: string | null;
  fiscalYear: number | null;
  code: string | null;
  nameZh: string | null;
  nameEn: string | null;
  appliesTo: string | null;
  basis: string | null;
  unit: string | null;
  limit: string | null;
  currency: string | null;
  quantity: string | null;
  quantityText: string | null;
  minServiceYears: number | null;
  issuer: string | null;
  documentNumber: string | null;
}

export interface CatalogEditionRow extends Provenance {
  key: string;
  jurisdiction: string;
  nameZh: string | null;
  nameEn: string | null;
  codeEdition: string | null;
  isComplete: boolean;
  url: string | null;
  issuer: string | null;
  documentNumber: string | null;
}

export interface CatalogItemRow extends Provenance {
  edition: string;
  position: number;
  code: string | null;
  codeEdition: string | null;
  nameZh: string | null;
  nameEn: string | null;
  category: string | null;
  organizationForm: string | null;
  limit: string | null;
  currency: string | null;
}

export interface ThresholdRow extends Provenance {
  key: string;
  jurisdiction: string;
  authorityLevel: string | null;
  category: string | null;
  subcategory: string | null;
  kind: string;
  unit: string;
  minValue: string | null;
  maxValue: string | null;
  comparator: string | null;
  currency: string | null;
  taxBasis: string | null;
  issuer: string | null;
  documentNumber: string | null;
}

/** A table that a statutory document has, in its order. */
export interface DisclosureTableRow extends Provenance {
  jurisdiction: string;
  documentKind: string;
  firstYear: number;
  lastYear: number;
  position: number;
  nameZh: string | null;
  nameEn: string | null;
  /** Published with a sentence that says so where it holds no amounts. */
  isNoteRequired: boolean;
}

export interface BudgetRows {
  classificationSchemes: readonly ClassificationSchemeRow[];
  classifications: readonly ClassificationRow[];
  standards: readonly StandardRow[];
  catalogEditions: readonly CatalogEditionRow[];
  catalogItems: readonly CatalogItemRow[];
  thresholds: readonly ThresholdRow[];
  disclosureTables: readonly DisclosureTableRow[];
}

/** The rows of a pack's files. */
export interface PackRows extends BudgetRows {
  levels: readonly LevelRow[];
  jurisdictions: readonly JurisdictionRow[];
  departments: readonly DepartmentRow[];
  departmentEvents: readonly DepartmentEventRow[];
  methods: readonly MethodRow[];
  labels: readonly LabelRow[];
}

/** What pack.json says. */
export interface PackHeader {
  key: string;
  nameZh: string | null;
  nameEn: string;
  description: string;
  languages: readonly string[];
  /** Keys of packs that this one builds on. */
  requires: readonly string[];
}

/** A jurisdiction pack as read from its folder; every row has passed the checks. */
export interface Pack extends PackHeader, PackRows {
  /** The packs it requires: their keys may be named in its rows, and their methods hold here too. */
  bases: readonly Pack[];
}

/** One thing that is wrong in a pack's file. `line` counts from 1 and is where the row begins. */
export interface PackProblem {
  file: string;
  line: number | null;
  column: string | null;
  value: string | null;
  problem: string;
}
