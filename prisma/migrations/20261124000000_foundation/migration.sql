-- Drafted by scripts/migration-draft.ts from prisma/schema, then finished by hand: collations, checks, defaults,
-- foreign keys inside `disclosed`, functions. Twins and triggers are made from the catalog by src/db/twins.ts.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "disclosed";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "hub";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "internal";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "sealed";

-- The revision of the transaction under way; the defaults of `from_revision` call these.
CREATE FUNCTION "disclosed"."current_revision"() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  number bigint := nullif(current_setting('sunledger.disclosed_revision', true), '')::bigint;
BEGIN
  IF number IS NULL THEN
    RAISE EXCEPTION 'A change of schema "disclosed" outside a revision: call disclosed.begin_revision first';
  END IF;
  RETURN number;
END $$;

CREATE FUNCTION "internal"."current_revision"() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  number bigint := nullif(current_setting('sunledger.internal_revision', true), '')::bigint;
BEGIN
  IF number IS NULL THEN
    RAISE EXCEPTION 'A change of schema "internal" outside a revision: call internal.begin_revision first';
  END IF;
  RETURN number;
END $$;

-- CreateTable
CREATE TABLE "disclosed"."award" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "award_id" TEXT NOT NULL,
    "title" TEXT,
    "description" TEXT,
    "status" TEXT,
    "awarded_on" DATE,
    "supplier_count" INTEGER NOT NULL,
    "related_lots" TEXT[] NOT NULL DEFAULT '{}',
    "related_bid" TEXT,
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "value_currency" TEXT,
    "contract_period_start" DATE,
    "contract_period_end" DATE,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "award_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."award_supplier" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "award_key" TEXT COLLATE "C" NOT NULL,
    "party_key" TEXT COLLATE "C",
    "supplier_key" TEXT COLLATE "C",
    "name" TEXT,
    "position" INTEGER NOT NULL,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "award_supplier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."contract" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "contract_id" TEXT NOT NULL,
    "award_id" TEXT,
    "award_key" TEXT COLLATE "C",
    "title" TEXT,
    "description" TEXT,
    "status" TEXT,
    "date_signed" DATE,
    "period_start" DATE,
    "period_end" DATE,
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "value_currency" TEXT,
    "buyer_party_key" TEXT COLLATE "C",
    "buyer_department_key" TEXT COLLATE "C",
    "procuring_entity_party_key" TEXT COLLATE "C",
    "procuring_entity_department_key" TEXT COLLATE "C",
    "supplier_party_key" TEXT COLLATE "C",
    "supplier_key" TEXT COLLATE "C",
    "supplier_count" INTEGER NOT NULL,
    "procurement_method" TEXT,
    "procurement_method_details" TEXT,
    "main_procurement_category" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."contract_supplier" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "contract_key" TEXT COLLATE "C" NOT NULL,
    "party_key" TEXT COLLATE "C",
    "supplier_key" TEXT COLLATE "C",
    "name" TEXT,
    "position" INTEGER NOT NULL,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "contract_supplier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."amendment" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "parent_key" TEXT COLLATE "C" NOT NULL,
    "amendment_id" TEXT,
    "amended_on" DATE,
    "rationale" TEXT,
    "description" TEXT,
    "amends_release_id" TEXT,
    "release_id" TEXT COLLATE "C",
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "amendment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."transaction" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "contract_key" TEXT COLLATE "C" NOT NULL,
    "transaction_id" TEXT,
    "source" TEXT,
    "paid_on" DATE,
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "value_currency" TEXT,
    "payer_party_key" TEXT COLLATE "C",
    "payee_party_key" TEXT COLLATE "C",
    "uri" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."dataset" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "name_en" TEXT,
    "kind" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "publisher_name" TEXT,
    "publisher_scheme" TEXT,
    "publisher_identifier" TEXT,
    "publisher_uri" TEXT,
    "license" TEXT,
    "publication_policy" TEXT,
    "jurisdiction_key" TEXT COLLATE "C",
    "source_url" TEXT,
    "time_zone" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."coverage" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "department_key" TEXT COLLATE "C",
    "source_name" TEXT,
    "from_on" DATE,
    "to_on" DATE,
    "is_complete" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "coverage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."source" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT,
    "format" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "first_read_at" TIMESTAMPTZ(3) NOT NULL,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."source_file" (
    "sha256" TEXT COLLATE "C" NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "source_file_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "disclosed"."jurisdiction" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "name_en" TEXT,
    "level" TEXT NOT NULL,
    "parent_key" TEXT COLLATE "C",
    "division_code" TEXT,
    "country" TEXT,
    "time_zone" TEXT NOT NULL,
    "pack_key" TEXT COLLATE "C",
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "jurisdiction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."department" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "name_en" TEXT,
    "short_name" TEXT,
    "kind" TEXT,
    "parent_key" TEXT COLLATE "C",
    "jurisdiction_key" TEXT COLLATE "C",
    "division_code" TEXT,
    "identifier_scheme" TEXT,
    "identifier_id" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,
    "pack_key" TEXT COLLATE "C",
    "named_on" TIMESTAMPTZ(3),
    "named_by" TEXT COLLATE "C",
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "department_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."department_event" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "effective_on" DATE,
    "other_department_key" TEXT COLLATE "C",
    "former_name" TEXT,
    "note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "department_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."department_identifier" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C" NOT NULL,
    "scheme" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "department_identifier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."user" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "name" TEXT NOT NULL,
    "display_name" TEXT,
    "role" TEXT NOT NULL,
    "department_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "may_submit" BOOLEAN NOT NULL DEFAULT false,
    "may_review" BOOLEAN NOT NULL DEFAULT false,
    "may_publish" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."api_key" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "role" TEXT NOT NULL,
    "department_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."session" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "hash" BYTEA NOT NULL,
    "user_name" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."job" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hub"."access_log" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "operation" TEXT,
    "subject" TEXT,
    "request_id" TEXT,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."process_detail" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "need_note" TEXT,
    "market_research_note" TEXT,
    "approval_opinion" TEXT,
    "risk_note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "process_detail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."tender_detail" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "evaluation_note" TEXT,
    "complaint_note" TEXT,
    "estimate_amount" DECIMAL CHECK (scale("estimate_amount") <= 20 AND abs("estimate_amount") < 1e20),
    "estimate_currency" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "tender_detail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."contract_detail" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "negotiation_note" TEXT,
    "payment_note" TEXT,
    "risk_note" TEXT,
    "internal_budget_code" TEXT,
    "account_number" TEXT,
    "ceiling_amount" DECIMAL CHECK (scale("ceiling_amount") <= 20 AND abs("ceiling_amount") < 1e20),
    "ceiling_currency" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "contract_detail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."party_detail" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "contact_name" TEXT,
    "email" TEXT,
    "telephone" TEXT,
    "fax_number" TEXT,
    "contact_url" TEXT,
    "street_address" TEXT,
    "postal_code" TEXT,
    "person_identifier" TEXT,
    "person_name" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "party_detail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."department_detail" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "contact_name" TEXT,
    "telephone" TEXT,
    "staffing_note" TEXT,
    "risk_note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "department_detail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."supplier_detail" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "contact_name" TEXT,
    "telephone" TEXT,
    "bank_account" TEXT,
    "credit_note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "supplier_detail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."submission" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C",
    "kind" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_key" TEXT COLLATE "C" NOT NULL,
    "base_revision" BIGINT,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "is_secret" BOOLEAN NOT NULL DEFAULT false,
    "title" TEXT,
    "submitted_by" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "reviewed_by" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "published_by" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "review_note" TEXT,
    "idempotency_key" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."import" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT COLLATE "C",
    "size" BIGINT,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "resume_position" BIGINT NOT NULL DEFAULT 0,
    "releases" BIGINT NOT NULL DEFAULT 0,
    "new_releases" BIGINT NOT NULL DEFAULT 0,
    "repeated_releases" BIGINT NOT NULL DEFAULT 0,
    "foreign_releases" BIGINT NOT NULL DEFAULT 0,
    "processes" BIGINT NOT NULL DEFAULT 0,
    "contracts" BIGINT NOT NULL DEFAULT 0,
    "issues" BIGINT NOT NULL DEFAULT 0,
    "error_message" TEXT,

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."issue" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "import_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "rule" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "pointer" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "value" TEXT,
    "count" BIGINT NOT NULL,

    CONSTRAINT "issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."release" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "ocid" TEXT COLLATE "C" NOT NULL,
    "release_id" TEXT COLLATE "C" NOT NULL,
    "hash" BYTEA NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "import_key" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "date" TEXT,
    "state" TEXT NOT NULL,
    "pointer" TEXT,
    "content" BYTEA NOT NULL,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."source_file" (
    "sha256" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "file_name" TEXT NOT NULL,
    "media_type" TEXT,
    "size" BIGINT NOT NULL,
    "bytes" BYTEA,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_file_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "internal"."report" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "department_key" TEXT COLLATE "C",
    "subject_type" TEXT NOT NULL,
    "subject_key" TEXT COLLATE "C" NOT NULL,
    "text" TEXT NOT NULL,
    "contact" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."item" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "parent_key" TEXT COLLATE "C" NOT NULL,
    "item_id" TEXT,
    "description" TEXT,
    "classification_scheme" TEXT,
    "classification_id" TEXT,
    "classification_description" TEXT,
    "additional_classifications" TEXT[] NOT NULL DEFAULT '{}',
    "quantity" DECIMAL CHECK (scale("quantity") <= 20 AND abs("quantity") < 1e20),
    "unit_name" TEXT,
    "unit_scheme" TEXT,
    "unit_id" TEXT,
    "unit_value_amount" DECIMAL CHECK (scale("unit_value_amount") <= 20 AND abs("unit_value_amount") < 1e20),
    "unit_value_currency" TEXT,
    "related_lot" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."milestone" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "parent_key" TEXT COLLATE "C" NOT NULL,
    "milestone_id" TEXT,
    "title" TEXT,
    "type" TEXT,
    "description" TEXT,
    "code" TEXT,
    "due_on" DATE,
    "met_on" DATE,
    "modified_at" TIMESTAMPTZ(3),
    "status" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."document" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "parent_key" TEXT COLLATE "C" NOT NULL,
    "document_id" TEXT,
    "document_type" TEXT,
    "title" TEXT,
    "description" TEXT,
    "url" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "modified_at" TIMESTAMPTZ(3),
    "format" TEXT,
    "language" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."party" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "party_id" TEXT NOT NULL,
    "name" TEXT,
    "legal_name" TEXT,
    "is_person" BOOLEAN NOT NULL DEFAULT false,
    "roles" TEXT[] NOT NULL DEFAULT '{}',
    "identifier_scheme" TEXT,
    "identifier_id" TEXT,
    "additional_identifiers" TEXT[] NOT NULL DEFAULT '{}',
    "locality" TEXT,
    "region" TEXT,
    "country_name" TEXT,
    "department_key" TEXT COLLATE "C",
    "supplier_key" TEXT COLLATE "C",
    "link_rule" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."party_link" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "party_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "supplier_key" TEXT COLLATE "C",
    "reason" TEXT,
    "decided_on" DATE,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "party_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."process" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "ocid" TEXT COLLATE "C" NOT NULL,
    "title" TEXT,
    "description" TEXT,
    "language" TEXT,
    "initiation_type" TEXT,
    "tag" TEXT[] NOT NULL DEFAULT '{}',
    "content_state" TEXT NOT NULL,
    "first_released_at" TIMESTAMPTZ(3),
    "last_released_at" TIMESTAMPTZ(3),
    "buyer_party_key" TEXT COLLATE "C",
    "buyer_department_key" TEXT COLLATE "C",
    "procuring_entity_party_key" TEXT COLLATE "C",
    "procuring_entity_department_key" TEXT COLLATE "C",
    "tender_status" TEXT,
    "procurement_method" TEXT,
    "procurement_method_details" TEXT,
    "main_procurement_category" TEXT,
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "value_currency" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."related_process" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "parent_key" TEXT COLLATE "C" NOT NULL,
    "related_process_id" TEXT,
    "relationship" TEXT[] NOT NULL DEFAULT '{}',
    "scheme" TEXT,
    "identifier" TEXT,
    "title" TEXT,
    "uri" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "related_process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."release" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "ocid" TEXT COLLATE "C" NOT NULL,
    "release_id" TEXT COLLATE "C" NOT NULL,
    "date" TIMESTAMPTZ(3),
    "published_date" TEXT,
    "tag" TEXT[] NOT NULL DEFAULT '{}',
    "language" TEXT,
    "kind" TEXT NOT NULL,
    "url" TEXT,
    "content_hash" TEXT,
    "source_key" TEXT COLLATE "C",
    "pointer" TEXT,
    "is_merged" BOOLEAN NOT NULL,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."plan" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "rationale" TEXT,
    "budget_id" TEXT,
    "budget_description" TEXT,
    "budget_amount" DECIMAL CHECK (scale("budget_amount") <= 20 AND abs("budget_amount") < 1e20),
    "budget_currency" TEXT,
    "project" TEXT,
    "project_id" TEXT,
    "uri" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."framework" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "title" TEXT,
    "method" TEXT,
    "maximum_participants" INTEGER,
    "ceiling_amount" DECIMAL CHECK (scale("ceiling_amount") <= 20 AND abs("ceiling_amount") < 1e20),
    "ceiling_currency" TEXT,
    "term_start" DATE,
    "term_end" DATE,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "framework_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."approval" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "parent_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "kind" TEXT NOT NULL,
    "approved_by" TEXT,
    "number" TEXT,
    "approved_on" DATE,
    "valid_until" DATE,
    "reason" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."publication" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_type" TEXT,
    "subject_key" TEXT COLLATE "C",
    "basis" TEXT NOT NULL,
    "source_key" TEXT COLLATE "C",
    "source_url" TEXT,
    "content_hash" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."withheld" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_key" TEXT COLLATE "C" NOT NULL,
    "field" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "until" DATE,
    "legal_provision" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "withheld_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."tombstone" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_key" TEXT COLLATE "C" NOT NULL,
    "withdrawn_on" DATE NOT NULL,
    "reason" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."revision" (
    "number" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3),
    "source" TEXT,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "internal"."revision" (
    "number" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3),
    "source" TEXT,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "internal"."revision_act" (
    "number" BIGINT NOT NULL,
    "disclosed_number" BIGINT,
    "actor" TEXT NOT NULL,
    "role" TEXT,
    "reason" TEXT,
    "department_key" TEXT COLLATE "C",
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revision_act_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "sealed"."tender_secret" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "subject_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "value_currency" TEXT,
    "names" TEXT[] NOT NULL DEFAULT '{}',
    "opens_on_event" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tender_secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."supplier" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "scheme" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "name_en" TEXT,
    "is_checksum_valid" BOOLEAN,
    "region" TEXT,
    "country_name" TEXT,
    "named_on" TIMESTAMPTZ(3),
    "named_by" TEXT COLLATE "C",
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "supplier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."tender" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "tender_id" TEXT,
    "title" TEXT,
    "description" TEXT,
    "status" TEXT,
    "procurement_method" TEXT,
    "procurement_method_details" TEXT,
    "procurement_method_rationale" TEXT,
    "main_procurement_category" TEXT,
    "additional_procurement_categories" TEXT[] NOT NULL DEFAULT '{}',
    "award_criteria" TEXT,
    "award_criteria_details" TEXT,
    "submission_method" TEXT[] NOT NULL DEFAULT '{}',
    "submission_method_details" TEXT,
    "eligibility_criteria" TEXT,
    "has_enquiries" BOOLEAN,
    "number_of_tenderers" INTEGER,
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "value_currency" TEXT,
    "min_value_amount" DECIMAL CHECK (scale("min_value_amount") <= 20 AND abs("min_value_amount") < 1e20),
    "min_value_currency" TEXT,
    "tender_period_start" TIMESTAMPTZ(3),
    "tender_period_end" TIMESTAMPTZ(3),
    "enquiry_period_start" TIMESTAMPTZ(3),
    "enquiry_period_end" TIMESTAMPTZ(3),
    "award_period_start" DATE,
    "award_period_end" DATE,
    "contract_period_start" DATE,
    "contract_period_end" DATE,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "tender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."lot" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "tender_key" TEXT COLLATE "C" NOT NULL,
    "lot_id" TEXT NOT NULL,
    "title" TEXT,
    "description" TEXT,
    "status" TEXT,
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "value_currency" TEXT,
    "contract_period_start" DATE,
    "contract_period_end" DATE,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "lot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."bid" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "process_key" TEXT COLLATE "C" NOT NULL,
    "bid_id" TEXT NOT NULL,
    "status" TEXT,
    "received_on" DATE,
    "tenderer_party_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "related_lots" TEXT[] NOT NULL DEFAULT '{}',
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "value_currency" TEXT,
    "release_keys" TEXT[] COLLATE "C" NOT NULL DEFAULT '{}',
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "bid_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "revision_at_idx" ON "disclosed"."revision"("at");

-- CreateIndex
CREATE INDEX "revision_at_idx" ON "internal"."revision"("at");

-- CreateIndex
CREATE UNIQUE INDEX "award_key_key" ON "disclosed"."award"("key");

-- CreateIndex
CREATE INDEX "award_process_key_idx" ON "disclosed"."award"("process_key");

-- CreateIndex
CREATE UNIQUE INDEX "award_supplier_key_key" ON "disclosed"."award_supplier"("key");

-- CreateIndex
CREATE INDEX "award_supplier_process_key_idx" ON "disclosed"."award_supplier"("process_key");

-- CreateIndex
CREATE INDEX "award_supplier_award_key_idx" ON "disclosed"."award_supplier"("award_key");

-- CreateIndex
CREATE INDEX "award_supplier_supplier_key_idx" ON "disclosed"."award_supplier"("supplier_key");

-- CreateIndex
CREATE UNIQUE INDEX "contract_key_key" ON "disclosed"."contract"("key");

-- CreateIndex
CREATE INDEX "contract_process_key_idx" ON "disclosed"."contract"("process_key");

-- CreateIndex
CREATE INDEX "contract_award_key_idx" ON "disclosed"."contract"("award_key");

-- CreateIndex
CREATE INDEX "contract_buyer_department_key_date_signed_key_idx" ON "disclosed"."contract"("buyer_department_key", "date_signed", "key");

-- CreateIndex
CREATE INDEX "contract_supplier_key_date_signed_key_idx" ON "disclosed"."contract"("supplier_key", "date_signed", "key");

-- CreateIndex
CREATE INDEX "contract_date_signed_key_idx" ON "disclosed"."contract"("date_signed", "key");

-- CreateIndex
CREATE INDEX "contract_value_currency_value_amount_key_idx" ON "disclosed"."contract"("value_currency", "value_amount", "key");

-- CreateIndex
CREATE UNIQUE INDEX "contract_supplier_key_key" ON "disclosed"."contract_supplier"("key");

-- CreateIndex
CREATE INDEX "contract_supplier_process_key_idx" ON "disclosed"."contract_supplier"("process_key");

-- CreateIndex
CREATE INDEX "contract_supplier_contract_key_idx" ON "disclosed"."contract_supplier"("contract_key");

-- CreateIndex
CREATE INDEX "contract_supplier_supplier_key_idx" ON "disclosed"."contract_supplier"("supplier_key");

-- CreateIndex
CREATE UNIQUE INDEX "amendment_key_key" ON "disclosed"."amendment"("key");

-- CreateIndex
CREATE INDEX "amendment_process_key_idx" ON "disclosed"."amendment"("process_key");

-- CreateIndex
CREATE INDEX "amendment_parent_key_idx" ON "disclosed"."amendment"("parent_key");

-- CreateIndex
CREATE UNIQUE INDEX "transaction_key_key" ON "disclosed"."transaction"("key");

-- CreateIndex
CREATE INDEX "transaction_process_key_idx" ON "disclosed"."transaction"("process_key");

-- CreateIndex
CREATE INDEX "transaction_contract_key_idx" ON "disclosed"."transaction"("contract_key");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_key_key" ON "disclosed"."dataset"("key");

-- CreateIndex
CREATE UNIQUE INDEX "coverage_key_key" ON "disclosed"."coverage"("key");

-- CreateIndex
CREATE INDEX "coverage_dataset_key_idx" ON "disclosed"."coverage"("dataset_key");

-- CreateIndex
CREATE UNIQUE INDEX "source_key_key" ON "disclosed"."source"("key");

-- CreateIndex
CREATE INDEX "source_dataset_key_idx" ON "disclosed"."source"("dataset_key");

-- CreateIndex
CREATE UNIQUE INDEX "jurisdiction_key_key" ON "disclosed"."jurisdiction"("key");

-- CreateIndex
CREATE INDEX "jurisdiction_parent_key_idx" ON "disclosed"."jurisdiction"("parent_key");

-- CreateIndex
CREATE UNIQUE INDEX "department_key_key" ON "disclosed"."department"("key");

-- CreateIndex
CREATE INDEX "department_parent_key_idx" ON "disclosed"."department"("parent_key");

-- CreateIndex
CREATE INDEX "department_jurisdiction_key_idx" ON "disclosed"."department"("jurisdiction_key");

-- CreateIndex
CREATE INDEX "department_name_key_idx" ON "disclosed"."department"("name", "key");

-- CreateIndex
CREATE UNIQUE INDEX "department_event_key_key" ON "disclosed"."department_event"("key");

-- CreateIndex
CREATE INDEX "department_event_department_key_idx" ON "disclosed"."department_event"("department_key");

-- CreateIndex
CREATE UNIQUE INDEX "department_identifier_key_key" ON "disclosed"."department_identifier"("key");

-- CreateIndex
CREATE INDEX "department_identifier_department_key_idx" ON "disclosed"."department_identifier"("department_key");

-- CreateIndex
CREATE UNIQUE INDEX "department_identifier_scheme_identifier_key" ON "disclosed"."department_identifier"("scheme", "identifier");

-- CreateIndex
CREATE UNIQUE INDEX "user_name_key" ON "hub"."user"("name");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "hub"."api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "session_hash_key" ON "hub"."session"("hash");

-- CreateIndex
CREATE INDEX "job_due_at_idx" ON "hub"."job"("due_at");

-- CreateIndex
CREATE INDEX "access_log_at_idx" ON "hub"."access_log"("at");

-- CreateIndex
CREATE UNIQUE INDEX "process_detail_key_key" ON "internal"."process_detail"("key");

-- CreateIndex
CREATE INDEX "process_detail_department_key_idx" ON "internal"."process_detail"("department_key");

-- CreateIndex
CREATE UNIQUE INDEX "tender_detail_key_key" ON "internal"."tender_detail"("key");

-- CreateIndex
CREATE INDEX "tender_detail_department_key_idx" ON "internal"."tender_detail"("department_key");

-- CreateIndex
CREATE UNIQUE INDEX "contract_detail_key_key" ON "internal"."contract_detail"("key");

-- CreateIndex
CREATE INDEX "contract_detail_department_key_idx" ON "internal"."contract_detail"("department_key");

-- CreateIndex
CREATE UNIQUE INDEX "party_detail_key_key" ON "internal"."party_detail"("key");

-- CreateIndex
CREATE INDEX "party_detail_department_key_idx" ON "internal"."party_detail"("department_key");

-- CreateIndex
CREATE UNIQUE INDEX "department_detail_key_key" ON "internal"."department_detail"("key");

-- CreateIndex
CREATE INDEX "department_detail_department_key_idx" ON "internal"."department_detail"("department_key");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_detail_key_key" ON "internal"."supplier_detail"("key");

-- CreateIndex
CREATE INDEX "supplier_detail_department_key_idx" ON "internal"."supplier_detail"("department_key");

-- CreateIndex
CREATE UNIQUE INDEX "submission_key_key" ON "internal"."submission"("key");

-- CreateIndex
CREATE UNIQUE INDEX "submission_idempotency_key_key" ON "internal"."submission"("idempotency_key");

-- CreateIndex
CREATE INDEX "submission_state_idx" ON "internal"."submission"("state");

-- CreateIndex
CREATE INDEX "submission_department_key_idx" ON "internal"."submission"("department_key");

-- CreateIndex
CREATE INDEX "submission_subject_key_idx" ON "internal"."submission"("subject_key");

-- CreateIndex
CREATE UNIQUE INDEX "import_key_key" ON "internal"."import"("key");

-- CreateIndex
CREATE INDEX "import_dataset_key_idx" ON "internal"."import"("dataset_key");

-- CreateIndex
CREATE INDEX "import_sha256_idx" ON "internal"."import"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "issue_key_key" ON "internal"."issue"("key");

-- CreateIndex
CREATE INDEX "issue_import_key_idx" ON "internal"."issue"("import_key");

-- CreateIndex
CREATE UNIQUE INDEX "release_ocid_release_id_hash_dataset_key_key" ON "internal"."release"("ocid", "release_id", "hash", "dataset_key");

-- CreateIndex
CREATE UNIQUE INDEX "item_key_key" ON "disclosed"."item"("key");

-- CreateIndex
CREATE INDEX "item_process_key_idx" ON "disclosed"."item"("process_key");

-- CreateIndex
CREATE INDEX "item_parent_key_idx" ON "disclosed"."item"("parent_key");

-- CreateIndex
CREATE INDEX "item_classification_scheme_classification_id_idx" ON "disclosed"."item"("classification_scheme", "classification_id");

-- CreateIndex
CREATE UNIQUE INDEX "milestone_key_key" ON "disclosed"."milestone"("key");

-- CreateIndex
CREATE INDEX "milestone_process_key_idx" ON "disclosed"."milestone"("process_key");

-- CreateIndex
CREATE INDEX "milestone_parent_key_idx" ON "disclosed"."milestone"("parent_key");

-- CreateIndex
CREATE UNIQUE INDEX "document_key_key" ON "disclosed"."document"("key");

-- CreateIndex
CREATE INDEX "document_process_key_idx" ON "disclosed"."document"("process_key");

-- CreateIndex
CREATE INDEX "document_parent_key_idx" ON "disclosed"."document"("parent_key");

-- CreateIndex
CREATE UNIQUE INDEX "party_key_key" ON "disclosed"."party"("key");

-- CreateIndex
CREATE INDEX "party_process_key_idx" ON "disclosed"."party"("process_key");

-- CreateIndex
CREATE INDEX "party_department_key_idx" ON "disclosed"."party"("department_key");

-- CreateIndex
CREATE INDEX "party_supplier_key_idx" ON "disclosed"."party"("supplier_key");

-- CreateIndex
CREATE UNIQUE INDEX "party_link_key_key" ON "disclosed"."party_link"("key");

-- CreateIndex
CREATE UNIQUE INDEX "party_link_party_key_key" ON "disclosed"."party_link"("party_key");

-- CreateIndex
CREATE UNIQUE INDEX "process_key_key" ON "disclosed"."process"("key");

-- CreateIndex
CREATE INDEX "process_dataset_key_idx" ON "disclosed"."process"("dataset_key");

-- CreateIndex
CREATE INDEX "process_buyer_department_key_idx" ON "disclosed"."process"("buyer_department_key");

-- CreateIndex
CREATE INDEX "process_procuring_entity_department_key_idx" ON "disclosed"."process"("procuring_entity_department_key");

-- CreateIndex
CREATE INDEX "process_last_released_at_key_idx" ON "disclosed"."process"("last_released_at", "key");

-- CreateIndex
CREATE UNIQUE INDEX "related_process_key_key" ON "disclosed"."related_process"("key");

-- CreateIndex
CREATE INDEX "related_process_process_key_idx" ON "disclosed"."related_process"("process_key");

-- CreateIndex
CREATE INDEX "related_process_identifier_idx" ON "disclosed"."related_process"("identifier");

-- CreateIndex
CREATE INDEX "related_process_parent_key_idx" ON "disclosed"."related_process"("parent_key");

-- CreateIndex
CREATE UNIQUE INDEX "release_key_key" ON "disclosed"."release"("key");

-- CreateIndex
CREATE INDEX "release_process_key_idx" ON "disclosed"."release"("process_key");

-- CreateIndex
CREATE INDEX "release_source_key_idx" ON "disclosed"."release"("source_key");

-- CreateIndex
CREATE UNIQUE INDEX "plan_key_key" ON "disclosed"."plan"("key");

-- CreateIndex
CREATE INDEX "plan_process_key_idx" ON "disclosed"."plan"("process_key");

-- CreateIndex
CREATE UNIQUE INDEX "framework_key_key" ON "disclosed"."framework"("key");

-- CreateIndex
CREATE INDEX "framework_process_key_idx" ON "disclosed"."framework"("process_key");

-- CreateIndex
CREATE UNIQUE INDEX "approval_key_key" ON "disclosed"."approval"("key");

-- CreateIndex
CREATE INDEX "approval_process_key_idx" ON "disclosed"."approval"("process_key");

-- CreateIndex
CREATE INDEX "approval_parent_key_idx" ON "disclosed"."approval"("parent_key");

-- CreateIndex
CREATE INDEX "approval_department_key_idx" ON "disclosed"."approval"("department_key");

-- CreateIndex
CREATE UNIQUE INDEX "publication_key_key" ON "disclosed"."publication"("key");

-- CreateIndex
CREATE INDEX "publication_dataset_key_idx" ON "disclosed"."publication"("dataset_key");

-- CreateIndex
CREATE INDEX "publication_subject_key_idx" ON "disclosed"."publication"("subject_key");

-- CreateIndex
CREATE UNIQUE INDEX "withheld_key_key" ON "disclosed"."withheld"("key");

-- CreateIndex
CREATE INDEX "withheld_subject_key_idx" ON "disclosed"."withheld"("subject_key");

-- CreateIndex
CREATE UNIQUE INDEX "tombstone_key_key" ON "disclosed"."tombstone"("key");

-- CreateIndex
CREATE INDEX "tombstone_subject_key_idx" ON "disclosed"."tombstone"("subject_key");

-- CreateIndex
CREATE UNIQUE INDEX "tender_secret_key_key" ON "sealed"."tender_secret"("key");

-- CreateIndex
CREATE INDEX "tender_secret_subject_key_idx" ON "sealed"."tender_secret"("subject_key");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_key_key" ON "disclosed"."supplier"("key");

-- CreateIndex
CREATE INDEX "supplier_name_key_idx" ON "disclosed"."supplier"("name", "key");

-- CreateIndex
CREATE UNIQUE INDEX "tender_key_key" ON "disclosed"."tender"("key");

-- CreateIndex
CREATE INDEX "tender_process_key_idx" ON "disclosed"."tender"("process_key");

-- CreateIndex
CREATE UNIQUE INDEX "lot_key_key" ON "disclosed"."lot"("key");

-- CreateIndex
CREATE INDEX "lot_process_key_idx" ON "disclosed"."lot"("process_key");

-- CreateIndex
CREATE INDEX "lot_tender_key_idx" ON "disclosed"."lot"("tender_key");

-- CreateIndex
CREATE UNIQUE INDEX "bid_key_key" ON "disclosed"."bid"("key");

-- CreateIndex
CREATE INDEX "bid_process_key_idx" ON "disclosed"."bid"("process_key");

-- Foreign keys stay inside `disclosed`; children point to their process, everything else to its dataset.
ALTER TABLE "disclosed"."award" ADD CONSTRAINT "award_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."award_supplier" ADD CONSTRAINT "award_supplier_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."contract" ADD CONSTRAINT "contract_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."contract_supplier" ADD CONSTRAINT "contract_supplier_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."amendment" ADD CONSTRAINT "amendment_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."transaction" ADD CONSTRAINT "transaction_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."coverage" ADD CONSTRAINT "coverage_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key");
ALTER TABLE "disclosed"."source" ADD CONSTRAINT "source_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key");
ALTER TABLE "disclosed"."item" ADD CONSTRAINT "item_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."milestone" ADD CONSTRAINT "milestone_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."document" ADD CONSTRAINT "document_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."party" ADD CONSTRAINT "party_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."party_link" ADD CONSTRAINT "party_link_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key");
ALTER TABLE "disclosed"."process" ADD CONSTRAINT "process_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key");
ALTER TABLE "disclosed"."related_process" ADD CONSTRAINT "related_process_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."release" ADD CONSTRAINT "release_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."plan" ADD CONSTRAINT "plan_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."framework" ADD CONSTRAINT "framework_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."approval" ADD CONSTRAINT "approval_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."publication" ADD CONSTRAINT "publication_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key");
ALTER TABLE "disclosed"."withheld" ADD CONSTRAINT "withheld_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key");
ALTER TABLE "disclosed"."tombstone" ADD CONSTRAINT "tombstone_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key");
ALTER TABLE "disclosed"."tender" ADD CONSTRAINT "tender_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."lot" ADD CONSTRAINT "lot_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");
ALTER TABLE "disclosed"."bid" ADD CONSTRAINT "bid_process_key_fkey" FOREIGN KEY ("process_key") REFERENCES "disclosed"."process" ("key");

