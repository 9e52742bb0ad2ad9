-- Budgets, classifications, statutory facts, standards, payments, catalogs and thresholds as data, disclosures.

-- CreateTable
CREATE TABLE "disclosed"."classification_scheme" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C",
    "pack_key" TEXT COLLATE "C",
    "scheme" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "name_en" TEXT,
    "jurisdiction_key" TEXT COLLATE "C",
    "valid_from" DATE,
    "valid_to" DATE,
    "is_complete" BOOLEAN NOT NULL DEFAULT false,
    "issuer_name" TEXT,
    "document_number" TEXT,
    "law" TEXT,
    "source_page" TEXT,
    "confidence" TEXT,
    "note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "classification_scheme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."classification" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C",
    "pack_key" TEXT COLLATE "C",
    "scheme_key" TEXT COLLATE "C" NOT NULL,
    "scheme" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "parent_key" TEXT COLLATE "C",
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "name_en" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,
    "three_public_category" TEXT,
    "basic_group" TEXT,
    "category" TEXT,
    "maps_to" TEXT[] NOT NULL DEFAULT '{}',
    "law" TEXT,
    "source_page" TEXT,
    "confidence" TEXT,
    "note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "classification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."budget_document" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "jurisdiction_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER NOT NULL,
    "fiscal_year_label" TEXT,
    "kind" TEXT NOT NULL,
    "scope" TEXT,
    "title" TEXT,
    "document_number" TEXT,
    "issuer_name" TEXT,
    "approved_on" DATE,
    "published_on" DATE,
    "url" TEXT,
    "profile" TEXT,
    "source_key" TEXT COLLATE "C",
    "note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "budget_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."budget_table" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER NOT NULL,
    "seq" INTEGER,
    "code" TEXT NOT NULL,
    "title" TEXT,
    "side" TEXT,
    "breakdown" TEXT NOT NULL,
    "book" TEXT,
    "scope" TEXT NOT NULL,
    "coverage" TEXT NOT NULL DEFAULT 'all',
    "detail" INTEGER NOT NULL DEFAULT 0,
    "is_empty" BOOLEAN NOT NULL DEFAULT false,
    "empty_note" TEXT,
    "unit_text" TEXT,
    "currency" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "budget_table_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."budget_line" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C" NOT NULL,
    "table_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "department_name" TEXT,
    "fiscal_year" INTEGER NOT NULL,
    "side" TEXT,
    "breakdown" TEXT NOT NULL,
    "book" TEXT,
    "scope" TEXT NOT NULL,
    "coverage" TEXT NOT NULL DEFAULT 'all',
    "row_kind" TEXT NOT NULL,
    "level" INTEGER,
    "position" INTEGER NOT NULL,
    "label" TEXT,
    "function_code" TEXT,
    "function_name" TEXT,
    "function_key" TEXT COLLATE "C",
    "economic_code" TEXT,
    "economic_name" TEXT,
    "economic_key" TEXT COLLATE "C",
    "program_code" TEXT,
    "program_name" TEXT,
    "project_code" TEXT,
    "project_name" TEXT,
    "fund_source_code" TEXT,
    "fund_source_name" TEXT,
    "item_code" TEXT,
    "item_name" TEXT,
    "region_name" TEXT,
    "recipient_name" TEXT,
    "description" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "budget_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."budget_amount" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "line_key" TEXT COLLATE "C" NOT NULL,
    "table_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "phase" TEXT NOT NULL,
    "component" TEXT NOT NULL,
    "period" TEXT,
    "as_of_on" DATE,
    "amount" DECIMAL NOT NULL CHECK (scale("amount") <= 20 AND abs("amount") < 1e20),
    "currency" TEXT,
    "cell" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "budget_amount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."budget_adjustment" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "line_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C",
    "position" INTEGER NOT NULL,
    "decided_on" DATE,
    "amount" DECIMAL NOT NULL CHECK (scale("amount") <= 20 AND abs("amount") < 1e20),
    "currency" TEXT,
    "authority" TEXT,
    "reason" TEXT,
    "document_number" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "cell" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "budget_adjustment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."three_public_expense" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C",
    "table_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "budget_amount" DECIMAL CHECK (scale("budget_amount") <= 20 AND abs("budget_amount") < 1e20),
    "adjusted_amount" DECIMAL CHECK (scale("adjusted_amount") <= 20 AND abs("adjusted_amount") < 1e20),
    "actual_amount" DECIMAL CHECK (scale("actual_amount") <= 20 AND abs("actual_amount") < 1e20),
    "previous_amount" DECIMAL CHECK (scale("previous_amount") <= 20 AND abs("previous_amount") < 1e20),
    "currency" TEXT,
    "trip_groups" INTEGER,
    "trip_persons" INTEGER,
    "vehicles_bought" INTEGER,
    "vehicles_owned" INTEGER,
    "reception_batches" INTEGER,
    "reception_persons" INTEGER,
    "change_reason" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "cell" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "three_public_expense_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."operating_fund" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C",
    "table_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "definition" TEXT NOT NULL,
    "definition_note" TEXT,
    "budget_amount" DECIMAL CHECK (scale("budget_amount") <= 20 AND abs("budget_amount") < 1e20),
    "adjusted_amount" DECIMAL CHECK (scale("adjusted_amount") <= 20 AND abs("adjusted_amount") < 1e20),
    "actual_amount" DECIMAL CHECK (scale("actual_amount") <= 20 AND abs("actual_amount") < 1e20),
    "previous_amount" DECIMAL CHECK (scale("previous_amount") <= 20 AND abs("previous_amount") < 1e20),
    "currency" TEXT,
    "change_reason" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "cell" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "operating_fund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."procurement_summary" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C",
    "table_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "goods_amount" DECIMAL CHECK (scale("goods_amount") <= 20 AND abs("goods_amount") < 1e20),
    "works_amount" DECIMAL CHECK (scale("works_amount") <= 20 AND abs("works_amount") < 1e20),
    "services_amount" DECIMAL CHECK (scale("services_amount") <= 20 AND abs("services_amount") < 1e20),
    "total_amount" DECIMAL CHECK (scale("total_amount") <= 20 AND abs("total_amount") < 1e20),
    "sme_amount" DECIMAL CHECK (scale("sme_amount") <= 20 AND abs("sme_amount") < 1e20),
    "micro_amount" DECIMAL CHECK (scale("micro_amount") <= 20 AND abs("micro_amount") < 1e20),
    "currency" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "cell" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "procurement_summary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."purchased_service" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C",
    "table_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "project_name" TEXT,
    "provider" TEXT,
    "budget_amount" DECIMAL CHECK (scale("budget_amount") <= 20 AND abs("budget_amount") < 1e20),
    "actual_amount" DECIMAL CHECK (scale("actual_amount") <= 20 AND abs("actual_amount") < 1e20),
    "currency" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "purchased_service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."asset_occupancy" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C",
    "table_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "use_code" TEXT,
    "use_name" TEXT,
    "quantity" DECIMAL CHECK (scale("quantity") <= 20 AND abs("quantity") < 1e20),
    "unit_name" TEXT,
    "unit_price_from" DECIMAL CHECK (scale("unit_price_from") <= 20 AND abs("unit_price_from") < 1e20),
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "currency" TEXT,
    "as_of_on" DATE,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "asset_occupancy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."performance_target" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C",
    "table_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "is_overall" BOOLEAN NOT NULL DEFAULT false,
    "project_code" TEXT,
    "project_name" TEXT,
    "budget_amount" DECIMAL CHECK (scale("budget_amount") <= 20 AND abs("budget_amount") < 1e20),
    "executed_amount" DECIMAL CHECK (scale("executed_amount") <= 20 AND abs("executed_amount") < 1e20),
    "currency" TEXT,
    "level_one" TEXT,
    "level_two" TEXT,
    "indicator" TEXT NOT NULL,
    "target_text" TEXT,
    "actual_text" TEXT,
    "unit_name" TEXT,
    "weight" DECIMAL CHECK (scale("weight") <= 20 AND abs("weight") < 1e20),
    "score" DECIMAL CHECK (scale("score") <= 20 AND abs("score") < 1e20),
    "note" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "performance_target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."head_count" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "document_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C" NOT NULL,
    "fiscal_year" INTEGER,
    "as_of_on" DATE,
    "kind" TEXT NOT NULL,
    "persons" INTEGER NOT NULL,
    "note" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "head_count_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."standard" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C",
    "pack_key" TEXT COLLATE "C",
    "kind" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "jurisdiction_key" TEXT COLLATE "C",
    "issuer_name" TEXT,
    "issuer_department_key" TEXT COLLATE "C",
    "department_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "name_en" TEXT,
    "applies_to" TEXT,
    "basis" TEXT,
    "unit_name" TEXT,
    "limit_amount" DECIMAL CHECK (scale("limit_amount") <= 20 AND abs("limit_amount") < 1e20),
    "limit_currency" TEXT,
    "quantity" DECIMAL CHECK (scale("quantity") <= 20 AND abs("quantity") < 1e20),
    "quantity_text" TEXT,
    "min_service_years" INTEGER,
    "valid_from" DATE,
    "valid_to" DATE,
    "document_number" TEXT,
    "law" TEXT,
    "source_page" TEXT,
    "confidence" TEXT,
    "note" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "standard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."payment" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "payer_name" TEXT,
    "supplier_key" TEXT COLLATE "C",
    "payee_name" TEXT,
    "payee_scheme" TEXT,
    "payee_identifier" TEXT,
    "paid_on" DATE,
    "list_month" TEXT,
    "value_amount" DECIMAL CHECK (scale("value_amount") <= 20 AND abs("value_amount") < 1e20),
    "value_currency" TEXT,
    "organisational_unit" TEXT,
    "expense_type" TEXT,
    "description" TEXT,
    "transaction_number" TEXT,
    "function_code" TEXT,
    "economic_code" TEXT,
    "contract_key" TEXT COLLATE "C",
    "position" INTEGER NOT NULL,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."catalog_edition" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C",
    "pack_key" TEXT COLLATE "C",
    "jurisdiction_key" TEXT COLLATE "C",
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "name_en" TEXT,
    "code_edition" TEXT,
    "is_complete" BOOLEAN NOT NULL DEFAULT false,
    "valid_from" DATE,
    "valid_to" DATE,
    "url" TEXT,
    "issuer_name" TEXT,
    "document_number" TEXT,
    "law" TEXT,
    "source_page" TEXT,
    "confidence" TEXT,
    "note" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "catalog_edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."catalog_item" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C",
    "pack_key" TEXT COLLATE "C",
    "edition_key" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT,
    "code_edition" TEXT,
    "name" TEXT NOT NULL,
    "name_zh" TEXT,
    "name_en" TEXT,
    "category" TEXT,
    "organization_form" TEXT,
    "limit_amount" DECIMAL CHECK (scale("limit_amount") <= 20 AND abs("limit_amount") < 1e20),
    "limit_currency" TEXT,
    "confidence" TEXT,
    "note" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "catalog_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."threshold" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C",
    "pack_key" TEXT COLLATE "C",
    "jurisdiction_key" TEXT COLLATE "C",
    "authority_level" TEXT,
    "category" TEXT,
    "subcategory" TEXT,
    "kind" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "min_value" DECIMAL CHECK (scale("min_value") <= 20 AND abs("min_value") < 1e20),
    "max_value" DECIMAL CHECK (scale("max_value") <= 20 AND abs("max_value") < 1e20),
    "comparator" TEXT,
    "currency" TEXT,
    "tax_basis" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,
    "issuer_name" TEXT,
    "document_number" TEXT,
    "law" TEXT,
    "source_page" TEXT,
    "confidence" TEXT,
    "note" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "threshold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosed"."disclosure" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "subject_type" TEXT,
    "subject_key" TEXT COLLATE "C",
    "fiscal_year" INTEGER,
    "published_on" DATE,
    "medium_name" TEXT,
    "url" TEXT,
    "content_hash" TEXT,
    "is_complete" BOOLEAN,
    "missing" TEXT[] NOT NULL DEFAULT '{}',
    "note" TEXT,
    "source_key" TEXT COLLATE "C",
    "sheet" TEXT,
    "page" INTEGER,
    "row_number" INTEGER,
    "from_revision" BIGINT NOT NULL DEFAULT "disclosed"."current_revision"(),

    CONSTRAINT "disclosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."budget_amount" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "line_key" TEXT COLLATE "C" NOT NULL,
    "table_key" TEXT COLLATE "C" NOT NULL,
    "phase" TEXT NOT NULL,
    "component" TEXT NOT NULL,
    "period" TEXT,
    "as_of_on" DATE,
    "amount" DECIMAL NOT NULL CHECK (scale("amount") <= 20 AND abs("amount") < 1e20),
    "currency" TEXT,
    "note" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "budget_amount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "internal"."budget_line_detail" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "key" TEXT COLLATE "C" NOT NULL,
    "dataset_key" TEXT COLLATE "C" NOT NULL,
    "department_key" TEXT COLLATE "C",
    "review_opinion" TEXT,
    "control_note" TEXT,
    "project_reserve_note" TEXT,
    "internal_project_code" TEXT,
    "from_revision" BIGINT NOT NULL DEFAULT "internal"."current_revision"(),

    CONSTRAINT "budget_line_detail_pkey" PRIMARY KEY ("id")
);

