import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { loadPack, PackError, packsFolder } from '../src/packs/load.ts';
import type { PackProblem } from '../src/packs/types.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

export const provenance = 'valid_from,valid_to,source_law,source_publisher,source_page,confidence,note';
export const header = {
  jurisdictions: `key,name_zh,name_en,level,parent,division_code,country,time_zone,${provenance}`,
  departments: `key,name_zh,name_en,short_name,kind,parent,jurisdiction,identifier_scheme,identifier,${provenance}`,
  classificationSchemes: `scheme,edition,kind,name_zh,name_en,jurisdiction,is_complete,issuer,document_number,${provenance}`,
  classifications: `scheme,edition,code,level,parent,name_zh,name_en,three_public_category,basic_group,category,maps_to,${provenance}`,
  standards: `key,kind,domain,jurisdiction,department,fiscal_year,code,name_zh,name_en,applies_to,basis,unit,limit,currency,quantity,quantity_text,min_service_years,issuer,document_number,${provenance}`,
  catalogItems: `edition,position,code,code_edition,name_zh,name_en,category,organization_form,limit,currency,${provenance}`,
  thresholds: `key,jurisdiction,authority_level,category,subcategory,kind,unit,min_value,max_value,comparator,currency,tax_basis,issuer,document_number,${provenance}`,
  methods: `key,local_name,aliases,name_en,condition,ocds_method,${provenance}`,
};
export const city = 'town,,Town,city,,T1,XX,UTC,,,Town charter,,,high,';

/** Problems of a small pack of its own, each file as given; a row is written after its header. */
export function problemsOf(
  files: Record<string, string | Buffer>,
): readonly Pick<PackProblem, 'file' | 'line' | 'column' | 'problem'>[] {
  const folder = join(mkdtempSync(join(tmpdir(), 'pack-')), 'town');
  folders.push(join(folder, '..'));
  cpSync(join(packsFolder, 'generic'), folder, { recursive: true });
  for (const file of readdirSync(folder))
    if (file !== 'levels.csv') rmSync(join(folder, file), { recursive: true });
  const pack = { key: 'town', nameEn: 'Town', description: 'A town.', languages: ['en'] };
  const all = {
    'pack.json': JSON.stringify(pack),
    'jurisdictions.csv': `${header.jurisdictions}\n${city}\n`,
    ...files,
  };
  for (const [file, content] of Object.entries(all)) writeFileSync(join(folder, file), content);
  try {
    loadPack(folder);
    return [];
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    expect(error.code).toBe('BAD_INPUT');
    for (const one of error.problems) expect(error.message).toContain(one.problem);
    return error.problems.map(({ file, line, column, problem }) => ({ file, line, column, problem }));
  }
}

/** One problem as `problemsOf` says it. */
export const at = (line: number | null, column: string | null, problem: string, file = 'departments.csv') => [
  { file: `town/${file}`, line, column, problem },
];
