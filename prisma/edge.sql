-- Generated from the migrations by "npm run generate"; do not edit.
-- For a public edge, an empty database (PostgreSQL 15 or newer, UTF8) that receives by logical replication what is
-- disclosed, and nothing else. On the hub, as superuser: CREATE PUBLICATION edge FOR TABLES IN SCHEMA disclosed;
-- here, after this file: CREATE SUBSCRIPTION edge CONNECTION '…' PUBLICATION edge;

CREATE SCHEMA disclosed;

CREATE TABLE disclosed."amendment" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  parent_key text COLLATE "C" NOT NULL,
  amendment_id text,
  amended_on date,
  rationale text,
  description text,
  amends_release_id text,
  release_id text COLLATE "C",
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT amendment_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX amendment_key_key ON disclosed.amendment USING btree (key);
CREATE INDEX amendment_parent_key_idx ON disclosed.amendment USING btree (parent_key);
CREATE INDEX amendment_process_key_idx ON disclosed.amendment USING btree (process_key);

CREATE TABLE disclosed."amendment_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  parent_key text COLLATE "C",
  amendment_id text,
  amended_on date,
  rationale text,
  description text,
  amends_release_id text,
  release_id text COLLATE "C",
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT amendment_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT amendment_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX amendment_version_parent_key_idx ON disclosed.amendment_version USING btree (parent_key);
CREATE INDEX amendment_version_process_key_idx ON disclosed.amendment_version USING btree (process_key);

CREATE TABLE disclosed."approval" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  parent_key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  kind text NOT NULL,
  approved_by text,
  number text,
  approved_on date,
  valid_until date,
  reason text,
  from_revision bigint NOT NULL,
  CONSTRAINT approval_pkey PRIMARY KEY (id)
);
CREATE INDEX approval_department_key_idx ON disclosed.approval USING btree (department_key);
CREATE UNIQUE INDEX approval_key_key ON disclosed.approval USING btree (key);
CREATE INDEX approval_parent_key_idx ON disclosed.approval USING btree (parent_key);
CREATE INDEX approval_process_key_idx ON disclosed.approval USING btree (process_key);

CREATE TABLE disclosed."approval_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  parent_key text COLLATE "C",
  department_key text COLLATE "C",
  kind text,
  approved_by text,
  number text,
  approved_on date,
  valid_until date,
  reason text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT approval_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT approval_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX approval_version_department_key_idx ON disclosed.approval_version USING btree (department_key);
CREATE INDEX approval_version_parent_key_idx ON disclosed.approval_version USING btree (parent_key);
CREATE INDEX approval_version_process_key_idx ON disclosed.approval_version USING btree (process_key);

CREATE TABLE disclosed."award" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  award_id text NOT NULL,
  title text,
  description text,
  status text,
  awarded_on date,
  supplier_count integer NOT NULL,
  related_lots text[] NOT NULL,
  related_bid text,
  value_amount numeric,
  value_currency text,
  contract_period_start date,
  contract_period_end date,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT award_pkey PRIMARY KEY (id),
  CONSTRAINT award_value_amount_check CHECK (((scale(value_amount) <= 20) AND (abs(value_amount) < '100000000000000000000'::numeric)))
);
CREATE UNIQUE INDEX award_key_key ON disclosed.award USING btree (key);
CREATE INDEX award_process_key_idx ON disclosed.award USING btree (process_key);

CREATE TABLE disclosed."award_supplier" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  award_key text COLLATE "C" NOT NULL,
  party_key text COLLATE "C",
  supplier_key text COLLATE "C",
  name text,
  "position" integer NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT award_supplier_pkey PRIMARY KEY (id)
);
CREATE INDEX award_supplier_award_key_idx ON disclosed.award_supplier USING btree (award_key);
CREATE UNIQUE INDEX award_supplier_key_key ON disclosed.award_supplier USING btree (key);
CREATE INDEX award_supplier_process_key_idx ON disclosed.award_supplier USING btree (process_key);
CREATE INDEX award_supplier_supplier_key_idx ON disclosed.award_supplier USING btree (supplier_key);

CREATE TABLE disclosed."award_supplier_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  award_key text COLLATE "C",
  party_key text COLLATE "C",
  supplier_key text COLLATE "C",
  name text,
  "position" integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT award_supplier_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT award_supplier_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX award_supplier_version_award_key_idx ON disclosed.award_supplier_version USING btree (award_key);
CREATE INDEX award_supplier_version_process_key_idx ON disclosed.award_supplier_version USING btree (process_key);
CREATE INDEX award_supplier_version_supplier_key_idx ON disclosed.award_supplier_version USING btree (supplier_key);

CREATE TABLE disclosed."award_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  award_id text,
  title text,
  description text,
  status text,
  awarded_on date,
  supplier_count integer,
  related_lots text[],
  related_bid text,
  value_amount numeric,
  value_currency text,
  contract_period_start date,
  contract_period_end date,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT award_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT award_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX award_version_process_key_idx ON disclosed.award_version USING btree (process_key);

