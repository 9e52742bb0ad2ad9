import { builder, declare } from '../builder.ts';
import type { Row } from './registry.ts';

const said = declare({ visibility: 'public' });

/** Where `node` and `nodes` put the type of a row that they found. */
export const typeKey = '~type';

export const Node = builder.interfaceRef<Row>('Node').implement({
  description: 'Anything with a global id (全局标识).',
  ...said,
  resolveType: (row) => row[typeKey] as string,
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'Global id: type and key (全局标识).',
      resolve: () => {
        throw new Error('Read by the type that implements it');
      },
      ...said,
    }),
  }),
});
