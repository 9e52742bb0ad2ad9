import type { FieldSpec, FieldType } from '../../types.ts';

type Extra = Pick<FieldSpec, 'aliases' | 'values' | 'isRequired' | 'form'>;

/** A field with its Chinese and English head. The description is for the template: Chinese, then English. */
export function field(
  name: string,
  type: FieldType,
  headZh: string,
  headEn: string,
  description: string,
  extra: Extra = {},
): FieldSpec {
  return { name, type, headZh, headEn, description, ...extra };
}

export const required = { isRequired: true } as const;

/** The same field, required or with other words, for one noun. */
export function but(spec: FieldSpec, changes: Partial<FieldSpec>): FieldSpec {
  return { ...spec, ...changes };
}