CREATE TABLE disclosed."bid" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  bid_id text NOT NULL,
  status text,
  received_on date,
  tenderer_party_keys text[] COLLATE "C" NOT NULL,
  related_lots text[] NOT NULL,
  value_amount numeric,
  value_currency text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT bid_pkey PRIMARY KEY (id),
  CONSTRAINT bid_value_amount_check CHECK (((scale(value_amount) <= 20) AND (abs(value_amount) < '100000000000000000000'::numeric)))
);
CREATE UNIQUE INDEX bid_key_key ON disclosed.bid USING btree (key);
CREATE INDEX bid_process_key_idx ON disclosed.bid USING btree (process_key);

CREATE TABLE disclosed."bid_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  bid_id text,
  status text,
  received_on date,
  tenderer_party_keys text[] COLLATE "C",
  related_lots text[],
  value_amount numeric,
  value_currency text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT bid_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT bid_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX bid_version_process_key_idx ON disclosed.bid_version USING btree (process_key);

CREATE TABLE disclosed."contract" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  contract_id text NOT NULL,
  award_id text,
  award_key text COLLATE "C",
  title text,
  description text,
  status text,
  date_signed date,
  period_start date,
  period_end date,
  value_amount numeric,
  value_currency text,
  buyer_party_key text COLLATE "C",
  buyer_department_key text COLLATE "C",
  procuring_entity_party_key text COLLATE "C",
  procuring_entity_department_key text COLLATE "C",
  supplier_party_key text COLLATE "C",
  supplier_key text COLLATE "C",
  supplier_count integer NOT NULL,
  procurement_method text,
  procurement_method_details text,
  main_procurement_category text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT contract_pkey PRIMARY KEY (id),
  CONSTRAINT contract_value_amount_check CHECK (((scale(value_amount) <= 20) AND (abs(value_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX contract_award_key_idx ON disclosed.contract USING btree (award_key);
CREATE INDEX contract_buyer_department_key_date_signed_key_idx ON disclosed.contract USING btree (buyer_department_key, date_signed, key);
CREATE INDEX contract_date_signed_key_idx ON disclosed.contract USING btree (date_signed, key);
CREATE UNIQUE INDEX contract_key_key ON disclosed.contract USING btree (key);
CREATE INDEX contract_process_key_idx ON disclosed.contract USING btree (process_key);
CREATE INDEX contract_supplier_key_date_signed_key_idx ON disclosed.contract USING btree (supplier_key, date_signed, key);
CREATE INDEX contract_value_currency_value_amount_key_idx ON disclosed.contract USING btree (value_currency, value_amount, key);

CREATE TABLE disclosed."contract_supplier" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  contract_key text COLLATE "C" NOT NULL,
  party_key text COLLATE "C",
  supplier_key text COLLATE "C",
  name text,
  "position" integer NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT contract_supplier_pkey PRIMARY KEY (id)
);
CREATE INDEX contract_supplier_contract_key_idx ON disclosed.contract_supplier USING btree (contract_key);
CREATE UNIQUE INDEX contract_supplier_key_key ON disclosed.contract_supplier USING btree (key);
CREATE INDEX contract_supplier_process_key_idx ON disclosed.contract_supplier USING btree (process_key);
CREATE INDEX contract_supplier_supplier_key_idx ON disclosed.contract_supplier USING btree (supplier_key);

CREATE TABLE disclosed."contract_supplier_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  contract_key text COLLATE "C",
  party_key text COLLATE "C",
  supplier_key text COLLATE "C",
  name text,
  "position" integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT contract_supplier_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT contract_supplier_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX contract_supplier_version_contract_key_idx ON disclosed.contract_supplier_version USING btree (contract_key);
CREATE INDEX contract_supplier_version_process_key_idx ON disclosed.contract_supplier_version USING btree (process_key);
CREATE INDEX contract_supplier_version_supplier_key_idx ON disclosed.contract_supplier_version USING btree (supplier_key);

CREATE TABLE disclosed."contract_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  contract_id text,
  award_id text,
  award_key text COLLATE "C",
  title text,
  description text,
  status text,
  date_signed date,
  period_start date,
  period_end date,
  value_amount numeric,
  value_currency text,
  buyer_party_key text COLLATE "C",
  buyer_department_key text COLLATE "C",
  procuring_entity_party_key text COLLATE "C",
  procuring_entity_department_key text COLLATE "C",
  supplier_party_key text COLLATE "C",
  supplier_key text COLLATE "C",
  supplier_count integer,
  procurement_method text,
  procurement_method_details text,
  main_procurement_category text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT contract_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT contract_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX contract_version_award_key_idx ON disclosed.contract_version USING btree (award_key);
CREATE INDEX contract_version_buyer_department_key_date_signed_key_idx ON disclosed.contract_version USING btree (buyer_department_key, date_signed, key);
CREATE INDEX contract_version_date_signed_key_idx ON disclosed.contract_version USING btree (date_signed, key);
CREATE INDEX contract_version_process_key_idx ON disclosed.contract_version USING btree (process_key);
CREATE INDEX contract_version_supplier_key_date_signed_key_idx ON disclosed.contract_version USING btree (supplier_key, date_signed, key);
CREATE INDEX contract_version_value_currency_value_amount_key_idx ON disclosed.contract_version USING btree (value_currency, value_amount, key);

CREATE TABLE disclosed."coverage" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  department_key text COLLATE "C",
  source_name text,
  from_on date,
  to_on date,
  is_complete boolean NOT NULL,
  note text,
  from_revision bigint NOT NULL,
  CONSTRAINT coverage_pkey PRIMARY KEY (id)
);
CREATE INDEX coverage_dataset_key_idx ON disclosed.coverage USING btree (dataset_key);
CREATE UNIQUE INDEX coverage_key_key ON disclosed.coverage USING btree (key);

CREATE TABLE disclosed."coverage_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  kind text,
  department_key text COLLATE "C",
  source_name text,
  from_on date,
  to_on date,
  is_complete boolean,
  note text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT coverage_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT coverage_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX coverage_version_dataset_key_idx ON disclosed.coverage_version USING btree (dataset_key);

CREATE TABLE disclosed."dataset" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_zh text,
  name_en text,
  kind text NOT NULL,
  is_demo boolean NOT NULL,
  publisher_name text,
  publisher_scheme text,
  publisher_identifier text,
  publisher_uri text,
  license text,
  publication_policy text,
  jurisdiction_key text COLLATE "C",
  source_url text,
  time_zone text,
  from_revision bigint NOT NULL,
  CONSTRAINT dataset_pkey PRIMARY KEY (id),
  CONSTRAINT dataset_check CHECK ((is_demo = (kind = 'demo'::text))),
  CONSTRAINT dataset_kind_check CHECK ((kind = ANY (ARRAY['ocds'::text, 'table'::text, 'demo'::text])))
);
CREATE UNIQUE INDEX dataset_key_key ON disclosed.dataset USING btree (key);

CREATE TABLE disclosed."dataset_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  name text,
  name_zh text,
  name_en text,
  kind text,
  is_demo boolean,
  publisher_name text,
  publisher_scheme text,
  publisher_identifier text,
  publisher_uri text,
  license text,
  publication_policy text,
  jurisdiction_key text COLLATE "C",
  source_url text,
  time_zone text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT dataset_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT dataset_version_check CHECK ((from_revision < to_revision))
);

