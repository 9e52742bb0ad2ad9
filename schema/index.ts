import type { GraphQLSchema } from 'graphql';
import { cutSchema } from '../src/declare/cut.ts';
import { readRegister } from '../src/declare/register.ts';
import { assertDeclared } from '../src/declare/visibility.ts';
import type { Audience } from '../src/viewer.ts';
import { builder, declare } from './builder.ts';
import { nodeRoots } from './helpers/roots.ts';
import './common.ts';
import './department.ts';
import './supplier.ts';
import './dataset.ts';
import './process.ts';
import './release.ts';
import './plan.ts';
import './framework.ts';
import './approval.ts';
import './related-process.ts';
import './publication.ts';
import './tender.ts';
import './award.ts';
import './contract.ts';
import './item.ts';
import './party.ts';
import './budget/document.ts';
import './budget/line.ts';
import './budget/amount.ts';
import './statutory/three-public.ts';
import './statutory/operating-fund.ts';
import './statutory/procurement.ts';
import './statutory/asset.ts';
import './statutory/comparison.ts';
import './classification.ts';
import './standard.ts';
import './payment.ts';
import './catalog.ts';
import './totals/budget.ts';
import './totals/budget-answer.ts';
import './totals/payment.ts';
import './disclosure.ts';
import './internal-detail.ts';
import './submission.ts';
import './import.ts';
import './viewer.ts';

builder.queryType({
  description: 'What can be asked (查询). Lists are pages: read on with `after`, as far as you like.',
  ...declare({ visibility: 'public' }),
});
nodeRoots();

const full = builder.toSchema({ sortSchema: true });
assertDeclared(full);
readRegister(full);

const schemas: Record<Audience, GraphQLSchema> = { public: cutSchema(full, 'public'), internal: full };

/** The schema of an audience. Built once; what an audience may not see is not in its schema. */
export function schemaFor(audience: Audience): GraphQLSchema {
  return schemas[audience];
}