-- What a program error must not be able to store.
ALTER TABLE "disclosed"."dataset" ADD CHECK ("kind" IN ('ocds', 'table', 'demo')), ADD CHECK ("is_demo" = ("kind" = 'demo'));
ALTER TABLE "disclosed"."process" ADD CHECK ("content_state" IN ('released', 'compiled', 'linked')), ADD CHECK ("key" = "ocid");
ALTER TABLE "disclosed"."release" ADD CHECK ("kind" IN ('release', 'compiled', 'linked'));
ALTER TABLE "disclosed"."publication" ADD CHECK ("basis" IN ('alreadyPublished', 'reviewed'));
ALTER TABLE "disclosed"."withheld" ADD CHECK ("category" IN ('notPublic', 'notYetPublic', 'partlyRedacted'));
ALTER TABLE "internal"."submission"
  ADD CHECK ("state" IN ('draft', 'submitted', 'reviewed', 'published', 'corrected', 'withdrawn', 'recalled')),
  ADD CHECK ("basis" IN ('alreadyPublished', 'reviewed')),
  ADD CONSTRAINT "submission_reviewer_is_another" CHECK ("submitted_by" <> "reviewed_by"),
  ADD CONSTRAINT "submission_publisher_is_another" CHECK ("submitted_by" <> "published_by"),
  ADD CONSTRAINT "submission_secret_stays" CHECK (NOT ("is_secret" AND "state" IN ('published', 'corrected'))),
  ADD CONSTRAINT "submission_published_was_reviewed" CHECK (
    "state" NOT IN ('published', 'corrected')
    OR "basis" = 'alreadyPublished'
    OR ("reviewed_by" IS NOT NULL AND "published_by" IS NOT NULL)
  );