CREATE TABLE disclosed."department" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_zh text,
  name_en text,
  short_name text,
  kind text,
  parent_key text COLLATE "C",
  jurisdiction_key text COLLATE "C",
  division_code text,
  identifier_scheme text,
  identifier_id text,
  valid_from date,
  valid_to date,
  pack_key text COLLATE "C",
  named_on timestamp(3) with time zone,
  named_by text COLLATE "C",
  from_revision bigint NOT NULL,
  CONSTRAINT department_pkey PRIMARY KEY (id)
);
CREATE INDEX department_jurisdiction_key_idx ON disclosed.department USING btree (jurisdiction_key);
CREATE UNIQUE INDEX department_key_key ON disclosed.department USING btree (key);
CREATE INDEX department_name_key_idx ON disclosed.department USING btree (name, key);
CREATE INDEX department_parent_key_idx ON disclosed.department USING btree (parent_key);

CREATE TABLE disclosed."department_event" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  effective_on date,
  other_department_key text COLLATE "C",
  former_name text,
  note text,
  from_revision bigint NOT NULL,
  CONSTRAINT department_event_pkey PRIMARY KEY (id)
);
CREATE INDEX department_event_department_key_idx ON disclosed.department_event USING btree (department_key);
CREATE UNIQUE INDEX department_event_key_key ON disclosed.department_event USING btree (key);

CREATE TABLE disclosed."department_event_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  kind text,
  effective_on date,
  other_department_key text COLLATE "C",
  former_name text,
  note text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT department_event_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT department_event_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX department_event_version_department_key_idx ON disclosed.department_event_version USING btree (department_key);

CREATE TABLE disclosed."department_identifier" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C" NOT NULL,
  scheme text NOT NULL,
  identifier text NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT department_identifier_pkey PRIMARY KEY (id)
);
CREATE INDEX department_identifier_department_key_idx ON disclosed.department_identifier USING btree (department_key);
CREATE UNIQUE INDEX department_identifier_key_key ON disclosed.department_identifier USING btree (key);
CREATE UNIQUE INDEX department_identifier_scheme_identifier_key ON disclosed.department_identifier USING btree (scheme, identifier);

CREATE TABLE disclosed."department_identifier_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  scheme text,
  identifier text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT department_identifier_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT department_identifier_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX department_identifier_version_department_key_idx ON disclosed.department_identifier_version USING btree (department_key);

