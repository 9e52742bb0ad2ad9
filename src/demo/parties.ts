import type { JsonObject } from '../json.ts';
import { bodyCreditCode, bodyOf, territoryOf } from './city.ts';
import { bodyScheme, canaries } from './marks.ts';
import { companyOf } from './suppliers.ts';

type Who = { body: string } | { company: string };
export type Named = Who & { role: string };

function idOf(who: Who): string {
  if ('body' in who) return `${bodyScheme}-${bodyOf(who.body).code}`;
  const company = companyOf(who.company);
  return company.scheme ? `${company.scheme}-${company.identifier}` : `name-${company.code}`;
}

function nameOf(who: Who): string {
  return 'body' in who ? bodyOf(who.body).nameZh : companyOf(who.company).nameZh;
}

export function reference(who: Who): JsonObject {
  return { id: idOf(who), name: nameOf(who) };
}

/** Parties of a release, each once with all its roles. Their contact points are personal data of nobody. */
export function partiesOf(named: readonly Named[]): JsonObject[] {
  const roles = new Map<string, { who: Who; roles: Set<string> }>();
  for (const one of named) {
    const id = idOf(one);
    const entry = roles.get(id) ?? { who: one, roles: new Set() };
    entry.roles.add(one.role);
    roles.set(id, entry);
  }
  return [...roles].map(([id, { who, roles: all }]) => ({
    id,
    name: nameOf(who),
    ...detail(who),
    roles: [...all],
  }));
}

function detail(who: Who): JsonObject {
  if ('body' in who) {
    const body = bodyOf(who.body);
    return {
      identifier: { scheme: bodyScheme, id: body.code, legalName: body.nameZh },
      additionalIdentifiers: [{ scheme: 'CN-USCI', id: bodyCreditCode(body) }],
      address: {
        locality: territoryOf(body.code).nameZh,
        region: '示例市',
        countryName: '中国（演示）',
        streetAddress: `演示路${body.code}号 ${canaries.person}`,
      },
      contactPoint: {
        name: `${canaries.person} 采购联系人`,
        telephone: `+86 000 0000 ${body.code.replaceAll('-', '')}`,
        email: `person-canary-${body.code}@demo.invalid`,
      },
    };
  }
  const company = companyOf(who.company);
  return {
    ...(company.scheme
      ? { identifier: { scheme: company.scheme, id: company.identifier, legalName: company.nameZh } }
      : {}),
    address: { locality: company.locality, region: '示例市', countryName: company.country },
    contactPoint: {
      name: `${canaries.person} 业务联系人`,
      email: `person-canary-${company.code}@demo.invalid`,
    },
  };
}