-- A file that also states what is not public has no public hash.
ALTER TABLE "disclosed"."source" ALTER COLUMN "sha256" DROP NOT NULL;
ALTER TABLE "disclosed"."award" ADD COLUMN "price_kind" TEXT, ADD COLUMN "price_text" TEXT;
ALTER TABLE "disclosed"."bid" ADD COLUMN "price_kind" TEXT, ADD COLUMN "price_text" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "classification_scheme_key_key" ON "disclosed"."classification_scheme"("key");
CREATE INDEX "classification_scheme_scheme_edition_idx" ON "disclosed"."classification_scheme"("scheme", "edition");
CREATE INDEX "classification_scheme_dataset_key_idx" ON "disclosed"."classification_scheme"("dataset_key");
CREATE UNIQUE INDEX "classification_key_key" ON "disclosed"."classification"("key");
CREATE INDEX "classification_scheme_key_code_idx" ON "disclosed"."classification"("scheme_key", "code");
CREATE INDEX "classification_scheme_code_idx" ON "disclosed"."classification"("scheme", "code");
CREATE INDEX "classification_parent_key_idx" ON "disclosed"."classification"("parent_key");
CREATE INDEX "classification_dataset_key_idx" ON "disclosed"."classification"("dataset_key");
CREATE UNIQUE INDEX "budget_document_key_key" ON "disclosed"."budget_document"("key");
CREATE INDEX "budget_document_dataset_key_idx" ON "disclosed"."budget_document"("dataset_key");
CREATE INDEX "budget_document_department_key_fiscal_year_idx" ON "disclosed"."budget_document"("department_key", "fiscal_year");
CREATE INDEX "budget_document_fiscal_year_key_idx" ON "disclosed"."budget_document"("fiscal_year", "key");
CREATE UNIQUE INDEX "budget_table_key_key" ON "disclosed"."budget_table"("key");
CREATE INDEX "budget_table_document_key_idx" ON "disclosed"."budget_table"("document_key");
CREATE INDEX "budget_table_department_key_fiscal_year_idx" ON "disclosed"."budget_table"("department_key", "fiscal_year");
CREATE INDEX "budget_table_dataset_key_idx" ON "disclosed"."budget_table"("dataset_key");
CREATE UNIQUE INDEX "budget_line_key_key" ON "disclosed"."budget_line"("key");
CREATE INDEX "budget_line_table_key_position_idx" ON "disclosed"."budget_line"("table_key", "position");
CREATE INDEX "budget_line_document_key_idx" ON "disclosed"."budget_line"("document_key");
CREATE INDEX "budget_line_department_key_fiscal_year_idx" ON "disclosed"."budget_line"("department_key", "fiscal_year");
CREATE INDEX "budget_line_function_code_idx" ON "disclosed"."budget_line"("function_code");
CREATE UNIQUE INDEX "budget_amount_key_key" ON "disclosed"."budget_amount"("key");
CREATE INDEX "budget_amount_line_key_phase_idx" ON "disclosed"."budget_amount"("line_key", "phase");
-- Sums read the lines and amounts of a table in one order, from these two indexes alone.
CREATE INDEX "budget_amount_table_key_phase_line_key_idx" ON "disclosed"."budget_amount"("table_key", "phase", "line_key") INCLUDE ("component", "period", "as_of_on", "amount", "currency");
CREATE INDEX "budget_line_table_key_key_idx" ON "disclosed"."budget_line"("table_key", "key") INCLUDE ("row_kind", "department_key");
CREATE UNIQUE INDEX "budget_adjustment_key_key" ON "disclosed"."budget_adjustment"("key");
CREATE INDEX "budget_adjustment_line_key_idx" ON "disclosed"."budget_adjustment"("line_key");
CREATE INDEX "budget_adjustment_dataset_key_idx" ON "disclosed"."budget_adjustment"("dataset_key");
CREATE UNIQUE INDEX "three_public_expense_key_key" ON "disclosed"."three_public_expense"("key");
CREATE INDEX "three_public_expense_department_key_fiscal_year_idx" ON "disclosed"."three_public_expense"("department_key", "fiscal_year");
CREATE INDEX "three_public_expense_document_key_idx" ON "disclosed"."three_public_expense"("document_key");
CREATE INDEX "three_public_expense_dataset_key_idx" ON "disclosed"."three_public_expense"("dataset_key");
CREATE UNIQUE INDEX "operating_fund_key_key" ON "disclosed"."operating_fund"("key");
CREATE INDEX "operating_fund_department_key_fiscal_year_idx" ON "disclosed"."operating_fund"("department_key", "fiscal_year");
CREATE INDEX "operating_fund_document_key_idx" ON "disclosed"."operating_fund"("document_key");
CREATE INDEX "operating_fund_dataset_key_idx" ON "disclosed"."operating_fund"("dataset_key");
CREATE UNIQUE INDEX "procurement_summary_key_key" ON "disclosed"."procurement_summary"("key");
CREATE INDEX "procurement_summary_department_key_fiscal_year_idx" ON "disclosed"."procurement_summary"("department_key", "fiscal_year");
CREATE INDEX "procurement_summary_document_key_idx" ON "disclosed"."procurement_summary"("document_key");
CREATE INDEX "procurement_summary_dataset_key_idx" ON "disclosed"."procurement_summary"("dataset_key");
CREATE UNIQUE INDEX "purchased_service_key_key" ON "disclosed"."purchased_service"("key");
CREATE INDEX "purchased_service_department_key_fiscal_year_idx" ON "disclosed"."purchased_service"("department_key", "fiscal_year");
CREATE INDEX "purchased_service_document_key_idx" ON "disclosed"."purchased_service"("document_key");
CREATE INDEX "purchased_service_dataset_key_idx" ON "disclosed"."purchased_service"("dataset_key");
CREATE UNIQUE INDEX "asset_occupancy_key_key" ON "disclosed"."asset_occupancy"("key");
CREATE INDEX "asset_occupancy_department_key_fiscal_year_idx" ON "disclosed"."asset_occupancy"("department_key", "fiscal_year");
CREATE INDEX "asset_occupancy_document_key_idx" ON "disclosed"."asset_occupancy"("document_key");
CREATE INDEX "asset_occupancy_dataset_key_idx" ON "disclosed"."asset_occupancy"("dataset_key");
CREATE UNIQUE INDEX "performance_target_key_key" ON "disclosed"."performance_target"("key");
CREATE INDEX "performance_target_department_key_fiscal_year_idx" ON "disclosed"."performance_target"("department_key", "fiscal_year");
CREATE INDEX "performance_target_document_key_idx" ON "disclosed"."performance_target"("document_key");
CREATE INDEX "performance_target_dataset_key_idx" ON "disclosed"."performance_target"("dataset_key");
CREATE UNIQUE INDEX "head_count_key_key" ON "disclosed"."head_count"("key");
CREATE INDEX "head_count_department_key_idx" ON "disclosed"."head_count"("department_key");
CREATE INDEX "head_count_dataset_key_idx" ON "disclosed"."head_count"("dataset_key");
CREATE UNIQUE INDEX "standard_key_key" ON "disclosed"."standard"("key");
CREATE INDEX "standard_jurisdiction_key_domain_idx" ON "disclosed"."standard"("jurisdiction_key", "domain");
CREATE INDEX "standard_department_key_fiscal_year_idx" ON "disclosed"."standard"("department_key", "fiscal_year");
CREATE INDEX "standard_dataset_key_idx" ON "disclosed"."standard"("dataset_key");
CREATE UNIQUE INDEX "payment_key_key" ON "disclosed"."payment"("key");
CREATE INDEX "payment_department_key_paid_on_key_idx" ON "disclosed"."payment"("department_key", "paid_on", "key");
CREATE INDEX "payment_paid_on_key_idx" ON "disclosed"."payment"("paid_on", "key");
CREATE INDEX "payment_supplier_key_idx" ON "disclosed"."payment"("supplier_key");
CREATE INDEX "payment_value_currency_value_amount_key_idx" ON "disclosed"."payment"("value_currency", "value_amount", "key");
CREATE INDEX "payment_dataset_key_idx" ON "disclosed"."payment"("dataset_key");
CREATE UNIQUE INDEX "catalog_edition_key_key" ON "disclosed"."catalog_edition"("key");
CREATE INDEX "catalog_edition_jurisdiction_key_idx" ON "disclosed"."catalog_edition"("jurisdiction_key");
CREATE INDEX "catalog_edition_dataset_key_idx" ON "disclosed"."catalog_edition"("dataset_key");
CREATE UNIQUE INDEX "catalog_item_key_key" ON "disclosed"."catalog_item"("key");
CREATE INDEX "catalog_item_edition_key_idx" ON "disclosed"."catalog_item"("edition_key");
CREATE INDEX "catalog_item_code_idx" ON "disclosed"."catalog_item"("code");
CREATE INDEX "catalog_item_dataset_key_idx" ON "disclosed"."catalog_item"("dataset_key");
CREATE UNIQUE INDEX "threshold_key_key" ON "disclosed"."threshold"("key");
CREATE INDEX "threshold_jurisdiction_key_kind_idx" ON "disclosed"."threshold"("jurisdiction_key", "kind");
CREATE INDEX "threshold_dataset_key_idx" ON "disclosed"."threshold"("dataset_key");
CREATE UNIQUE INDEX "disclosure_key_key" ON "disclosed"."disclosure"("key");
CREATE INDEX "disclosure_department_key_published_on_idx" ON "disclosed"."disclosure"("department_key", "published_on");
CREATE INDEX "disclosure_subject_key_idx" ON "disclosed"."disclosure"("subject_key");
CREATE INDEX "disclosure_dataset_key_idx" ON "disclosed"."disclosure"("dataset_key");
CREATE UNIQUE INDEX "budget_amount_key_key" ON "internal"."budget_amount"("key");
CREATE INDEX "budget_amount_department_key_idx" ON "internal"."budget_amount"("department_key");
CREATE INDEX "budget_amount_line_key_phase_idx" ON "internal"."budget_amount"("line_key", "phase");
CREATE INDEX "budget_amount_table_key_idx" ON "internal"."budget_amount"("table_key");
CREATE UNIQUE INDEX "budget_line_detail_key_key" ON "internal"."budget_line_detail"("key");
CREATE INDEX "budget_line_detail_department_key_idx" ON "internal"."budget_line_detail"("department_key");