CREATE TABLE disclosed."department_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  name text,
  name_zh text,
  name_en text,
  short_name text,
  kind text,
  parent_key text COLLATE "C",
  jurisdiction_key text COLLATE "C",
  division_code text,
  identifier_scheme text,
  identifier_id text,
  valid_from date,
  valid_to date,
  pack_key text COLLATE "C",
  named_on timestamp(3) with time zone,
  named_by text COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT department_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT department_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX department_version_jurisdiction_key_idx ON disclosed.department_version USING btree (jurisdiction_key);
CREATE INDEX department_version_name_key_idx ON disclosed.department_version USING btree (name, key);
CREATE INDEX department_version_parent_key_idx ON disclosed.department_version USING btree (parent_key);

CREATE TABLE disclosed."document" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  parent_key text COLLATE "C" NOT NULL,
  document_id text,
  document_type text,
  title text,
  description text,
  url text,
  published_at timestamp(3) with time zone,
  modified_at timestamp(3) with time zone,
  format text,
  language text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT document_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX document_key_key ON disclosed.document USING btree (key);
CREATE INDEX document_parent_key_idx ON disclosed.document USING btree (parent_key);
CREATE INDEX document_process_key_idx ON disclosed.document USING btree (process_key);

CREATE TABLE disclosed."document_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  parent_key text COLLATE "C",
  document_id text,
  document_type text,
  title text,
  description text,
  url text,
  published_at timestamp(3) with time zone,
  modified_at timestamp(3) with time zone,
  format text,
  language text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT document_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT document_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX document_version_parent_key_idx ON disclosed.document_version USING btree (parent_key);
CREATE INDEX document_version_process_key_idx ON disclosed.document_version USING btree (process_key);

CREATE TABLE disclosed."framework" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  title text,
  method text,
  maximum_participants integer,
  ceiling_amount numeric,
  ceiling_currency text,
  term_start date,
  term_end date,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT framework_pkey PRIMARY KEY (id),
  CONSTRAINT framework_ceiling_amount_check CHECK (((scale(ceiling_amount) <= 20) AND (abs(ceiling_amount) < '100000000000000000000'::numeric)))
);
CREATE UNIQUE INDEX framework_key_key ON disclosed.framework USING btree (key);
CREATE INDEX framework_process_key_idx ON disclosed.framework USING btree (process_key);

CREATE TABLE disclosed."framework_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  title text,
  method text,
  maximum_participants integer,
  ceiling_amount numeric,
  ceiling_currency text,
  term_start date,
  term_end date,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT framework_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT framework_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX framework_version_process_key_idx ON disclosed.framework_version USING btree (process_key);

