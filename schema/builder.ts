import SchemaBuilder from '@pothos/core';
import { type GraphQLScalarType, Kind } from 'graphql';
import { DateTimeISOResolver, LocalDateResolver, SafeIntResolver } from 'graphql-scalars';
import type { HubContext } from '../src/context.ts';
import type { Declaration } from '../src/declare/types.ts';
import { HubError } from '../src/errors.ts';

export interface SchemaTypes {
  Context: HubContext;
  Scalars: {
    Date: { Input: string; Output: string };
    DateTime: { Input: Date; Output: string };
    Decimal: { Input: string; Output: string };
    SafeInt: { Input: number; Output: number };
    ID: { Input: string; Output: string };
  };
}

/** The one Pothos builder; `schema/index.ts` builds the full schema from it and cuts the audiences. */
export const builder = new SchemaBuilder<SchemaTypes>({});

export type HubSchemaTypes = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;

/** What every element carries: Pothos copies it to `extensions.sunledger`. */
export function declare(declaration: Declaration): { extensions: { sunledger: Declaration } } {
  return { extensions: { sunledger: declaration } };
}

/** The database has no year 0, and JavaScript writes years beyond 9999 in a way that it does not read. */
function checkYear(value: unknown): unknown {
  const year =
    value instanceof Date ? value.getUTCFullYear() : Number(/^(\d+)-/.exec(String(value))?.[1] ?? 1);
  if (year >= 1 && year <= 9999) return value;
  throw new HubError('BAD_INPUT', `Year ${year} is out of range. Expected 0001 to 9999.`);
}

function addScalar(
  name: 'Date' | 'DateTime' | 'SafeInt',
  from: GraphQLScalarType,
  description: string,
): void {
  builder.scalarType(name, {
    description,
    serialize: from.serialize as never,
    parseValue: (value) => checkYear(from.parseValue(value)) as never,
    parseLiteral: (node, variables) => checkYear(from.parseLiteral(node, variables)) as never,
    ...declare({ visibility: 'public' }),
  });
}

addScalar(
  'Date',
  LocalDateResolver,
  'A day without time (日期): `YYYY-MM-DD`, as published, in the publisher’s own calendar day.',
);
addScalar('DateTime', DateTimeISOResolver, 'An instant (时间), written in UTC: `2026-03-31T00:00:00.000Z`.');
addScalar(
  'SafeInt',
  SafeIntResolver,
  'A whole number up to 2^53 - 1 (整数): counts, sizes in bytes, revisions.',
);

// Twenty digits on either side are what the database takes; more would be refused there with less to say.
const decimal = /^-?\d{1,20}(\.\d{1,20})?$/;

function parseDecimal(value: unknown): string {
  if (typeof value !== 'string' || !decimal.test(value)) {
    throw new HubError(
      'BAD_INPUT',
      `Not a decimal: "${String(value)}". Expected text of at most 20 digits before and after the point, for example "1250000.50".`,
    );
  }
  return value;
}

builder.scalarType('Decimal', {
  description: 'An exact decimal number as text (金额、数量): never rounded, never a floating point number.',
  // The database writes the text; nothing is converted on the way out.
  serialize: (value) => value,
  parseValue: parseDecimal,
  // A literal number in a query still has its text, so it loses nothing.
  parseLiteral: (node) =>
    parseDecimal(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT
        ? node.value
        : node.kind,
    ),
  ...declare({ visibility: 'public' }),
});