-- Deferrable, because the removal of a demo takes tables in the order of their names.
ALTER TABLE "disclosed"."classification" ADD CONSTRAINT "classification_scheme_key_fkey" FOREIGN KEY ("scheme_key") REFERENCES "disclosed"."classification_scheme" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."budget_document" ADD CONSTRAINT "budget_document_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."budget_table" ADD CONSTRAINT "budget_table_document_key_fkey" FOREIGN KEY ("document_key") REFERENCES "disclosed"."budget_document" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."budget_line" ADD CONSTRAINT "budget_line_table_key_fkey" FOREIGN KEY ("table_key") REFERENCES "disclosed"."budget_table" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."budget_amount" ADD CONSTRAINT "budget_amount_line_key_fkey" FOREIGN KEY ("line_key") REFERENCES "disclosed"."budget_line" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."budget_adjustment" ADD CONSTRAINT "budget_adjustment_line_key_fkey" FOREIGN KEY ("line_key") REFERENCES "disclosed"."budget_line" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."three_public_expense" ADD CONSTRAINT "three_public_expense_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."operating_fund" ADD CONSTRAINT "operating_fund_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."procurement_summary" ADD CONSTRAINT "procurement_summary_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."purchased_service" ADD CONSTRAINT "purchased_service_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."asset_occupancy" ADD CONSTRAINT "asset_occupancy_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."performance_target" ADD CONSTRAINT "performance_target_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."head_count" ADD CONSTRAINT "head_count_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."payment" ADD CONSTRAINT "payment_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."catalog_item" ADD CONSTRAINT "catalog_item_edition_key_fkey" FOREIGN KEY ("edition_key") REFERENCES "disclosed"."catalog_edition" ("key") DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "disclosed"."disclosure" ADD CONSTRAINT "disclosure_dataset_key_fkey" FOREIGN KEY ("dataset_key") REFERENCES "disclosed"."dataset" ("key") DEFERRABLE INITIALLY IMMEDIATE;

