-- The tables of the kinds as they were declared in version 0.1 (made by cases/tables.py, frozen here).

CREATE TABLE IF NOT EXISTS disputes (
    owner_key INTEGER PRIMARY KEY REFERENCES cases (key),
    "received_on" TEXT CHECK ("received_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "occurred_at" TEXT CHECK ("occurred_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "source" TEXT,
    "category" TEXT,
    "route" TEXT,
    "conduct" TEXT,
    "circumstance" TEXT,
    "risk_level" TEXT,
    "area" TEXT,
    "place" TEXT,
    "facts" TEXT,
    "claims" TEXT,
    "amount" INTEGER CHECK ("amount" >= 0),
    "exclusions" TEXT CHECK ("exclusions" IS NULL OR json_valid("exclusions")),
    "officer" TEXT,
    "auxiliaries" TEXT CHECK ("auxiliaries" IS NULL OR json_valid("auxiliaries")),
    "partners" TEXT CHECK ("partners" IS NULL OR json_valid("partners"))
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_parties (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES disputes (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "role" TEXT,
    "name" TEXT,
    "sex" TEXT,
    "birth_date" TEXT CHECK ("birth_date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "id_kind" TEXT,
    "id_number" TEXT,
    "id_missing_reason" TEXT,
    "id_override_reason" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "employer" TEXT,
    "representative" TEXT,
    "guardian" TEXT,
    "guardian_phone" TEXT,
    "proxy" TEXT,
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_mediation_session (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "held_at" TEXT CHECK ("held_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "place" TEXT,
    "mediators" TEXT CHECK ("mediators" IS NULL OR json_valid("mediators")),
    "auxiliaries" TEXT CHECK ("auxiliaries" IS NULL OR json_valid("auxiliaries")),
    "recording_no" TEXT,
    "participants" TEXT CHECK ("participants" IS NULL OR json_valid("participants")),
    "record" TEXT,
    "outcome" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_agreement (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "agreed_on" TEXT CHECK ("agreed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "form" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_agreement_witnesses (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES disputes_step_agreement (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "name" TEXT,
    "address" TEXT,
    "phone" TEXT,
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_agreement_clauses (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES disputes_step_agreement (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "who" TEXT,
    "to" TEXT,
    "does" TEXT,
    "amount" INTEGER CHECK ("amount" >= 0),
    "due_on" TEXT CHECK ("due_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "manner" TEXT,
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_performance (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "clause" INTEGER CHECK ("clause" >= 0),
    "performed_on" TEXT CHECK ("performed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "amount" INTEGER CHECK ("amount" >= 0),
    "proof" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_follow_up (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "visited_on" TEXT CHECK ("visited_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "by" TEXT,
    "how" TEXT,
    "satisfied" INTEGER CHECK ("satisfied" IN (0, 1)),
    "escalation_sign" INTEGER CHECK ("escalation_sign" IN (0, 1)),
    "note" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_close (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "closed_on" TEXT CHECK ("closed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "result" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_terminate (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "reason" TEXT,
    "told_of_court" INTEGER CHECK ("told_of_court" IN (0, 1))
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_refer (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "to" TEXT,
    "why" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_reopen (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "reason" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_default (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "clause" INTEGER CHECK ("clause" >= 0),
    "reason" TEXT,
    "told_of_court" INTEGER CHECK ("told_of_court" IN (0, 1))
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_judicial_confirmation (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "court" TEXT,
    "concerns_status" INTEGER CHECK ("concerns_status" IN (0, 1)),
    "result" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_suspend (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "from" TEXT CHECK ("from" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "why" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_resume (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_extend (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "approved_by" TEXT,
    "days" INTEGER CHECK ("days" >= 0),
    "reason" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_hand_over (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "to_officer" TEXT,
    "to_organ" TEXT,
    "due_back" TEXT CHECK ("due_back" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "why" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS disputes_step_note (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "note" TEXT
) STRICT;

CREATE INDEX IF NOT EXISTS disputes_by_day ON disputes ("received_on");

CREATE INDEX IF NOT EXISTS disputes_parties_by_name ON disputes_parties ("name");

CREATE INDEX IF NOT EXISTS disputes_parties_by_id_number ON disputes_parties ("id_number");

CREATE INDEX IF NOT EXISTS disputes_parties_by_phone ON disputes_parties ("phone");

CREATE TABLE IF NOT EXISTS goods_cases (
    owner_key INTEGER PRIMARY KEY REFERENCES cases (key),
    "found_on" TEXT CHECK ("found_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "source" TEXT,
    "area" TEXT,
    "place" TEXT,
    "conduct" TEXT,
    "seizing_agency" TEXT,
    "agency_papers" TEXT CHECK ("agency_papers" IS NULL OR json_valid("agency_papers")),
    "partners" TEXT CHECK ("partners" IS NULL OR json_valid("partners")),
    "partner_people" TEXT CHECK ("partner_people" IS NULL OR json_valid("partner_people")),
    "sold_amount" INTEGER CHECK ("sold_amount" >= 0),
    "facts" TEXT,
    "officer" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_premises (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES goods_cases (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "key" TEXT,
    "name" TEXT,
    "kind" TEXT,
    "credit_code" TEXT,
    "address" TEXT,
    "person_in_charge" TEXT,
    "phone" TEXT,
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_goods (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES goods_cases (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "name" TEXT,
    "brand" TEXT,
    "specification" TEXT,
    "quantity" INTEGER CHECK ("quantity" > 0),
    "unit" TEXT,
    "pieces" INTEGER CHECK ("pieces" > 0),
    "pieces_unit" TEXT,
    "approximate" INTEGER CHECK ("approximate" IN (0, 1)),
    "unit_price" INTEGER CHECK ("unit_price" >= 0),
    "batch" TEXT,
    "production_date" TEXT CHECK ("production_date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "features" TEXT,
    "found_at" TEXT,
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_parties (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES goods_cases (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "role" TEXT,
    "name" TEXT,
    "sex" TEXT,
    "birth_date" TEXT CHECK ("birth_date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "id_kind" TEXT,
    "id_number" TEXT,
    "id_missing_reason" TEXT,
    "id_override_reason" TEXT,
    "phone" TEXT,
    "address" TEXT,
    "employer" TEXT,
    "representative" TEXT,
    "guardian" TEXT,
    "guardian_phone" TEXT,
    "proxy" TEXT,
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_seize (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "measure" TEXT,
    "agency" TEXT,
    "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "officers" TEXT CHECK ("officers" IS NULL OR json_valid("officers")),
    "witness" TEXT,
    "holder" TEXT,
    "holder_signed" INTEGER CHECK ("holder_signed" IN (0, 1)),
    "instead_of" INTEGER CHECK ("instead_of" >= 0),
    "reason" TEXT,
    "approver" TEXT,
    "approver_rank" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_seize_items (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES goods_cases_step_seize (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "goods" INTEGER CHECK ("goods" >= 0),
    "quantity" INTEGER CHECK ("quantity" > 0),
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_custody (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "move" TEXT,
    "from" TEXT,
    "to" TEXT,
    "place" TEXT,
    "decision_number" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_custody_items (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES goods_cases_step_custody (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "goods" INTEGER CHECK ("goods" >= 0),
    "quantity" INTEGER CHECK ("quantity" > 0),
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_trace (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "from" TEXT,
    "to" TEXT,
    "how" TEXT,
    "evidence" TEXT,
    "goods" INTEGER CHECK ("goods" >= 0),
    "quantity" INTEGER CHECK ("quantity" > 0)
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_transfer (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "to" TEXT,
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "basis" TEXT,
    "papers" TEXT CHECK ("papers" IS NULL OR json_valid("papers"))
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_transfer_items (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES goods_cases_step_transfer (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "goods" INTEGER CHECK ("goods" >= 0),
    "quantity" INTEGER CHECK ("quantity" > 0),
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_close (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "closed_on" TEXT CHECK ("closed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "result" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_approve (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "seizure" INTEGER CHECK ("seizure" >= 0),
    "approver" TEXT,
    "approver_rank" TEXT,
    "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]')
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_extend (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "seizure" INTEGER CHECK ("seizure" >= 0),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "approver" TEXT,
    "approver_rank" TEXT,
    "reason" TEXT,
    "told_in_writing" INTEGER CHECK ("told_in_writing" IN (0, 1))
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_appraise (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "seizure" INTEGER CHECK ("seizure" >= 0),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "organ" TEXT,
    "told_in_writing" INTEGER CHECK ("told_in_writing" IN (0, 1))
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_appraised (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "seizure" INTEGER CHECK ("seizure" >= 0),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "opinion" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_release (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "seizure" INTEGER CHECK ("seizure" >= 0),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "reason" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS goods_cases_step_referral (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "stage" TEXT,
    "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "organ" TEXT,
    "number" TEXT
) STRICT;

CREATE INDEX IF NOT EXISTS goods_cases_by_day ON goods_cases ("found_on");

CREATE INDEX IF NOT EXISTS goods_cases_premises_by_name ON goods_cases_premises ("name");

CREATE INDEX IF NOT EXISTS goods_cases_premises_by_credit_code ON goods_cases_premises ("credit_code");

CREATE INDEX IF NOT EXISTS goods_cases_parties_by_name ON goods_cases_parties ("name");

CREATE INDEX IF NOT EXISTS goods_cases_parties_by_id_number ON goods_cases_parties ("id_number");

CREATE INDEX IF NOT EXISTS goods_cases_parties_by_phone ON goods_cases_parties ("phone");

CREATE TABLE IF NOT EXISTS venues (
    owner_key INTEGER PRIMARY KEY REFERENCES cases (key),
    "name" TEXT,
    "trading_name" TEXT,
    "former_names" TEXT CHECK ("former_names" IS NULL OR json_valid("former_names")),
    "category" TEXT,
    "registered_on" TEXT CHECK ("registered_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "opened_on" TEXT CHECK ("opened_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "credit_code" TEXT,
    "licence" TEXT,
    "address" TEXT,
    "area" TEXT,
    "belongs_to" TEXT,
    "status" TEXT,
    "person_in_charge" TEXT,
    "phone" TEXT,
    "operator" TEXT,
    "operator_phone" TEXT,
    "safety_officer" TEXT,
    "fire_officer" TEXT,
    "officer" TEXT,
    "floor_area" INTEGER CHECK ("floor_area" > 0),
    "capacity" INTEGER CHECK ("capacity" >= 0),
    "rooms" INTEGER CHECK ("rooms" >= 0),
    "machines" INTEGER CHECK ("machines" >= 0),
    "guards" INTEGER CHECK ("guards" >= 0),
    "grade" TEXT,
    "graded_on" TEXT CHECK ("graded_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_inspect (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "officers" TEXT CHECK ("officers" IS NULL OR json_valid("officers")),
    "checklist" TEXT CHECK ("checklist" IS NULL OR json_valid("checklist")),
    "findings" TEXT,
    "correct_by" TEXT CHECK ("correct_by" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "present" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_recheck (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "officers" TEXT CHECK ("officers" IS NULL OR json_valid("officers")),
    "result" TEXT,
    "findings" TEXT,
    "correct_by" TEXT CHECK ("correct_by" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_visit (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "officers" TEXT CHECK ("officers" IS NULL OR json_valid("officers")),
    "note" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_incident (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "kind" TEXT,
    "counts" INTEGER CHECK ("counts" IN (0, 1)),
    "note" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_day_sheet (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "day" TEXT CHECK ("day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "category" TEXT,
    "by" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_grade (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "grade" TEXT,
    "graded_on" TEXT CHECK ("graded_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "reason" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_rename (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "since" TEXT CHECK ("since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "name" TEXT,
    "trading_name" TEXT,
    "note" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_suspend (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "from" TEXT CHECK ("from" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "decided_by" TEXT,
    "order_number" TEXT,
    "note" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_resume (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "from" TEXT CHECK ("from" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "decided_by" TEXT,
    "order_number" TEXT,
    "note" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS venues_step_close_down (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "from" TEXT CHECK ("from" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "observed_by" TEXT CHECK ("observed_by" IS NULL OR json_valid("observed_by")),
    "note" TEXT
) STRICT;

CREATE INDEX IF NOT EXISTS venues_by_day ON venues ("registered_on");

CREATE TABLE IF NOT EXISTS notices (
    owner_key INTEGER PRIMARY KEY REFERENCES cases (key),
    "drafted_on" TEXT CHECK ("drafted_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "template" TEXT,
    "venue" TEXT,
    "venue_name" TEXT,
    "trading_name" TEXT,
    "category" TEXT,
    "law" TEXT,
    "address" TEXT,
    "credit_code" TEXT,
    "person_in_charge" TEXT,
    "phone" TEXT,
    "area" TEXT,
    "officer" TEXT,
    "batch" TEXT,
    "order_organ" TEXT,
    "order_number" TEXT,
    "effective_at" TEXT CHECK ("effective_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "scope" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS notices_step_issue (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key)
) STRICT;

CREATE TABLE IF NOT EXISTS notices_step_void (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key)
) STRICT;

CREATE TABLE IF NOT EXISTS notices_step_serve (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "tried_at" TEXT CHECK ("tried_at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "method" TEXT,
    "place" TEXT,
    "officers" TEXT CHECK ("officers" IS NULL OR json_valid("officers")),
    "recording_no" TEXT,
    "receiver" TEXT,
    "receiver_identity" TEXT,
    "receiver_document" TEXT,
    "outcome" TEXT,
    "witness" TEXT,
    "reason" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS notices_step_withdraw (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "at" TEXT CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]'),
    "decided_by" TEXT,
    "order_number" TEXT,
    "note" TEXT
) STRICT;

CREATE INDEX IF NOT EXISTS notices_by_day ON notices ("drafted_on");

CREATE INDEX IF NOT EXISTS notices_by_venue ON notices ("venue");

CREATE INDEX IF NOT EXISTS notices_by_batch ON notices ("batch");

CREATE TABLE IF NOT EXISTS activities (
    owner_key INTEGER PRIMARY KEY REFERENCES cases (key),
    "day" TEXT CHECK ("day" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "activity" TEXT,
    "quantity" INTEGER CHECK ("quantity" > 0),
    "unit" TEXT,
    "approximate" INTEGER CHECK ("approximate" IN (0, 1)),
    "officers" TEXT CHECK ("officers" IS NULL OR json_valid("officers")),
    "area" TEXT,
    "partners" TEXT CHECK ("partners" IS NULL OR json_valid("partners")),
    "note" TEXT
) STRICT;

CREATE INDEX IF NOT EXISTS activities_by_day ON activities ("day");
