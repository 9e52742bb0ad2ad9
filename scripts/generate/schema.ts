import { printSchema } from 'graphql';
import { disclosurePage } from '../../schema/helpers/disclosure-page.ts';
import { schemaFor } from '../../schema/index.ts';

/** Both SDLs, descriptions included, and the page that says who may see what. */
export async function generate(): Promise<Record<string, string>> {
  return {
    'schema/public.graphql': `${printSchema(schemaFor('public'))}\n`,
    'schema/internal.graphql': `${printSchema(schemaFor('internal'))}\n`,
    'docs/disclosure.md': disclosurePage(schemaFor('internal')),
  };
}