-- What a program error must not be able to store.
ALTER TABLE "disclosed"."budget_document"
  ADD CHECK ("kind" IN ('proposal', 'budget', 'adjustment', 'execution', 'finalAccount', 'forecast')),
  ADD CHECK ("scope" IN ('own', 'consolidated')),
  ADD CHECK ("fiscal_year" BETWEEN 1900 AND 2200);
ALTER TABLE "disclosed"."budget_table"
  ADD CHECK ("side" IN ('income', 'expenditure')),
  ADD CHECK ("breakdown" IN ('function', 'economic', 'program', 'project', 'source', 'organisation', 'item', 'threePublic', 'summary',
    'procurement', 'purchasedServices', 'assets', 'performance', 'other')),
  ADD CHECK ("book" IN ('all', 'general', 'governmentFunds', 'stateCapital', 'socialInsurance')),
  ADD CHECK ("scope" IN ('own', 'consolidated')),
  ADD CHECK ("coverage" IN ('all', 'basic', 'project'));
ALTER TABLE "disclosed"."budget_line"
  ADD CHECK ("row_kind" IN ('line', 'subtotal', 'total')),
  ADD CHECK ("side" IN ('income', 'expenditure')),
  ADD CHECK ("scope" IN ('own', 'consolidated'));
ALTER TABLE "disclosed"."budget_amount" ADD CHECK ("phase" IN ('proposed', 'approved', 'adjusted', 'executed', 'final', 'projected'));
ALTER TABLE "internal"."budget_amount" ADD CHECK ("phase" IN ('proposed', 'approved', 'adjusted', 'executed', 'final', 'projected'));
ALTER TABLE "disclosed"."three_public_expense"
  ADD CHECK ("category" IN ('total', 'overseas', 'vehicles', 'vehiclePurchase', 'vehicleOperation', 'reception')),
  ADD CHECK ("scope" IN ('own', 'consolidated'));