CREATE TABLE disclosed."item" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  parent_key text COLLATE "C" NOT NULL,
  item_id text,
  description text,
  classification_scheme text,
  classification_id text,
  classification_description text,
  additional_classifications text[] NOT NULL,
  quantity numeric,
  unit_name text,
  unit_scheme text,
  unit_id text,
  unit_value_amount numeric,
  unit_value_currency text,
  related_lot text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT item_pkey PRIMARY KEY (id),
  CONSTRAINT item_quantity_check CHECK (((scale(quantity) <= 20) AND (abs(quantity) < '100000000000000000000'::numeric))),
  CONSTRAINT item_unit_value_amount_check CHECK (((scale(unit_value_amount) <= 20) AND (abs(unit_value_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX item_classification_scheme_classification_id_idx ON disclosed.item USING btree (classification_scheme, classification_id);
CREATE UNIQUE INDEX item_key_key ON disclosed.item USING btree (key);
CREATE INDEX item_parent_key_idx ON disclosed.item USING btree (parent_key);
CREATE INDEX item_process_key_idx ON disclosed.item USING btree (process_key);

CREATE TABLE disclosed."item_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  parent_key text COLLATE "C",
  item_id text,
  description text,
  classification_scheme text,
  classification_id text,
  classification_description text,
  additional_classifications text[],
  quantity numeric,
  unit_name text,
  unit_scheme text,
  unit_id text,
  unit_value_amount numeric,
  unit_value_currency text,
  related_lot text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT item_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT item_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX item_version_classification_scheme_classification_id_idx ON disclosed.item_version USING btree (classification_scheme, classification_id);
CREATE INDEX item_version_parent_key_idx ON disclosed.item_version USING btree (parent_key);
CREATE INDEX item_version_process_key_idx ON disclosed.item_version USING btree (process_key);

CREATE TABLE disclosed."jurisdiction" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  name text NOT NULL,
  name_zh text,
  name_en text,
  level text NOT NULL,
  parent_key text COLLATE "C",
  division_code text,
  country text,
  time_zone text NOT NULL,
  pack_key text COLLATE "C",
  from_revision bigint NOT NULL,
  CONSTRAINT jurisdiction_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX jurisdiction_key_key ON disclosed.jurisdiction USING btree (key);
CREATE INDEX jurisdiction_parent_key_idx ON disclosed.jurisdiction USING btree (parent_key);

CREATE TABLE disclosed."jurisdiction_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  name text,
  name_zh text,
  name_en text,
  level text,
  parent_key text COLLATE "C",
  division_code text,
  country text,
  time_zone text,
  pack_key text COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT jurisdiction_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT jurisdiction_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX jurisdiction_version_parent_key_idx ON disclosed.jurisdiction_version USING btree (parent_key);

CREATE TABLE disclosed."lot" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  tender_key text COLLATE "C" NOT NULL,
  lot_id text NOT NULL,
  title text,
  description text,
  status text,
  value_amount numeric,
  value_currency text,
  contract_period_start date,
  contract_period_end date,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT lot_pkey PRIMARY KEY (id),
  CONSTRAINT lot_value_amount_check CHECK (((scale(value_amount) <= 20) AND (abs(value_amount) < '100000000000000000000'::numeric)))
);
CREATE UNIQUE INDEX lot_key_key ON disclosed.lot USING btree (key);
CREATE INDEX lot_process_key_idx ON disclosed.lot USING btree (process_key);
CREATE INDEX lot_tender_key_idx ON disclosed.lot USING btree (tender_key);

CREATE TABLE disclosed."lot_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  tender_key text COLLATE "C",
  lot_id text,
  title text,
  description text,
  status text,
  value_amount numeric,
  value_currency text,
  contract_period_start date,
  contract_period_end date,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT lot_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT lot_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX lot_version_process_key_idx ON disclosed.lot_version USING btree (process_key);
CREATE INDEX lot_version_tender_key_idx ON disclosed.lot_version USING btree (tender_key);

CREATE TABLE disclosed."milestone" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  parent_key text COLLATE "C" NOT NULL,
  milestone_id text,
  title text,
  type text,
  description text,
  code text,
  due_on date,
  met_on date,
  modified_at timestamp(3) with time zone,
  status text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT milestone_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX milestone_key_key ON disclosed.milestone USING btree (key);
CREATE INDEX milestone_parent_key_idx ON disclosed.milestone USING btree (parent_key);
CREATE INDEX milestone_process_key_idx ON disclosed.milestone USING btree (process_key);

CREATE TABLE disclosed."milestone_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  parent_key text COLLATE "C",
  milestone_id text,
  title text,
  type text,
  description text,
  code text,
  due_on date,
  met_on date,
  modified_at timestamp(3) with time zone,
  status text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT milestone_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT milestone_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX milestone_version_parent_key_idx ON disclosed.milestone_version USING btree (parent_key);
CREATE INDEX milestone_version_process_key_idx ON disclosed.milestone_version USING btree (process_key);

CREATE TABLE disclosed."party" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  party_id text NOT NULL,
  name text,
  legal_name text,
  is_person boolean NOT NULL,
  roles text[] NOT NULL,
  identifier_scheme text,
  identifier_id text,
  additional_identifiers text[] NOT NULL,
  locality text,
  region text,
  country_name text,
  department_key text COLLATE "C",
  supplier_key text COLLATE "C",
  link_rule text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT party_pkey PRIMARY KEY (id)
);
CREATE INDEX party_department_key_idx ON disclosed.party USING btree (department_key);
CREATE UNIQUE INDEX party_key_key ON disclosed.party USING btree (key);
CREATE INDEX party_process_key_idx ON disclosed.party USING btree (process_key);
CREATE INDEX party_supplier_key_idx ON disclosed.party USING btree (supplier_key);

CREATE TABLE disclosed."party_link" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  party_key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  supplier_key text COLLATE "C",
  reason text,
  decided_on date,
  from_revision bigint NOT NULL,
  CONSTRAINT party_link_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX party_link_key_key ON disclosed.party_link USING btree (key);
CREATE UNIQUE INDEX party_link_party_key_key ON disclosed.party_link USING btree (party_key);

CREATE TABLE disclosed."party_link_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  party_key text COLLATE "C",
  department_key text COLLATE "C",
  supplier_key text COLLATE "C",
  reason text,
  decided_on date,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT party_link_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT party_link_version_check CHECK ((from_revision < to_revision))
);

CREATE TABLE disclosed."party_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  party_id text,
  name text,
  legal_name text,
  is_person boolean,
  roles text[],
  identifier_scheme text,
  identifier_id text,
  additional_identifiers text[],
  locality text,
  region text,
  country_name text,
  department_key text COLLATE "C",
  supplier_key text COLLATE "C",
  link_rule text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT party_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT party_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX party_version_department_key_idx ON disclosed.party_version USING btree (department_key);
CREATE INDEX party_version_process_key_idx ON disclosed.party_version USING btree (process_key);
CREATE INDEX party_version_supplier_key_idx ON disclosed.party_version USING btree (supplier_key);

CREATE TABLE disclosed."plan" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  rationale text,
  budget_id text,
  budget_description text,
  budget_amount numeric,
  budget_currency text,
  project text,
  project_id text,
  uri text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT plan_pkey PRIMARY KEY (id),
  CONSTRAINT plan_budget_amount_check CHECK (((scale(budget_amount) <= 20) AND (abs(budget_amount) < '100000000000000000000'::numeric)))
);
CREATE UNIQUE INDEX plan_key_key ON disclosed.plan USING btree (key);
CREATE INDEX plan_process_key_idx ON disclosed.plan USING btree (process_key);

