import { identifierText } from '../importers/ocds/compile/link.ts';
import type { FactSet } from '../publish/facts.ts';
import { bodies, bodyCreditCode, bodyEvents, bodyKey, parentOf, territories, territoryOf } from './city.ts';
import { bodyScheme, demoDataset, lastDay } from './marks.ts';

/**
 * What must stand before the demo's releases are read: the dataset, the city, its bodies with hierarchy, events and
 * identifiers. The parties of the releases are linked by those identifiers. `named_on` stays empty, so that no release
 * renames a body; `pack_key` stays empty, so that the bodies show only where the demo does.
 */
export function baseFacts(): FactSet {
  return {
    'disclosed.dataset': [
      {
        key: demoDataset,
        name: '示例市（演示数据，非真实）',
        name_zh: '示例市（演示数据，非真实）',
        name_en: 'Shili City (demo, not real)',
        kind: 'demo',
        is_demo: true,
        publisher_name: '示例市公共资源交易中心（演示）',
        publisher_scheme: bodyScheme,
        publisher_identifier: '110',
        publisher_uri: 'https://notices.demo.invalid/',
        license: 'https://creativecommons.org/publicdomain/zero/1.0/',
        jurisdiction_key: demoDataset,
        time_zone: 'Asia/Shanghai',
      },
    ],
    'disclosed.jurisdiction': territories.map((one) => ({
      key: one.key,
      name: one.nameZh,
      name_zh: one.nameZh,
      name_en: one.nameEn,
      level: one.level,
      parent_key: one.parent,
      division_code: one.divisionCode,
      // The invented city lies in China: what the country's forms must keep to holds for its forms.
      country: 'CN',
      time_zone: 'Asia/Shanghai',
      pack_key: null,
    })),
    'disclosed.department': bodies.map((one) => {
      const parent = parentOf(one.code);
      return {
        key: bodyKey(one.code),
        name: one.nameZh,
        name_zh: one.nameZh,
        name_en: one.nameEn,
        short_name: one.shortName,
        kind: one.kind,
        parent_key: parent && bodyKey(parent),
        jurisdiction_key: territoryOf(one.code).key,
        division_code: territoryOf(one.code).divisionCode,
        identifier_scheme: bodyScheme,
        identifier_id: one.code,
        valid_from: one.validFrom,
        valid_to: one.validTo,
        pack_key: null,
        named_on: null,
      };
    }),
    'disclosed.department_identifier': bodies.flatMap((one) =>
      [[bodyScheme, one.code] as const, ['CN-USCI', bodyCreditCode(one)] as const].map(
        ([scheme, identifier]) => ({
          key: identifierText({ scheme, id: identifier }),
          department_key: bodyKey(one.code),
          scheme,
          identifier,
        }),
      ),
    ),
    'disclosed.department_event': bodyEvents.map((one) => ({
      key: `${demoDataset}:event/${one.id}`,
      department_key: bodyKey(one.body),
      kind: one.kind,
      effective_on: one.on,
      other_department_key: one.other && bodyKey(one.other),
      former_name: one.formerName,
      note: one.note,
    })),
    'disclosed.coverage': coverage(),
  };
}

function coverage() {
  const shared = { dataset_key: demoDataset, kind: 'process', source_name: '示例市政府采购网（演示）' };
  return [
    {
      ...shared,
      key: `${demoDataset}/process`,
      department_key: null,
      from_on: '2025-01-01',
      to_on: lastDay,
      is_complete: true,
      note: null,
    },
    {
      ...shared,
      key: `${demoDataset}/coverage/process/203-01-01`,
      department_key: bodyKey('203-01-01'),
      from_on: '2026-01-01',
      to_on: lastDay,
      is_complete: false,
      note: '2025年数据尚未收录（演示）',
    },
    {
      ...shared,
      key: `${demoDataset}/coverage/process/305`,
      department_key: bodyKey('305'),
      from_on: '2025-01-01',
      to_on: lastDay,
      is_complete: true,
      note: '本期无采购（演示）',
    },
  ];
}
