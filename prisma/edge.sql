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

CREATE TABLE disclosed."asset_occupancy" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer NOT NULL,
  scope text NOT NULL,
  "position" integer NOT NULL,
  category text NOT NULL,
  use_code text,
  use_name text,
  quantity numeric,
  unit_name text,
  unit_price_from numeric,
  value_amount numeric,
  currency text,
  as_of_on date,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT asset_occupancy_pkey PRIMARY KEY (id),
  CONSTRAINT asset_occupancy_quantity_check CHECK (((scale(quantity) <= 20) AND (abs(quantity) < '100000000000000000000'::numeric))),
  CONSTRAINT asset_occupancy_unit_price_from_check CHECK (((scale(unit_price_from) <= 20) AND (abs(unit_price_from) < '100000000000000000000'::numeric))),
  CONSTRAINT asset_occupancy_value_amount_check CHECK (((scale(value_amount) <= 20) AND (abs(value_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX asset_occupancy_dataset_key_idx ON disclosed.asset_occupancy USING btree (dataset_key);
CREATE INDEX asset_occupancy_department_key_fiscal_year_idx ON disclosed.asset_occupancy USING btree (department_key, fiscal_year);
CREATE INDEX asset_occupancy_document_key_idx ON disclosed.asset_occupancy USING btree (document_key);
CREATE UNIQUE INDEX asset_occupancy_key_key ON disclosed.asset_occupancy USING btree (key);

CREATE TABLE disclosed."asset_occupancy_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  scope text,
  "position" integer,
  category text,
  use_code text,
  use_name text,
  quantity numeric,
  unit_name text,
  unit_price_from numeric,
  value_amount numeric,
  currency text,
  as_of_on date,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT asset_occupancy_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT asset_occupancy_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX asset_occupancy_version_dataset_key_idx ON disclosed.asset_occupancy_version USING btree (dataset_key);
CREATE INDEX asset_occupancy_version_department_key_fiscal_year_idx ON disclosed.asset_occupancy_version USING btree (department_key, fiscal_year);
CREATE INDEX asset_occupancy_version_document_key_idx ON disclosed.asset_occupancy_version USING btree (document_key);

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
  price_kind text,
  price_text text,
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
  price_kind text,
  price_text text,
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
  price_kind text,
  price_text text,
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
  price_kind text,
  price_text text,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT bid_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT bid_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX bid_version_process_key_idx ON disclosed.bid_version USING btree (process_key);

CREATE TABLE disclosed."budget_adjustment" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  line_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C",
  department_key text COLLATE "C",
  "position" integer NOT NULL,
  decided_on date,
  amount numeric NOT NULL,
  currency text,
  authority text,
  reason text,
  document_number text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  cell text,
  from_revision bigint NOT NULL,
  CONSTRAINT budget_adjustment_pkey PRIMARY KEY (id),
  CONSTRAINT budget_adjustment_amount_check CHECK (((scale(amount) <= 20) AND (abs(amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX budget_adjustment_dataset_key_idx ON disclosed.budget_adjustment USING btree (dataset_key);
CREATE UNIQUE INDEX budget_adjustment_key_key ON disclosed.budget_adjustment USING btree (key);
CREATE INDEX budget_adjustment_line_key_idx ON disclosed.budget_adjustment USING btree (line_key);

CREATE TABLE disclosed."budget_adjustment_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  line_key text COLLATE "C",
  document_key text COLLATE "C",
  department_key text COLLATE "C",
  "position" integer,
  decided_on date,
  amount numeric,
  currency text,
  authority text,
  reason text,
  document_number text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  cell text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT budget_adjustment_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT budget_adjustment_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX budget_adjustment_version_dataset_key_idx ON disclosed.budget_adjustment_version USING btree (dataset_key);
CREATE INDEX budget_adjustment_version_line_key_idx ON disclosed.budget_adjustment_version USING btree (line_key);

CREATE TABLE disclosed."budget_amount" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  line_key text COLLATE "C" NOT NULL,
  table_key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  phase text NOT NULL,
  component text NOT NULL,
  period text,
  as_of_on date,
  amount numeric NOT NULL,
  currency text,
  cell text,
  from_revision bigint NOT NULL,
  CONSTRAINT budget_amount_pkey PRIMARY KEY (id),
  CONSTRAINT budget_amount_amount_check CHECK (((scale(amount) <= 20) AND (abs(amount) < '100000000000000000000'::numeric))),
  CONSTRAINT budget_amount_phase_check CHECK ((phase = ANY (ARRAY['proposed'::text, 'approved'::text, 'adjusted'::text, 'executed'::text, 'final'::text, 'projected'::text])))
);
CREATE UNIQUE INDEX budget_amount_key_key ON disclosed.budget_amount USING btree (key);
CREATE INDEX budget_amount_line_key_phase_idx ON disclosed.budget_amount USING btree (line_key, phase);
CREATE INDEX budget_amount_table_key_phase_line_key_idx ON disclosed.budget_amount USING btree (table_key, phase, line_key) INCLUDE (component, period, as_of_on, amount, currency);

CREATE TABLE disclosed."budget_amount_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  line_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  phase text,
  component text,
  period text,
  as_of_on date,
  amount numeric,
  currency text,
  cell text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT budget_amount_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT budget_amount_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX budget_amount_version_line_key_phase_idx ON disclosed.budget_amount_version USING btree (line_key, phase);
CREATE INDEX budget_amount_version_table_key_phase_line_key_component_pe_idx ON disclosed.budget_amount_version USING btree (table_key, phase, line_key, component, period, as_of_on, amount, currency);

CREATE TABLE disclosed."budget_document" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  jurisdiction_key text COLLATE "C",
  fiscal_year integer NOT NULL,
  fiscal_year_label text,
  kind text NOT NULL,
  scope text,
  title text,
  document_number text,
  issuer_name text,
  approved_on date,
  published_on date,
  url text,
  profile text,
  source_key text COLLATE "C",
  note text,
  from_revision bigint NOT NULL,
  CONSTRAINT budget_document_pkey PRIMARY KEY (id),
  CONSTRAINT budget_document_fiscal_year_check CHECK (((fiscal_year >= 1900) AND (fiscal_year <= 2200))),
  CONSTRAINT budget_document_kind_check CHECK ((kind = ANY (ARRAY['proposal'::text, 'budget'::text, 'adjustment'::text, 'execution'::text, 'finalAccount'::text, 'forecast'::text]))),
  CONSTRAINT budget_document_scope_check CHECK ((scope = ANY (ARRAY['own'::text, 'consolidated'::text])))
);
CREATE INDEX budget_document_dataset_key_idx ON disclosed.budget_document USING btree (dataset_key);
CREATE INDEX budget_document_department_key_fiscal_year_idx ON disclosed.budget_document USING btree (department_key, fiscal_year);
CREATE INDEX budget_document_fiscal_year_key_idx ON disclosed.budget_document USING btree (fiscal_year, key);
CREATE UNIQUE INDEX budget_document_key_key ON disclosed.budget_document USING btree (key);

CREATE TABLE disclosed."budget_document_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  department_key text COLLATE "C",
  jurisdiction_key text COLLATE "C",
  fiscal_year integer,
  fiscal_year_label text,
  kind text,
  scope text,
  title text,
  document_number text,
  issuer_name text,
  approved_on date,
  published_on date,
  url text,
  profile text,
  source_key text COLLATE "C",
  note text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT budget_document_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT budget_document_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX budget_document_version_dataset_key_idx ON disclosed.budget_document_version USING btree (dataset_key);
CREATE INDEX budget_document_version_department_key_fiscal_year_idx ON disclosed.budget_document_version USING btree (department_key, fiscal_year);
CREATE INDEX budget_document_version_fiscal_year_key_idx ON disclosed.budget_document_version USING btree (fiscal_year, key);

CREATE TABLE disclosed."budget_line" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C" NOT NULL,
  table_key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  department_name text,
  fiscal_year integer NOT NULL,
  side text,
  breakdown text NOT NULL,
  book text,
  scope text NOT NULL,
  coverage text NOT NULL,
  row_kind text NOT NULL,
  level integer,
  "position" integer NOT NULL,
  label text,
  function_code text,
  function_name text,
  function_key text COLLATE "C",
  economic_code text,
  economic_name text,
  economic_key text COLLATE "C",
  program_code text,
  program_name text,
  project_code text,
  project_name text,
  fund_source_code text,
  fund_source_name text,
  item_code text,
  item_name text,
  region_name text,
  recipient_name text,
  description text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT budget_line_pkey PRIMARY KEY (id),
  CONSTRAINT budget_line_row_kind_check CHECK ((row_kind = ANY (ARRAY['line'::text, 'subtotal'::text, 'total'::text]))),
  CONSTRAINT budget_line_scope_check CHECK ((scope = ANY (ARRAY['own'::text, 'consolidated'::text]))),
  CONSTRAINT budget_line_side_check CHECK ((side = ANY (ARRAY['income'::text, 'expenditure'::text])))
);
CREATE INDEX budget_line_department_key_fiscal_year_idx ON disclosed.budget_line USING btree (department_key, fiscal_year);
CREATE INDEX budget_line_document_key_idx ON disclosed.budget_line USING btree (document_key);
CREATE INDEX budget_line_function_code_idx ON disclosed.budget_line USING btree (function_code);
CREATE UNIQUE INDEX budget_line_key_key ON disclosed.budget_line USING btree (key);
CREATE INDEX budget_line_table_key_key_idx ON disclosed.budget_line USING btree (table_key, key) INCLUDE (row_kind, department_key);
CREATE INDEX budget_line_table_key_position_idx ON disclosed.budget_line USING btree (table_key, "position");

CREATE TABLE disclosed."budget_line_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  department_name text,
  fiscal_year integer,
  side text,
  breakdown text,
  book text,
  scope text,
  coverage text,
  row_kind text,
  level integer,
  "position" integer,
  label text,
  function_code text,
  function_name text,
  function_key text COLLATE "C",
  economic_code text,
  economic_name text,
  economic_key text COLLATE "C",
  program_code text,
  program_name text,
  project_code text,
  project_name text,
  fund_source_code text,
  fund_source_name text,
  item_code text,
  item_name text,
  region_name text,
  recipient_name text,
  description text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT budget_line_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT budget_line_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX budget_line_version_department_key_fiscal_year_idx ON disclosed.budget_line_version USING btree (department_key, fiscal_year);
CREATE INDEX budget_line_version_document_key_idx ON disclosed.budget_line_version USING btree (document_key);
CREATE INDEX budget_line_version_function_code_idx ON disclosed.budget_line_version USING btree (function_code);
CREATE INDEX budget_line_version_table_key_key_row_kind_department_key_idx ON disclosed.budget_line_version USING btree (table_key, key, row_kind, department_key);
CREATE INDEX budget_line_version_table_key_position_idx ON disclosed.budget_line_version USING btree (table_key, "position");

CREATE TABLE disclosed."budget_table" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  fiscal_year integer NOT NULL,
  seq integer,
  code text NOT NULL,
  title text,
  side text,
  breakdown text NOT NULL,
  book text,
  scope text NOT NULL,
  coverage text NOT NULL,
  detail integer NOT NULL,
  is_empty boolean NOT NULL,
  empty_note text,
  unit_text text,
  currency text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  from_revision bigint NOT NULL,
  CONSTRAINT budget_table_pkey PRIMARY KEY (id),
  CONSTRAINT budget_table_book_check CHECK ((book = ANY (ARRAY['all'::text, 'general'::text, 'governmentFunds'::text, 'stateCapital'::text, 'socialInsurance'::text]))),
  CONSTRAINT budget_table_breakdown_check CHECK ((breakdown = ANY (ARRAY['function'::text, 'economic'::text, 'program'::text, 'project'::text, 'source'::text, 'organisation'::text, 'item'::text, 'threePublic'::text, 'summary'::text, 'procurement'::text, 'purchasedServices'::text, 'assets'::text, 'performance'::text, 'other'::text]))),
  CONSTRAINT budget_table_coverage_check CHECK ((coverage = ANY (ARRAY['all'::text, 'basic'::text, 'project'::text]))),
  CONSTRAINT budget_table_scope_check CHECK ((scope = ANY (ARRAY['own'::text, 'consolidated'::text]))),
  CONSTRAINT budget_table_side_check CHECK ((side = ANY (ARRAY['income'::text, 'expenditure'::text])))
);
CREATE INDEX budget_table_dataset_key_idx ON disclosed.budget_table USING btree (dataset_key);
CREATE INDEX budget_table_department_key_fiscal_year_idx ON disclosed.budget_table USING btree (department_key, fiscal_year);
CREATE INDEX budget_table_document_key_idx ON disclosed.budget_table USING btree (document_key);
CREATE UNIQUE INDEX budget_table_key_key ON disclosed.budget_table USING btree (key);

CREATE TABLE disclosed."budget_table_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  document_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  seq integer,
  code text,
  title text,
  side text,
  breakdown text,
  book text,
  scope text,
  coverage text,
  detail integer,
  is_empty boolean,
  empty_note text,
  unit_text text,
  currency text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT budget_table_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT budget_table_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX budget_table_version_dataset_key_idx ON disclosed.budget_table_version USING btree (dataset_key);
CREATE INDEX budget_table_version_department_key_fiscal_year_idx ON disclosed.budget_table_version USING btree (department_key, fiscal_year);
CREATE INDEX budget_table_version_document_key_idx ON disclosed.budget_table_version USING btree (document_key);

CREATE TABLE disclosed."catalog_edition" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  jurisdiction_key text COLLATE "C",
  name text NOT NULL,
  name_zh text,
  name_en text,
  code_edition text,
  is_complete boolean NOT NULL,
  valid_from date,
  valid_to date,
  url text,
  issuer_name text,
  document_number text,
  law text,
  source_page text,
  confidence text,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT catalog_edition_pkey PRIMARY KEY (id)
);
CREATE INDEX catalog_edition_dataset_key_idx ON disclosed.catalog_edition USING btree (dataset_key);
CREATE INDEX catalog_edition_jurisdiction_key_idx ON disclosed.catalog_edition USING btree (jurisdiction_key);
CREATE UNIQUE INDEX catalog_edition_key_key ON disclosed.catalog_edition USING btree (key);

CREATE TABLE disclosed."catalog_edition_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  jurisdiction_key text COLLATE "C",
  name text,
  name_zh text,
  name_en text,
  code_edition text,
  is_complete boolean,
  valid_from date,
  valid_to date,
  url text,
  issuer_name text,
  document_number text,
  law text,
  source_page text,
  confidence text,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT catalog_edition_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT catalog_edition_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX catalog_edition_version_dataset_key_idx ON disclosed.catalog_edition_version USING btree (dataset_key);
CREATE INDEX catalog_edition_version_jurisdiction_key_idx ON disclosed.catalog_edition_version USING btree (jurisdiction_key);

CREATE TABLE disclosed."catalog_item" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  edition_key text COLLATE "C" NOT NULL,
  "position" integer NOT NULL,
  code text,
  code_edition text,
  name text NOT NULL,
  name_zh text,
  name_en text,
  category text,
  organization_form text,
  limit_amount numeric,
  limit_currency text,
  confidence text,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT catalog_item_pkey PRIMARY KEY (id),
  CONSTRAINT catalog_item_limit_amount_check CHECK (((scale(limit_amount) <= 20) AND (abs(limit_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX catalog_item_code_idx ON disclosed.catalog_item USING btree (code);
CREATE INDEX catalog_item_dataset_key_idx ON disclosed.catalog_item USING btree (dataset_key);
CREATE INDEX catalog_item_edition_key_idx ON disclosed.catalog_item USING btree (edition_key);
CREATE UNIQUE INDEX catalog_item_key_key ON disclosed.catalog_item USING btree (key);

CREATE TABLE disclosed."catalog_item_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  edition_key text COLLATE "C",
  "position" integer,
  code text,
  code_edition text,
  name text,
  name_zh text,
  name_en text,
  category text,
  organization_form text,
  limit_amount numeric,
  limit_currency text,
  confidence text,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT catalog_item_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT catalog_item_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX catalog_item_version_code_idx ON disclosed.catalog_item_version USING btree (code);
CREATE INDEX catalog_item_version_dataset_key_idx ON disclosed.catalog_item_version USING btree (dataset_key);
CREATE INDEX catalog_item_version_edition_key_idx ON disclosed.catalog_item_version USING btree (edition_key);

CREATE TABLE disclosed."classification" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  scheme_key text COLLATE "C" NOT NULL,
  scheme text NOT NULL,
  edition text NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  level integer NOT NULL,
  parent_key text COLLATE "C",
  name text NOT NULL,
  name_zh text,
  name_en text,
  valid_from date,
  valid_to date,
  three_public_category text,
  basic_group text,
  category text,
  maps_to text[] NOT NULL,
  law text,
  source_page text,
  confidence text,
  note text,
  from_revision bigint NOT NULL,
  CONSTRAINT classification_pkey PRIMARY KEY (id)
);
CREATE INDEX classification_dataset_key_idx ON disclosed.classification USING btree (dataset_key);
CREATE UNIQUE INDEX classification_key_key ON disclosed.classification USING btree (key);
CREATE INDEX classification_parent_key_idx ON disclosed.classification USING btree (parent_key);
CREATE INDEX classification_scheme_code_idx ON disclosed.classification USING btree (scheme, code);
CREATE INDEX classification_scheme_key_code_idx ON disclosed.classification USING btree (scheme_key, code);

CREATE TABLE disclosed."classification_scheme" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  scheme text NOT NULL,
  edition text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  name_zh text,
  name_en text,
  jurisdiction_key text COLLATE "C",
  valid_from date,
  valid_to date,
  is_complete boolean NOT NULL,
  issuer_name text,
  document_number text,
  law text,
  source_page text,
  confidence text,
  note text,
  from_revision bigint NOT NULL,
  CONSTRAINT classification_scheme_pkey PRIMARY KEY (id)
);
CREATE INDEX classification_scheme_dataset_key_idx ON disclosed.classification_scheme USING btree (dataset_key);
CREATE UNIQUE INDEX classification_scheme_key_key ON disclosed.classification_scheme USING btree (key);
CREATE INDEX classification_scheme_scheme_edition_idx ON disclosed.classification_scheme USING btree (scheme, edition);

CREATE TABLE disclosed."classification_scheme_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  scheme text,
  edition text,
  kind text,
  name text,
  name_zh text,
  name_en text,
  jurisdiction_key text COLLATE "C",
  valid_from date,
  valid_to date,
  is_complete boolean,
  issuer_name text,
  document_number text,
  law text,
  source_page text,
  confidence text,
  note text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT classification_scheme_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT classification_scheme_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX classification_scheme_version_dataset_key_idx ON disclosed.classification_scheme_version USING btree (dataset_key);
CREATE INDEX classification_scheme_version_scheme_edition_idx ON disclosed.classification_scheme_version USING btree (scheme, edition);

CREATE TABLE disclosed."classification_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  scheme_key text COLLATE "C",
  scheme text,
  edition text,
  kind text,
  code text,
  level integer,
  parent_key text COLLATE "C",
  name text,
  name_zh text,
  name_en text,
  valid_from date,
  valid_to date,
  three_public_category text,
  basic_group text,
  category text,
  maps_to text[],
  law text,
  source_page text,
  confidence text,
  note text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT classification_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT classification_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX classification_version_dataset_key_idx ON disclosed.classification_version USING btree (dataset_key);
CREATE INDEX classification_version_parent_key_idx ON disclosed.classification_version USING btree (parent_key);
CREATE INDEX classification_version_scheme_code_idx ON disclosed.classification_version USING btree (scheme, code);
CREATE INDEX classification_version_scheme_key_code_idx ON disclosed.classification_version USING btree (scheme_key, code);

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

CREATE TABLE disclosed."disclosure" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  kind text NOT NULL,
  title text NOT NULL,
  subject_type text,
  subject_key text COLLATE "C",
  fiscal_year integer,
  published_on date,
  medium_name text,
  url text,
  content_hash text,
  is_complete boolean,
  missing text[] NOT NULL,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT disclosure_pkey PRIMARY KEY (id)
);
CREATE INDEX disclosure_dataset_key_idx ON disclosed.disclosure USING btree (dataset_key);
CREATE INDEX disclosure_department_key_published_on_idx ON disclosed.disclosure USING btree (department_key, published_on);
CREATE UNIQUE INDEX disclosure_key_key ON disclosed.disclosure USING btree (key);
CREATE INDEX disclosure_subject_key_idx ON disclosed.disclosure USING btree (subject_key);

CREATE TABLE disclosed."disclosure_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  department_key text COLLATE "C",
  kind text,
  title text,
  subject_type text,
  subject_key text COLLATE "C",
  fiscal_year integer,
  published_on date,
  medium_name text,
  url text,
  content_hash text,
  is_complete boolean,
  missing text[],
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT disclosure_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT disclosure_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX disclosure_version_dataset_key_idx ON disclosed.disclosure_version USING btree (dataset_key);
CREATE INDEX disclosure_version_department_key_published_on_idx ON disclosed.disclosure_version USING btree (department_key, published_on);
CREATE INDEX disclosure_version_subject_key_idx ON disclosed.disclosure_version USING btree (subject_key);

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

CREATE TABLE disclosed."head_count" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C",
  department_key text COLLATE "C" NOT NULL,
  fiscal_year integer,
  as_of_on date,
  kind text NOT NULL,
  persons integer NOT NULL,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT head_count_pkey PRIMARY KEY (id),
  CONSTRAINT head_count_persons_check CHECK ((persons >= 0))
);
CREATE INDEX head_count_dataset_key_idx ON disclosed.head_count USING btree (dataset_key);
CREATE INDEX head_count_department_key_idx ON disclosed.head_count USING btree (department_key);
CREATE UNIQUE INDEX head_count_key_key ON disclosed.head_count USING btree (key);

CREATE TABLE disclosed."head_count_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  document_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  as_of_on date,
  kind text,
  persons integer,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT head_count_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT head_count_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX head_count_version_dataset_key_idx ON disclosed.head_count_version USING btree (dataset_key);
CREATE INDEX head_count_version_department_key_idx ON disclosed.head_count_version USING btree (department_key);

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

CREATE TABLE disclosed."operating_fund" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer NOT NULL,
  scope text NOT NULL,
  "position" integer NOT NULL,
  definition text NOT NULL,
  definition_note text,
  budget_amount numeric,
  adjusted_amount numeric,
  actual_amount numeric,
  previous_amount numeric,
  currency text,
  change_reason text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  cell text,
  from_revision bigint NOT NULL,
  CONSTRAINT operating_fund_pkey PRIMARY KEY (id),
  CONSTRAINT operating_fund_actual_amount_check CHECK (((scale(actual_amount) <= 20) AND (abs(actual_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT operating_fund_adjusted_amount_check CHECK (((scale(adjusted_amount) <= 20) AND (abs(adjusted_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT operating_fund_budget_amount_check CHECK (((scale(budget_amount) <= 20) AND (abs(budget_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT operating_fund_definition_check CHECK ((definition = ANY (ARRAY['disclosure'::text, 'regulation621'::text, 'other'::text]))),
  CONSTRAINT operating_fund_previous_amount_check CHECK (((scale(previous_amount) <= 20) AND (abs(previous_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX operating_fund_dataset_key_idx ON disclosed.operating_fund USING btree (dataset_key);
CREATE INDEX operating_fund_department_key_fiscal_year_idx ON disclosed.operating_fund USING btree (department_key, fiscal_year);
CREATE INDEX operating_fund_document_key_idx ON disclosed.operating_fund USING btree (document_key);
CREATE UNIQUE INDEX operating_fund_key_key ON disclosed.operating_fund USING btree (key);

CREATE TABLE disclosed."operating_fund_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  scope text,
  "position" integer,
  definition text,
  definition_note text,
  budget_amount numeric,
  adjusted_amount numeric,
  actual_amount numeric,
  previous_amount numeric,
  currency text,
  change_reason text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  cell text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT operating_fund_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT operating_fund_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX operating_fund_version_dataset_key_idx ON disclosed.operating_fund_version USING btree (dataset_key);
CREATE INDEX operating_fund_version_department_key_fiscal_year_idx ON disclosed.operating_fund_version USING btree (department_key, fiscal_year);
CREATE INDEX operating_fund_version_document_key_idx ON disclosed.operating_fund_version USING btree (document_key);

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

CREATE TABLE disclosed."payment" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  department_key text COLLATE "C",
  payer_name text,
  supplier_key text COLLATE "C",
  payee_name text,
  payee_scheme text,
  payee_identifier text,
  paid_on date,
  list_month text,
  value_amount numeric,
  value_currency text,
  organisational_unit text,
  expense_type text,
  description text,
  transaction_number text,
  function_code text,
  economic_code text,
  contract_key text COLLATE "C",
  "position" integer NOT NULL,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT payment_pkey PRIMARY KEY (id),
  CONSTRAINT payment_value_amount_check CHECK (((scale(value_amount) <= 20) AND (abs(value_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX payment_dataset_key_idx ON disclosed.payment USING btree (dataset_key);
CREATE INDEX payment_department_key_paid_on_key_idx ON disclosed.payment USING btree (department_key, paid_on, key);
CREATE UNIQUE INDEX payment_key_key ON disclosed.payment USING btree (key);
CREATE INDEX payment_paid_on_key_idx ON disclosed.payment USING btree (paid_on, key);
CREATE INDEX payment_supplier_key_idx ON disclosed.payment USING btree (supplier_key);
CREATE INDEX payment_value_currency_value_amount_key_idx ON disclosed.payment USING btree (value_currency, value_amount, key);

CREATE TABLE disclosed."payment_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  department_key text COLLATE "C",
  payer_name text,
  supplier_key text COLLATE "C",
  payee_name text,
  payee_scheme text,
  payee_identifier text,
  paid_on date,
  list_month text,
  value_amount numeric,
  value_currency text,
  organisational_unit text,
  expense_type text,
  description text,
  transaction_number text,
  function_code text,
  economic_code text,
  contract_key text COLLATE "C",
  "position" integer,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT payment_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT payment_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX payment_version_dataset_key_idx ON disclosed.payment_version USING btree (dataset_key);
CREATE INDEX payment_version_department_key_paid_on_key_idx ON disclosed.payment_version USING btree (department_key, paid_on, key);
CREATE INDEX payment_version_paid_on_key_idx ON disclosed.payment_version USING btree (paid_on, key);
CREATE INDEX payment_version_supplier_key_idx ON disclosed.payment_version USING btree (supplier_key);
CREATE INDEX payment_version_value_currency_value_amount_key_idx ON disclosed.payment_version USING btree (value_currency, value_amount, key);

CREATE TABLE disclosed."performance_target" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer NOT NULL,
  scope text NOT NULL,
  "position" integer NOT NULL,
  is_overall boolean NOT NULL,
  project_code text,
  project_name text,
  budget_amount numeric,
  executed_amount numeric,
  currency text,
  level_one text,
  level_two text,
  indicator text NOT NULL,
  target_text text,
  actual_text text,
  unit_name text,
  weight numeric,
  score numeric,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT performance_target_pkey PRIMARY KEY (id),
  CONSTRAINT performance_target_budget_amount_check CHECK (((scale(budget_amount) <= 20) AND (abs(budget_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT performance_target_executed_amount_check CHECK (((scale(executed_amount) <= 20) AND (abs(executed_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT performance_target_score_check CHECK (((scale(score) <= 20) AND (abs(score) < '100000000000000000000'::numeric))),
  CONSTRAINT performance_target_weight_check CHECK (((scale(weight) <= 20) AND (abs(weight) < '100000000000000000000'::numeric)))
);
CREATE INDEX performance_target_dataset_key_idx ON disclosed.performance_target USING btree (dataset_key);
CREATE INDEX performance_target_department_key_fiscal_year_idx ON disclosed.performance_target USING btree (department_key, fiscal_year);
CREATE INDEX performance_target_document_key_idx ON disclosed.performance_target USING btree (document_key);
CREATE UNIQUE INDEX performance_target_key_key ON disclosed.performance_target USING btree (key);

CREATE TABLE disclosed."performance_target_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  scope text,
  "position" integer,
  is_overall boolean,
  project_code text,
  project_name text,
  budget_amount numeric,
  executed_amount numeric,
  currency text,
  level_one text,
  level_two text,
  indicator text,
  target_text text,
  actual_text text,
  unit_name text,
  weight numeric,
  score numeric,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT performance_target_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT performance_target_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX performance_target_version_dataset_key_idx ON disclosed.performance_target_version USING btree (dataset_key);
CREATE INDEX performance_target_version_department_key_fiscal_year_idx ON disclosed.performance_target_version USING btree (department_key, fiscal_year);
CREATE INDEX performance_target_version_document_key_idx ON disclosed.performance_target_version USING btree (document_key);

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

CREATE TABLE disclosed."procurement_summary" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer NOT NULL,
  scope text NOT NULL,
  "position" integer NOT NULL,
  phase text NOT NULL,
  goods_amount numeric,
  works_amount numeric,
  services_amount numeric,
  total_amount numeric,
  sme_amount numeric,
  micro_amount numeric,
  currency text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  cell text,
  from_revision bigint NOT NULL,
  CONSTRAINT procurement_summary_pkey PRIMARY KEY (id),
  CONSTRAINT procurement_summary_goods_amount_check CHECK (((scale(goods_amount) <= 20) AND (abs(goods_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT procurement_summary_micro_amount_check CHECK (((scale(micro_amount) <= 20) AND (abs(micro_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT procurement_summary_services_amount_check CHECK (((scale(services_amount) <= 20) AND (abs(services_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT procurement_summary_sme_amount_check CHECK (((scale(sme_amount) <= 20) AND (abs(sme_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT procurement_summary_total_amount_check CHECK (((scale(total_amount) <= 20) AND (abs(total_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT procurement_summary_works_amount_check CHECK (((scale(works_amount) <= 20) AND (abs(works_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX procurement_summary_dataset_key_idx ON disclosed.procurement_summary USING btree (dataset_key);
CREATE INDEX procurement_summary_department_key_fiscal_year_idx ON disclosed.procurement_summary USING btree (department_key, fiscal_year);
CREATE INDEX procurement_summary_document_key_idx ON disclosed.procurement_summary USING btree (document_key);
CREATE UNIQUE INDEX procurement_summary_key_key ON disclosed.procurement_summary USING btree (key);

CREATE TABLE disclosed."procurement_summary_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  scope text,
  "position" integer,
  phase text,
  goods_amount numeric,
  works_amount numeric,
  services_amount numeric,
  total_amount numeric,
  sme_amount numeric,
  micro_amount numeric,
  currency text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  cell text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT procurement_summary_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT procurement_summary_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX procurement_summary_version_dataset_key_idx ON disclosed.procurement_summary_version USING btree (dataset_key);
CREATE INDEX procurement_summary_version_department_key_fiscal_year_idx ON disclosed.procurement_summary_version USING btree (department_key, fiscal_year);
CREATE INDEX procurement_summary_version_document_key_idx ON disclosed.procurement_summary_version USING btree (document_key);

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

CREATE TABLE disclosed."purchased_service" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer NOT NULL,
  scope text NOT NULL,
  "position" integer NOT NULL,
  code text,
  name text NOT NULL,
  project_name text,
  provider text,
  budget_amount numeric,
  actual_amount numeric,
  currency text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT purchased_service_pkey PRIMARY KEY (id),
  CONSTRAINT purchased_service_actual_amount_check CHECK (((scale(actual_amount) <= 20) AND (abs(actual_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT purchased_service_budget_amount_check CHECK (((scale(budget_amount) <= 20) AND (abs(budget_amount) < '100000000000000000000'::numeric)))
);
CREATE INDEX purchased_service_dataset_key_idx ON disclosed.purchased_service USING btree (dataset_key);
CREATE INDEX purchased_service_department_key_fiscal_year_idx ON disclosed.purchased_service USING btree (department_key, fiscal_year);
CREATE INDEX purchased_service_document_key_idx ON disclosed.purchased_service USING btree (document_key);
CREATE UNIQUE INDEX purchased_service_key_key ON disclosed.purchased_service USING btree (key);

CREATE TABLE disclosed."purchased_service_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  scope text,
  "position" integer,
  code text,
  name text,
  project_name text,
  provider text,
  budget_amount numeric,
  actual_amount numeric,
  currency text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT purchased_service_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT purchased_service_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX purchased_service_version_dataset_key_idx ON disclosed.purchased_service_version USING btree (dataset_key);
CREATE INDEX purchased_service_version_department_key_fiscal_year_idx ON disclosed.purchased_service_version USING btree (department_key, fiscal_year);
CREATE INDEX purchased_service_version_document_key_idx ON disclosed.purchased_service_version USING btree (document_key);

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
  sha256 text COLLATE "C",
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

CREATE TABLE disclosed."standard" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  kind text NOT NULL,
  domain text NOT NULL,
  jurisdiction_key text COLLATE "C",
  issuer_name text,
  issuer_department_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  code text,
  name text NOT NULL,
  name_zh text,
  name_en text,
  applies_to text,
  basis text,
  unit_name text,
  limit_amount numeric,
  limit_currency text,
  quantity numeric,
  quantity_text text,
  min_service_years integer,
  valid_from date,
  valid_to date,
  document_number text,
  law text,
  source_page text,
  confidence text,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT standard_pkey PRIMARY KEY (id),
  CONSTRAINT standard_kind_check CHECK ((kind = ANY (ARRAY['quota'::text, 'assetStandard'::text, 'marketPrice'::text, 'totalCap'::text]))),
  CONSTRAINT standard_limit_amount_check CHECK (((scale(limit_amount) <= 20) AND (abs(limit_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT standard_quantity_check CHECK (((scale(quantity) <= 20) AND (abs(quantity) < '100000000000000000000'::numeric)))
);
CREATE INDEX standard_dataset_key_idx ON disclosed.standard USING btree (dataset_key);
CREATE INDEX standard_department_key_fiscal_year_idx ON disclosed.standard USING btree (department_key, fiscal_year);
CREATE INDEX standard_jurisdiction_key_domain_idx ON disclosed.standard USING btree (jurisdiction_key, domain);
CREATE UNIQUE INDEX standard_key_key ON disclosed.standard USING btree (key);

CREATE TABLE disclosed."standard_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  kind text,
  domain text,
  jurisdiction_key text COLLATE "C",
  issuer_name text,
  issuer_department_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  code text,
  name text,
  name_zh text,
  name_en text,
  applies_to text,
  basis text,
  unit_name text,
  limit_amount numeric,
  limit_currency text,
  quantity numeric,
  quantity_text text,
  min_service_years integer,
  valid_from date,
  valid_to date,
  document_number text,
  law text,
  source_page text,
  confidence text,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT standard_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT standard_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX standard_version_dataset_key_idx ON disclosed.standard_version USING btree (dataset_key);
CREATE INDEX standard_version_department_key_fiscal_year_idx ON disclosed.standard_version USING btree (department_key, fiscal_year);
CREATE INDEX standard_version_jurisdiction_key_domain_idx ON disclosed.standard_version USING btree (jurisdiction_key, domain);

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

CREATE TABLE disclosed."three_public_expense" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C" NOT NULL,
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer NOT NULL,
  scope text NOT NULL,
  "position" integer NOT NULL,
  category text NOT NULL,
  budget_amount numeric,
  adjusted_amount numeric,
  actual_amount numeric,
  previous_amount numeric,
  currency text,
  trip_groups integer,
  trip_persons integer,
  vehicles_bought integer,
  vehicles_owned integer,
  reception_batches integer,
  reception_persons integer,
  change_reason text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  cell text,
  from_revision bigint NOT NULL,
  CONSTRAINT three_public_expense_pkey PRIMARY KEY (id),
  CONSTRAINT three_public_expense_actual_amount_check CHECK (((scale(actual_amount) <= 20) AND (abs(actual_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT three_public_expense_adjusted_amount_check CHECK (((scale(adjusted_amount) <= 20) AND (abs(adjusted_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT three_public_expense_budget_amount_check CHECK (((scale(budget_amount) <= 20) AND (abs(budget_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT three_public_expense_category_check CHECK ((category = ANY (ARRAY['total'::text, 'overseas'::text, 'vehicles'::text, 'vehiclePurchase'::text, 'vehicleOperation'::text, 'reception'::text]))),
  CONSTRAINT three_public_expense_previous_amount_check CHECK (((scale(previous_amount) <= 20) AND (abs(previous_amount) < '100000000000000000000'::numeric))),
  CONSTRAINT three_public_expense_scope_check CHECK ((scope = ANY (ARRAY['own'::text, 'consolidated'::text])))
);
CREATE INDEX three_public_expense_dataset_key_idx ON disclosed.three_public_expense USING btree (dataset_key);
CREATE INDEX three_public_expense_department_key_fiscal_year_idx ON disclosed.three_public_expense USING btree (department_key, fiscal_year);
CREATE INDEX three_public_expense_document_key_idx ON disclosed.three_public_expense USING btree (document_key);
CREATE UNIQUE INDEX three_public_expense_key_key ON disclosed.three_public_expense USING btree (key);

CREATE TABLE disclosed."three_public_expense_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  document_key text COLLATE "C",
  table_key text COLLATE "C",
  department_key text COLLATE "C",
  fiscal_year integer,
  scope text,
  "position" integer,
  category text,
  budget_amount numeric,
  adjusted_amount numeric,
  actual_amount numeric,
  previous_amount numeric,
  currency text,
  trip_groups integer,
  trip_persons integer,
  vehicles_bought integer,
  vehicles_owned integer,
  reception_batches integer,
  reception_persons integer,
  change_reason text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  cell text,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT three_public_expense_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT three_public_expense_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX three_public_expense_version_dataset_key_idx ON disclosed.three_public_expense_version USING btree (dataset_key);
CREATE INDEX three_public_expense_version_department_key_fiscal_year_idx ON disclosed.three_public_expense_version USING btree (department_key, fiscal_year);
CREATE INDEX three_public_expense_version_document_key_idx ON disclosed.three_public_expense_version USING btree (document_key);

CREATE TABLE disclosed."threshold" (
  id bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  jurisdiction_key text COLLATE "C",
  authority_level text,
  category text,
  subcategory text,
  kind text NOT NULL,
  unit text NOT NULL,
  min_value numeric,
  max_value numeric,
  comparator text,
  currency text,
  tax_basis text,
  valid_from date,
  valid_to date,
  issuer_name text,
  document_number text,
  law text,
  source_page text,
  confidence text,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  CONSTRAINT threshold_pkey PRIMARY KEY (id),
  CONSTRAINT threshold_max_value_check CHECK (((scale(max_value) <= 20) AND (abs(max_value) < '100000000000000000000'::numeric))),
  CONSTRAINT threshold_min_value_check CHECK (((scale(min_value) <= 20) AND (abs(min_value) < '100000000000000000000'::numeric))),
  CONSTRAINT threshold_unit_check CHECK ((unit = ANY (ARRAY['amount'::text, 'ratio'::text, 'count'::text])))
);
CREATE INDEX threshold_dataset_key_idx ON disclosed.threshold USING btree (dataset_key);
CREATE INDEX threshold_jurisdiction_key_kind_idx ON disclosed.threshold USING btree (jurisdiction_key, kind);
CREATE UNIQUE INDEX threshold_key_key ON disclosed.threshold USING btree (key);

CREATE TABLE disclosed."threshold_version" (
  id bigint,
  key text COLLATE "C" NOT NULL,
  dataset_key text COLLATE "C",
  pack_key text COLLATE "C",
  jurisdiction_key text COLLATE "C",
  authority_level text,
  category text,
  subcategory text,
  kind text,
  unit text,
  min_value numeric,
  max_value numeric,
  comparator text,
  currency text,
  tax_basis text,
  valid_from date,
  valid_to date,
  issuer_name text,
  document_number text,
  law text,
  source_page text,
  confidence text,
  note text,
  source_key text COLLATE "C",
  sheet text,
  page integer,
  row_number integer,
  from_revision bigint NOT NULL,
  to_revision bigint NOT NULL,
  revision_source text,
  CONSTRAINT threshold_version_pkey PRIMARY KEY (key, from_revision),
  CONSTRAINT threshold_version_check CHECK ((from_revision < to_revision))
);
CREATE INDEX threshold_version_dataset_key_idx ON disclosed.threshold_version USING btree (dataset_key);
CREATE INDEX threshold_version_jurisdiction_key_kind_idx ON disclosed.threshold_version USING btree (jurisdiction_key, kind);

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