CREATE TABLE disclosed."plan_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  rationale text,
  budget_id text,
  budget_description text,
  budget_amount numeric,
  budget_currency text,
  project text,
  project_id text,
  uri text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT plan_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT plan_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX plan_version_process_key_idx ON disclosed.plan_version USING btree (process_key);

CREATE TABLE disclosed."process" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  ocid text COLLATE "C" NOT NULL,
  title text,
  description text,
  language text,
  initiation_type text,
  tag text[] NOT NULL,
  content_state text NOT NULL,
  first_released_at timestamp(3) with time zone,
  last_released_at timestamp(3) with time zone,
  buyer_party_key text COLLATE "C",
  buyer_department_key text COLLATE "C",
  procuring_entity_party_key text COLLATE "C",
  procuring_entity_department_key text COLLATE "C",
  tender_status text,
  procurement_method text,
  procurement_method_details text,
  main_procurement_category text,
  value_amount numeric,
  value_currency text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT process_pkey PRIMARY KEY (id),
  CONSTRAINT process_check CHECK ((key = ocid)),
  CONSTRAINT process_content_state_check CHECK ((content_state = ANY (ARRAY['released'::text, 'compiled'::text, 'linked'::text]))),
  CONSTRAINT process_value_amount_check CHECK (((scale(value_amount) <= 20) AND (abs(value_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX process_buyer_department_key_idx ON disclosed.process USING btree (buyer_department_key);
CREATE INDEX process_dataset_key_idx ON disclosed.process USING btree (dataset_key);
CREATE UNIQUE INDEX process_key_key ON disclosed.process USING btree (key);
CREATE INDEX process_last_released_at_key_idx ON disclosed.process USING btree (last_released_at, key);
CREATE INDEX process_procuring_entity_department_key_idx ON disclosed.process USING btree (procuring_entity_department_key);

CREATE TABLE disclosed."process_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  ocid text COLLATE "C",
  title text,
  description text,
  language text,
  initiation_type text,
  tag text[],
  content_state text,
  first_released_at timestamp(3) with time zone,
  last_released_at timestamp(3) with time zone,
  buyer_party_key text COLLATE "C",
  buyer_department_key text COLLATE "C",
  procuring_entity_party_key text COLLATE "C",
  procuring_entity_department_key text COLLATE "C",
  tender_status text,
  procurement_method text,
  procurement_method_details text,
  main_procurement_category text,
  value_amount numeric,
  value_currency text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT process_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT process_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX process_version_buyer_department_key_idx ON disclosed.process_version USING btree (buyer_department_key);
CREATE INDEX process_version_dataset_key_idx ON disclosed.process_version USING btree (dataset_key);
CREATE INDEX process_version_last_released_at_key_idx ON disclosed.process_version USING btree (last_released_at, key);
CREATE INDEX process_version_procuring_entity_department_key_idx ON disclosed.process_version USING btree (procuring_entity_department_key);

CREATE TABLE disclosed."publication" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  subject_type text,
  subject_key text COLLATE "C",
  basis text NOT NULL,
  source_key text COLLATE "C",
  source_url text,
  content_hash text,
  published_at timestamp(3) with time zone NOT NULL,
  note text,
  from_revision bigint NOT NULL,
  CONSTRAINT publication_pkey PRIMARY KEY (id),
  CONSTRAINT publication_basis_check CHECK ((basis = ANY (ARRAY['alreadyPublished'::text, 'reviewed'::text])))
);
CREATE INDEX publication_dataset_key_idx ON disclosed.publication USING btree (dataset_key);
CREATE UNIQUE INDEX publication_key_key ON disclosed.publication USING btree (key);
CREATE INDEX publication_subject_key_idx ON disclosed.publication USING btree (subject_key);

CREATE TABLE disclosed."publication_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  kind text,
  subject_type text,
  subject_key text COLLATE "C",
  basis text,
  source_key text COLLATE "C",
  source_url text,
  content_hash text,
  published_at timestamp(3) with time zone,
  note text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT publication_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT publication_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX publication_version_dataset_key_idx ON disclosed.publication_version USING btree (dataset_key);
CREATE INDEX publication_version_subject_key_idx ON disclosed.publication_version USING btree (subject_key);

CREATE TABLE disclosed."related_process" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  parent_key text COLLATE "C" NOT NULL,
  related_process_id text,
  relationship text[] NOT NULL,
  scheme text,
  identifier text,
  title text,
  uri text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT related_process_pkey PRIMARY KEY (id)
);
CREATE INDEX related_process_identifier_idx ON disclosed.related_process USING btree (identifier);
CREATE UNIQUE INDEX related_process_key_key ON disclosed.related_process USING btree (key);
CREATE INDEX related_process_parent_key_idx ON disclosed.related_process USING btree (parent_key);
CREATE INDEX related_process_process_key_idx ON disclosed.related_process USING btree (process_key);

CREATE TABLE disclosed."related_process_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  parent_key text COLLATE "C",
  related_process_id text,
  relationship text[],
  scheme text,
  identifier text,
  title text,
  uri text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT related_process_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT related_process_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX related_process_version_identifier_idx ON disclosed.related_process_version USING btree (identifier);
CREATE INDEX related_process_version_parent_key_idx ON disclosed.related_process_version USING btree (parent_key);
CREATE INDEX related_process_version_process_key_idx ON disclosed.related_process_version USING btree (process_key);

CREATE TABLE disclosed."release" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  ocid text COLLATE "C" NOT NULL,
  release_id text COLLATE "C" NOT NULL,
  date timestamp(3) with time zone,
  published_date text,
  tag text[] NOT NULL,
  language text,
  kind text NOT NULL,
  url text,
  content_hash text,
  source_key text COLLATE "C",
  pointer text,
  is_merged boolean NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT release_pkey PRIMARY KEY (id),
  CONSTRAINT release_kind_check CHECK ((kind = ANY (ARRAY['release'::text, 'compiled'::text, 'linked'::text])))
);
CREATE UNIQUE INDEX release_key_key ON disclosed.release USING btree (key);
CREATE INDEX release_process_key_idx ON disclosed.release USING btree (process_key);
CREATE INDEX release_source_key_idx ON disclosed.release USING btree (source_key);

CREATE TABLE disclosed."release_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  ocid text COLLATE "C",
  release_id text COLLATE "C",
  date timestamp(3) with time zone,
  published_date text,
  tag text[],
  language text,
  kind text,
  url text,
  content_hash text,
  source_key text COLLATE "C",
  pointer text,
  is_merged boolean,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT release_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT release_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX release_version_process_key_idx ON disclosed.release_version USING btree (process_key);
CREATE INDEX release_version_source_key_idx ON disclosed.release_version USING btree (source_key);

CREATE TABLE disclosed."revision" (
  number bigint NOT NULL,
  at timestamp(3) with time zone,
  source text,
  CONSTRAINT revision_pkey PRIMARY KEY (number)
);
CREATE INDEX revision_at_idx ON disclosed.revision USING btree (at);

CREATE TABLE disclosed."source" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  name text NOT NULL,
  url text,
  format text NOT NULL,
  size bigint NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  first_read_at timestamp(3) with time zone NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT source_pkey PRIMARY KEY (id)
);
CREATE INDEX source_dataset_key_idx ON disclosed.source USING btree (dataset_key);
CREATE UNIQUE INDEX source_key_key ON disclosed.source USING btree (key);

