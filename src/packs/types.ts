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

/** A jurisdiction pack as read from its folder; every row has passed the checks. */
export interface Pack {
  key: string;
  nameZh: string | null;
  nameEn: string;
  description: string;
  languages: readonly string[];
  levels: readonly LevelRow[];
  jurisdictions: readonly JurisdictionRow[];
  departments: readonly DepartmentRow[];
  departmentEvents: readonly DepartmentEventRow[];
  methods: readonly MethodRow[];
  labels: readonly LabelRow[];
}

/** One thing that is wrong in a pack's file. `line` counts from 1 and is where the row begins. */
export interface PackProblem {
  file: string;
  line: number | null;
  column: string | null;
  value: string | null;
  problem: string;
}