ALTER TABLE "disclosed"."operating_fund" ADD CHECK ("definition" IN ('disclosure', 'regulation621', 'other'));
ALTER TABLE "disclosed"."standard" ADD CHECK ("kind" IN ('quota', 'assetStandard', 'marketPrice', 'totalCap'));
ALTER TABLE "disclosed"."head_count" ADD CHECK ("persons" >= 0);
ALTER TABLE "disclosed"."threshold" ADD CHECK ("unit" IN ('amount', 'ratio', 'count'));

-- Approved plus adjustments is adjusted: held at the end of the transaction for every line that has all three.
CREATE FUNCTION "disclosed"."check_adjusted"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wrong record;
BEGIN
  SELECT a.line_key, a.amount AS approved, d.amount AS adjusted, s.added INTO wrong
  FROM disclosed.budget_amount a
  JOIN disclosed.budget_amount d ON d.line_key = a.line_key AND d.phase = 'adjusted' AND d.component = 'total'
    AND d.period IS NULL AND d.currency IS NOT DISTINCT FROM a.currency
  CROSS JOIN LATERAL (
    SELECT sum(x.amount) AS added FROM disclosed.budget_adjustment x
    WHERE x.line_key = a.line_key AND x.currency IS NOT DISTINCT FROM a.currency
  ) s
  WHERE a.line_key IN (NEW.line_key, OLD.line_key) AND a.phase = 'approved' AND a.component = 'total' AND a.period IS NULL
    AND s.added IS NOT NULL AND a.amount + s.added <> d.amount
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Budget line "%": approved % plus adjustments % is not adjusted %', wrong.line_key, wrong.approved, wrong.added, wrong.adjusted
      USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_line_adjusted';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "check_adjusted" AFTER INSERT OR UPDATE OR DELETE ON "disclosed"."budget_adjustment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "disclosed"."check_adjusted"();