CREATE TABLE disclosed."source_file" (
  sha256 text COLLATE "C" NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  bytes bytea NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT source_file_pkey PRIMARY KEY (sha256)
);

CREATE TABLE disclosed."source_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  name text,
  url text,
  format text,
  size bigint,
  sha256 text COLLATE "C",
  first_read_at timestamp(3) with time zone,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT source_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT source_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX source_version_dataset_key_idx ON disclosed.source_version USING btree (dataset_key);

CREATE TABLE disclosed."supplier" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  scheme text NOT NULL,
  identifier text NOT NULL,
  name text NOT NULL,
  name_zh text,
  name_en text,
  is_checksum_valid boolean,
  region text,
  country_name text,
  named_on timestamp(3) with time zone,
  named_by text COLLATE "C",
  from_revision bigint NOT NULL,
  CONSTRAINT supplier_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX supplier_key_key ON disclosed.supplier USING btree (key);
CREATE INDEX supplier_name_key_idx ON disclosed.supplier USING btree (name, key);

CREATE TABLE disclosed."supplier_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  scheme text,
  identifier text,
  name text,
  name_zh text,
  name_en text,
  is_checksum_valid boolean,
  region text,
  country_name text,
  named_on timestamp(3) with time zone,
  named_by text COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT supplier_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT supplier_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX supplier_version_name_key_idx ON disclosed.supplier_version USING btree (name, key);

