import { inRevision } from '../../src/db/revision.ts';
import type { Hub } from '../../src/db/types.ts';

export interface Size {
  contracts: number;
  departments: number;
  suppliers: number;
}

/**
 * Fills an empty hub with made-up processes, parties and contracts, spread unevenly over the departments and over
 * fifteen years. One revision, set-based; the planner's statistics are made afterwards by the caller.
 */
export async function loadWorld(hub: Hub, size: Size): Promise<void> {
  const parameters = [size.contracts, size.departments, size.suppliers];
  await inRevision(hub, { source: 'bench', actor: 'bench' }, async (client) => {
    await client.query(
      "INSERT INTO disclosed.dataset (key, name, kind, is_demo) VALUES ('bench', 'Bench', 'ocds', false)",
    );
    await client.query(
      `INSERT INTO disclosed.department (key, name, name_zh, parent_key)
       SELECT 'X-B-' || n, 'Department ' || lpad(n::text, 4, '0'), '部门' || n, CASE WHEN n > 10 THEN 'X-B-' || (n % 10 + 1) END
       FROM generate_series(1, $1::int) AS n`,
      [size.departments],
    );
    await client.query(
      `INSERT INTO disclosed.supplier (key, scheme, identifier, name)
       SELECT 'X-S-' || n, 'X-S', n::text, 'Supplier ' || n FROM generate_series(1, $1::int) AS n`,
      [size.suppliers],
    );
    // A square root makes the first departments buy more than the last, as in life.
    await client.query(
      `CREATE TEMP TABLE fact ON COMMIT DROP AS
       SELECT n, 'ocds-bbbbbb-' || n AS ocid,
         'X-B-' || (1 + floor($2::int * power(((n * 7919::bigint) % 100003) / 100003.0, 2)))::int AS department,
         'X-S-' || (1 + (n * 104729::bigint) % $3::int) AS supplier,
         date '2011-01-01' + ((n * 31::bigint) % 5479)::int AS signed,
         ((n * 7907::bigint) % 100000000) / 100.0 AS amount
       FROM generate_series(1, $1::int) AS n`,
      parameters,
    );
    await client.query(
      `INSERT INTO disclosed.process (key, dataset_key, ocid, title, tag, content_state, buyer_department_key, last_released_at, release_keys)
       SELECT ocid, 'bench', ocid, 'Purchase ' || n, '{contract}', 'released', department, signed, '{}' FROM fact`,
    );
    await client.query(
      `INSERT INTO disclosed.party (key, dataset_key, process_key, party_id, name, roles, additional_identifiers, supplier_key, link_rule, release_keys)
       SELECT ocid || '/party/s', 'bench', ocid, 's', supplier, '{supplier}', '{}', supplier, 'identifier', '{}' FROM fact`,
    );
    await client.query(
      `INSERT INTO disclosed.contract (key, dataset_key, process_key, contract_id, title, status, date_signed, value_amount,
         value_currency, buyer_department_key, supplier_key, supplier_count, procurement_method, main_procurement_category, release_keys)
       SELECT ocid || '/contract/1', 'bench', ocid, '1', 'Contract ' || n || ' for road salt', 'active', signed, amount, 'CNY',
         department, supplier, 1, (ARRAY['open','selective','limited','direct'])[1 + n % 4],
         (ARRAY['goods','works','services'])[1 + n % 3], '{}' FROM fact`,
    );
    await client.query(
      `INSERT INTO disclosed.contract_supplier (key, dataset_key, process_key, contract_key, party_key, supplier_key, name, position)
       SELECT ocid || '/contract/1/supplier/0', 'bench', ocid, ocid || '/contract/1', ocid || '/party/s', supplier, supplier, 0 FROM fact`,
    );
  });
}
