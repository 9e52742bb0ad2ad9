import type { GraphQLSchema } from 'graphql';
import { declarationOf } from '../../src/declare/types.ts';
import { elementsOf } from '../../src/declare/visibility.ts';

/** The text of docs/disclosure.md: every type, field, argument and value, who may see it, and for internal ones why. */
export function disclosurePage(schema: GraphQLSchema): string {
  const elements = elementsOf(schema);
  const types = elements.filter(({ kind }) => kind === 'type');
  const parts = types.map(({ name, element }) => {
    const members = elements.filter((other) => other.name.startsWith(`${name}.`));
    const rows = members.map((member) => {
      const visibility = declarationOf(member.element)?.visibility;
      const audience = visibility === 'public' ? 'public' : 'internal';
      const reason = typeof visibility === 'object' ? visibility.reason : '';
      return `| \`${member.name.slice(name.length + 1)}\` | ${member.kind} | ${audience} | ${reason} |`;
    });
    const own = declarationOf(element)?.visibility;
    const audience = own === 'public' ? 'public' : `internal: ${typeof own === 'object' ? own.reason : ''}`;
    const table =
      rows.length > 0
        ? `\n| name | kind | audience | why not public |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
        : '';
    return `## ${name}\n\n${element.description ?? ''}\n\nAudience: ${audience}\n${table}`;
  });
  return [
    '# Who may see what',
    '',
    'Made by `npm run generate` from the declarations in `schema/`; the same lines make the public schema and the database grants. Do not edit.',
    '',
    ...parts,
  ].join('\n');
}