ALTER TABLE "internal"."import" ADD CHECK ("state" IN ('running', 'complete', 'incomplete', 'refused', 'draft'));
ALTER TABLE "internal"."issue" ADD CHECK ("severity" IN ('error', 'warning', 'info')), ADD CHECK ("count" > 0);
ALTER TABLE "internal"."release" ADD CHECK ("kind" IN ('release', 'compiled', 'linked')), ADD CHECK ("version" IN ('1.0', '1.1')), ADD CHECK ("state" IN ('kept', 'superseded', 'foreign')), ADD CHECK (octet_length("hash") = 32);
ALTER TABLE "sealed"."tender_secret" ADD CHECK ("kind" IN ('reservePrice', 'documentTakers', 'evaluators'));
ALTER TABLE "hub"."user" ADD CHECK ("role" IN ('JOURNALIST', 'OFFICER', 'ANALYST', 'AUDITOR', 'ADMIN'));
-- The bytes are deflated already.
ALTER TABLE "internal"."release" ALTER COLUMN "content" SET STORAGE EXTERNAL;

-- Revision: one advisory lock taken first, then the next number; the instant is set by a deferred trigger, so it is the
-- last thing that the transaction does, and rises strictly.
DO $generate$
DECLARE
  place record;
BEGIN
  FOR place IN SELECT * FROM (VALUES ('disclosed', 7301), ('internal', 7302)) AS v (name, lock) LOOP
    EXECUTE format($body$
      CREATE FUNCTION %1$I.begin_revision(source text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        opened bigint := nullif(current_setting('sunledger.%1$s_revision', true), '')::bigint;
      BEGIN
        IF EXISTS (SELECT FROM %1$I.revision r WHERE r.number = opened AND r.at IS NULL) THEN
          RETURN opened;
        END IF;
        PERFORM pg_advisory_xact_lock(%2$s);
        INSERT INTO %1$I.revision AS r (number, source)
        SELECT coalesce(max(o.number), 0) + 1, begin_revision.source FROM %1$I.revision o
        RETURNING r.number INTO opened;
        PERFORM set_config('sunledger.%1$s_revision', opened::text, true);
        RETURN opened;
      END $$;

      CREATE FUNCTION %1$I.finish_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        -- Rounded up: a moment asked for before this commit must stay before it, microseconds included.
        UPDATE %1$I.revision r
        SET at = greatest(
          date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond',
          (SELECT o.at + interval '1 millisecond' FROM %1$I.revision o WHERE o.number = NEW.number - 1)
        )
        WHERE r.number = NEW.number;
        RETURN NULL;
      END $$;

      CREATE CONSTRAINT TRIGGER finish_revision AFTER INSERT ON %1$I.revision
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION %1$I.finish_revision();

      -- The revision that answers a moment. Nothing that commits later can belong before it: for a moment after the
      -- last commit it waits for the transaction that holds the lock.
      CREATE FUNCTION %1$I.revision_at(moment timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        -- An older snapshot would not show what commits while it waits.
        IF current_setting('transaction_isolation') <> 'read committed' THEN
          RAISE EXCEPTION 'revision_at needs READ COMMITTED: resolve the revision first, then open the other transaction';
        END IF;
        IF moment > coalesce((SELECT r.at FROM %1$I.revision r ORDER BY r.number DESC LIMIT 1), '-infinity') THEN
          PERFORM pg_advisory_xact_lock_shared(%2$s);
        END IF;
        RETURN (SELECT r.number FROM %1$I.revision r WHERE r.at <= moment ORDER BY r.at DESC LIMIT 1);
      END $$;
      -- A fact stays in the dataset that brought it, and what is no demo does not become one: otherwise the removal of a
      -- demo would be a way to delete facts. The triggers stand on every table with a dataset (src/db/twins.ts).
      CREATE FUNCTION %1$I.keep_dataset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'A row of "%%.%%" cannot move to another dataset, nor a dataset become a demo', TG_TABLE_SCHEMA, TG_TABLE_NAME;
      END $$;
    $body$, place.name, place.lock);
  END LOOP;
END $generate$;

-- Versions: one function for every table of a schema that has a twin. Arguments: the twin's columns, and the same of
-- the row that was. One copy a schema, so that `disclosed` stays closed.
-- BEFORE UPDATE, row: an update that changes nothing is no update; the key stays; the row is stamped.
-- AFTER, statement: only an open revision of this transaction may stamp; what was goes to the twin.
DO $generate$
DECLARE
  place text;
BEGIN
  FOREACH place IN ARRAY ARRAY['disclosed', 'internal'] LOOP
    EXECUTE format($body$
      CREATE FUNCTION %1$I.record_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        revision bigint;
      BEGIN
        IF TG_OP = 'TRUNCATE' THEN
          RAISE EXCEPTION 'Table "%%.%%" keeps versions and cannot be truncated', TG_TABLE_SCHEMA, TG_TABLE_NAME;
        END IF;
        revision := %1$I.current_revision();
        IF TG_LEVEL = 'ROW' THEN
          IF NEW *= OLD THEN
            RETURN NULL;
          END IF;
          IF NEW.key IS DISTINCT FROM OLD.key THEN
            RAISE EXCEPTION 'The key of "%%.%%" cannot change: "%%"', TG_TABLE_SCHEMA, TG_TABLE_NAME, OLD.key;
          END IF;
          NEW.from_revision := revision;
          RETURN NEW;
        END IF;
        IF NOT EXISTS (SELECT FROM %1$I.revision r WHERE r.number = revision AND r.at IS NULL) THEN
          RAISE EXCEPTION 'Revision %% of "%%" is not open in this transaction', revision, TG_TABLE_SCHEMA;
        END IF;
        IF TG_OP <> 'INSERT' THEN
          EXECUTE format(
            'INSERT INTO %1$I.%%1$I (%%2$s, to_revision, revision_source)
             SELECT %%3$s, $1, (SELECT r.source FROM %1$I.revision r WHERE r.number = old.from_revision)
             FROM old_rows old WHERE old.from_revision < $1',
            TG_TABLE_NAME || '_version', TG_ARGV[0], TG_ARGV[1]
          ) USING revision;
        END IF;
        RETURN NULL;
      END $$;
    $body$, place);
  END LOOP;
END $generate$;

-- Who acted is bound to the open revision by the database; the writer only states the person and the reason.
CREATE FUNCTION "internal"."stamp_act"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT r.number INTO NEW.number FROM internal.revision r WHERE r.number = internal.current_revision() AND r.at IS NULL;
  IF NEW.number IS NULL THEN
    RAISE EXCEPTION 'No revision of "internal" is open in this transaction';
  END IF;
  NEW.disclosed_number := (
    SELECT r.number FROM disclosed.revision r
    WHERE r.number = nullif(current_setting('sunledger.disclosed_revision', true), '')::bigint AND r.at IS NULL
  );
  RETURN NEW;
END $$;
CREATE TRIGGER "stamp_act" BEFORE INSERT ON "internal"."revision_act" FOR EACH ROW EXECUTE FUNCTION "internal"."stamp_act"();

-- Rows of a process that its releases, compiled anew, no longer state. They leave the current table. The writer has no
-- DELETE, so this is its only way, and the database holds it to: tables that are compiled and nothing else, inside an
-- open revision, no row that was reviewed or hangs below one that was. What leaves stays as a version.
CREATE FUNCTION "internal"."remove_uncompiled"(table_name text, keys text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  subjects text;
  reviewed text;
  removed bigint;
BEGIN
  IF table_name IS NULL OR table_name <> ALL (ARRAY[
    'release', 'party', 'plan', 'tender', 'lot', 'bid', 'award', 'award_supplier', 'contract', 'contract_supplier',
    'amendment', 'transaction', 'item', 'milestone', 'document', 'related_process', 'framework'
  ]) THEN
    RAISE EXCEPTION 'Rows of "%" are not compiled from releases', table_name;
  END IF;
  PERFORM disclosed.current_revision();
  SELECT string_agg(format('t.%I', a.attname), ', ') INTO subjects FROM pg_attribute a
  WHERE a.attrelid = to_regclass(format('disclosed.%I', table_name)) AND NOT a.attisdropped
    AND a.attname IN ('key', 'parent_key', 'award_key', 'contract_key', 'tender_key');
  EXECUTE format(
    'SELECT t.key FROM disclosed.%I t WHERE t.key = ANY ($1) AND EXISTS (
       SELECT FROM disclosed.publication p WHERE p.basis = ''reviewed'' AND p.subject_key IN (%s)
     ) LIMIT 1',
    table_name, subjects
  ) INTO reviewed USING keys;
  IF reviewed IS NOT NULL THEN
    RAISE EXCEPTION 'Row "%" of "%" was reviewed, or hangs below one that was: it cannot leave by an import', reviewed, table_name;
  END IF;
  EXECUTE format('DELETE FROM disclosed.%I WHERE key = ANY ($1)', table_name) USING keys;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

-- The demo city leaves without trace: current rows, versions, internal detail, sealed values, submissions, and of what
-- belongs to no dataset (departments, suppliers, jurisdictions) that which nothing else names.
-- It must be named exactly, and only datasets marked as demo can be.
CREATE FUNCTION "internal"."remove_demo"(dataset text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place record;
  removed bigint := 0;
  step bigint;
  owner text;
  suppliers text[];
  departments text[];
  jurisdictions text[];
  files text[];
BEGIN
  IF NOT EXISTS (SELECT FROM disclosed.dataset d WHERE d.key = dataset AND d.is_demo) THEN
    RAISE EXCEPTION 'Dataset "%" is not a demo dataset', dataset;
  END IF;
  PERFORM disclosed.begin_revision('demo removed');
  PERFORM internal.begin_revision('demo removed');

  -- Suppliers and departments that rows of the demo name and rows of no other dataset do, versions included.
  FOR owner IN SELECT unnest(ARRAY['supplier', 'department']) LOOP
    EXECUTE (
      SELECT format(
        'SELECT array_agg(n.key) FROM (SELECT key FROM (%s) u GROUP BY key HAVING bool_and(is_demo)) n',
        string_agg(
          format('SELECT %I AS key, coalesce(dataset_key = $1, false) AS is_demo FROM %s WHERE %1$I IS NOT NULL', a.attname, c.oid::regclass),
          ' UNION ALL '
        )
      )
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('disclosed', 'internal', 'sealed')
      JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped AND a.attname LIKE '%' || owner || '\_key'
      JOIN pg_attribute o ON o.attrelid = c.oid AND NOT o.attisdropped AND o.attname = 'dataset_key'
      WHERE c.relkind = 'r'
    ) INTO departments USING dataset;
    IF owner = 'supplier' THEN
      suppliers := coalesce(departments, '{}');
    END IF;
  END LOOP;
  -- Bodies of the demo's own list carry its key in front, facts or none; those of a jurisdiction pack stay.
  SELECT coalesce(array_agg(d.key), '{}') INTO departments FROM disclosed.department d
  WHERE d.pack_key IS NULL AND (d.key = ANY (coalesce(departments, '{}')) OR starts_with(d.key, dataset || ':'));
  SELECT coalesce(array_agg(j.key), '{}') INTO jurisdictions FROM disclosed.jurisdiction j
  WHERE j.pack_key IS NULL AND (j.key = dataset OR starts_with(j.key, dataset || ':'));
  SELECT coalesce(array_agg(f.sha256), '{}') INTO files FROM (
    SELECT s.sha256 FROM disclosed.source s GROUP BY s.sha256 HAVING bool_and(s.dataset_key = dataset)
    UNION SELECT m.sha256 FROM internal.import m GROUP BY m.sha256 HAVING bool_and(m.dataset_key = dataset)
  ) f;

  DELETE FROM internal.issue i USING internal.import m WHERE m.key = i.import_key AND m.dataset_key = dataset;
  DELETE FROM internal.source_file f WHERE f.sha256 = ANY (files);
  DELETE FROM disclosed.source_file f WHERE f.sha256 = ANY (files);
  DELETE FROM internal.report r WHERE r.subject_key = ANY (suppliers || departments || jurisdictions || dataset);
  -- Children before the process, the process before its dataset; current rows before twins, which their triggers fill.
  FOR place IN
    SELECT n.nspname AS schema, c.relname AS name, a.attname AS column,
      CASE WHEN c.relname LIKE '%\_version' THEN 4 WHEN c.relname = 'dataset' THEN 3 WHEN c.relname = 'process' THEN 2 ELSE 1 END AS rank,
      n.nspname = 'disclosed' AND EXISTS (SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = 'key') AS is_subject
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('disclosed', 'internal', 'sealed')
    JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped AND a.attname =
      CASE WHEN c.relname IN ('dataset', 'dataset_version') THEN 'key' ELSE 'dataset_key' END
    WHERE c.relkind = 'r'
    ORDER BY rank, n.nspname, c.relname
  LOOP
    IF place.is_subject THEN
      EXECUTE format(
        'DELETE FROM internal.report r USING disclosed.%I t WHERE t.key = r.subject_key AND t.%I = $1', place.name, place.column
      ) USING dataset;
    END IF;
    EXECUTE format('DELETE FROM %I.%I WHERE %I = $1', place.schema, place.name, place.column) USING dataset;
    GET DIAGNOSTICS step = ROW_COUNT;
    removed := removed + step;
  END LOOP;
  FOR place IN
    SELECT v.rank, v.name || twin.suffix AS name, v.column, v.keys
    FROM (VALUES
      (1, 'disclosed.department_event', 'department_key', departments),
      (2, 'disclosed.department_identifier', 'department_key', departments),
      (3, 'internal.department_detail', 'key', departments),
      (4, 'disclosed.department', 'key', departments),
      (5, 'internal.supplier_detail', 'key', suppliers),
      (6, 'disclosed.supplier', 'key', suppliers),
      (7, 'disclosed.jurisdiction', 'key', jurisdictions)
    ) AS v (rank, name, "column", keys)
    CROSS JOIN (VALUES (''), ('_version')) AS twin (suffix)
    ORDER BY twin.suffix, v.rank
  LOOP
    EXECUTE format('DELETE FROM %s WHERE %I = ANY ($1)', place.name, place.column) USING place.keys;
    GET DIAGNOSTICS step = ROW_COUNT;
    removed := removed + step;
  END LOOP;
  RETURN removed;
END $$;