CREATE TABLE disclosed."tender" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  tender_id text,
  title text,
  description text,
  status text,
  procurement_method text,
  procurement_method_details text,
  procurement_method_rationale text,
  main_procurement_category text,
  additional_procurement_categories text[] NOT NULL,
  award_criteria text,
  award_criteria_details text,
  submission_method text[] NOT NULL,
  submission_method_details text,
  eligibility_criteria text,
  has_enquiries boolean,
  number_of_tenderers integer,
  value_amount numeric,
  value_currency text,
  min_value_amount numeric,
  min_value_currency text,
  tender_period_start timestamp(3) with time zone,
  tender_period_end timestamp(3) with time zone,
  enquiry_period_start timestamp(3) with time zone,
  enquiry_period_end timestamp(3) with time zone,
  award_period_start date,
  award_period_end date,
  contract_period_start date,
  contract_period_end date,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT tender_pkey PRIMARY KEY (id),
  CONSTRAINT tender_min_value_amount_check CHECK (((scale(min_value_amount) <= 20) AND (abs(min_value_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT tender_value_amount_check CHECK (((scale(value_amount) <= 20) AND (abs(value_amount) < '100000000000000000000'::numeric)))
);
CREATE UNIQUE INDEX tender_key_key ON disclosed.tender USING btree (key);
CREATE INDEX tender_process_key_idx ON disclosed.tender USING btree (process_key);

CREATE TABLE disclosed."tender_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  tender_id text,
  title text,
  description text,
  status text,
  procurement_method text,
  procurement_method_details text,
  procurement_method_rationale text,
  main_procurement_category text,
  additional_procurement_categories text[],
  award_criteria text,
  award_criteria_details text,
  submission_method text[],
  submission_method_details text,
  eligibility_criteria text,
  has_enquiries boolean,
  number_of_tenderers integer,
  value_amount numeric,
  value_currency text,
  min_value_amount numeric,
  min_value_currency text,
  tender_period_start timestamp(3) with time zone,
  tender_period_end timestamp(3) with time zone,
  enquiry_period_start timestamp(3) with time zone,
  enquiry_period_end timestamp(3) with time zone,
  award_period_start date,
  award_period_end date,
  contract_period_start date,
  contract_period_end date,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT tender_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT tender_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX tender_version_process_key_idx ON disclosed.tender_version USING btree (process_key);

CREATE TABLE disclosed."tombstone" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  subject_type text NOT NULL,
  subject_key text COLLATE "C" NOT NULL,
  withdrawn_on date NOT NULL,
  reason text,
  from_revision bigint NOT NULL,
  CONSTRAINT tombstone_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX tombstone_key_key ON disclosed.tombstone USING btree (key);
CREATE INDEX tombstone_subject_key_idx ON disclosed.tombstone USING btree (subject_key);

CREATE TABLE disclosed."tombstone_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  subject_type text,
  subject_key text COLLATE "C",
  withdrawn_on date,
  reason text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT tombstone_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT tombstone_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX tombstone_version_subject_key_idx ON disclosed.tombstone_version USING btree (subject_key);

CREATE TABLE disclosed."transaction" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  process_key text COLLATE "C" NOT NULL,
  contract_key text COLLATE "C" NOT NULL,
  transaction_id text,
  source text,
  paid_on date,
  value_amount numeric,
  value_currency text,
  payer_party_key text COLLATE "C",
  payee_party_key text COLLATE "C",
  uri text,
  release_keys text[] COLLATE "C" NOT NULL,
  from_revision bigint NOT NULL,
  CONSTRAINT transaction_pkey PRIMARY KEY (id),
  CONSTRAINT transaction_value_amount_check CHECK (((scale(value_amount) <= 20) AND (abs(value_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX transaction_contract_key_idx ON disclosed.transaction USING btree (contract_key);
CREATE UNIQUE INDEX transaction_key_key ON disclosed.transaction USING btree (key);
CREATE INDEX transaction_process_key_idx ON disclosed.transaction USING btree (process_key);

CREATE TABLE disclosed."transaction_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  process_key text COLLATE "C",
  contract_key text COLLATE "C",
  transaction_id text,
  source text,
  paid_on date,
  value_amount numeric,
  value_currency text,
  payer_party_key text COLLATE "C",
  payee_party_key text COLLATE "C",
  uri text,
  release_keys text[] COLLATE "C",
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT transaction_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT transaction_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX transaction_version_contract_key_idx ON disclosed.transaction_version USING btree (contract_key);
CREATE INDEX transaction_version_process_key_idx ON disclosed.transaction_version USING btree (process_key);

CREATE TABLE disclosed."withheld" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  subject_type text NOT NULL,
  subject_key text COLLATE "C" NOT NULL,
  field text NOT NULL,
  category text NOT NULL,
  until date,
  legal_provision text,
  from_revision bigint NOT NULL,
  CONSTRAINT withheld_pkey PRIMARY KEY (id),
  CONSTRAINT withheld_category_check CHECK ((category = ANY (ARRAY['notPublic'::text, 'notYetPublic'::text, 'partlyRedacted'::text])))
);
CREATE UNIQUE INDEX withheld_key_key ON disclosed.withheld USING btree (key);
CREATE INDEX withheld_subject_key_idx ON disclosed.withheld USING btree (subject_key);

CREATE TABLE disclosed."withheld_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  subject_type text,
  subject_key text COLLATE "C",
  field text,
  category text,
  until date,
  legal_provision text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT withheld_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT withheld_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX withheld_version_subject_key_idx ON disclosed.withheld_version USING btree (subject_key);