CREATE CONSTRAINT TRIGGER "check_adjusted" AFTER INSERT OR UPDATE ON "disclosed"."budget_amount"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.phase = 'adjusted') EXECUTE FUNCTION "disclosed"."check_adjusted"();
-- Apart from the other, so that nothing waits for the end of a transaction that only brings approved amounts.
CREATE CONSTRAINT TRIGGER "check_approved" AFTER UPDATE ON "disclosed"."budget_amount"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.phase = 'approved' AND NEW.amount <> OLD.amount)
  EXECUTE FUNCTION "disclosed"."check_adjusted"();

-- Rows of a table that its publisher's next file no longer states. As remove_uncompiled: inside an open revision, only
-- tables that are read from files, no row that was reviewed or hangs below one that was. What leaves stays as a version.
CREATE FUNCTION "internal"."remove_unstated"(table_name text, keys text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  subjects text;
  reviewed text;
  removed bigint;
BEGIN
  -- Amounts that are not public are parts of lines that are: what of them is no longer stated leaves beside the others.
  IF table_name = 'internal.budget_amount' THEN
    PERFORM internal.current_revision();
    DELETE FROM internal.budget_amount t WHERE t.key = ANY (keys);
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
  END IF;
  IF table_name IS NULL OR table_name <> ALL (ARRAY[
    'budget_document', 'budget_table', 'budget_line', 'budget_amount', 'budget_adjustment', 'three_public_expense',
    'operating_fund', 'procurement_summary', 'purchased_service', 'asset_occupancy', 'performance_target', 'head_count',
    'standard', 'payment', 'catalog_edition', 'catalog_item', 'threshold', 'disclosure', 'classification'
  ]) THEN
    RAISE EXCEPTION 'Rows of "%" are not read from tables', table_name;
  END IF;
  PERFORM disclosed.current_revision();
  SELECT string_agg(format('t.%I', a.attname), ', ') INTO subjects FROM pg_attribute a
  WHERE a.attrelid = to_regclass(format('disclosed.%I', table_name)) AND NOT a.attisdropped
    AND a.attname IN ('key', 'document_key', 'table_key', 'line_key', 'edition_key', 'scheme_key');
  EXECUTE format(
    'SELECT t.key FROM disclosed.%I t WHERE t.key = ANY ($1) AND EXISTS (
       SELECT FROM disclosed.publication p WHERE p.basis = ''reviewed'' AND p.subject_key IN (%s)
     ) LIMIT 1',
    table_name, subjects
  ) INTO reviewed USING keys;
  IF reviewed IS NOT NULL THEN
    RAISE EXCEPTION 'Row "%" of "%" was reviewed, or hangs below one that was: it cannot leave by an import', reviewed, table_name;
  END IF;
  IF EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('disclosed.%I', table_name)) AND a.attname = 'dataset_key') THEN
    EXECUTE format('SELECT t.key FROM disclosed.%I t WHERE t.key = ANY ($1) AND t.dataset_key IS NULL LIMIT 1', table_name)
      INTO reviewed USING keys;
    IF reviewed IS NOT NULL THEN
      RAISE EXCEPTION 'Row "%" of "%" belongs to a jurisdiction pack: it cannot leave by an import', reviewed, table_name;
    END IF;
  END IF;
  EXECUTE format('DELETE FROM disclosed.%I WHERE key = ANY ($1)', table_name) USING keys;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

-- How many rows tables hold and what stands in them, for the planner: after a large import it would wait for autovacuum,
-- and until then sums over new rows are planned as if there were none. Only the owner may take statistics. `changed`: how
-- many rows of each table are new; below a tenth of a table nothing is done.
CREATE FUNCTION "internal"."take_statistics"(names text[], changed bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one oid;
BEGIN
  FOR one IN
    SELECT c.oid FROM unnest(names, changed) AS t (name, changed)
    JOIN pg_namespace n ON n.nspname IN ('disclosed', 'internal')
    JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind = 'r' AND format('%s.%s', n.nspname, c.relname) = t.name
    WHERE t.changed * 10 >= c.reltuples
  LOOP
    EXECUTE format('ANALYZE %s', one::regclass);
  END LOOP;
END $$;
