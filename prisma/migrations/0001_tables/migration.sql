-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('associate', 'manager', 'crm_admin', 'admin');

-- CreateEnum
CREATE TYPE "scope" AS ENUM ('own', 'store', 'all');

-- CreateEnum
CREATE TYPE "gender" AS ENUM ('female', 'male', 'unknown');

-- CreateEnum
CREATE TYPE "birthday_calendar" AS ENUM ('solar', 'lunar');

-- CreateEnum
CREATE TYPE "membership_state" AS ENUM ('none', 'active', 'frozen', 'cancelled');

-- CreateEnum
CREATE TYPE "fact_kind" AS ENUM ('preference', 'need', 'negative', 'family', 'anniversary', 'other');

-- CreateEnum
CREATE TYPE "order_state" AS ENUM ('paid', 'refunded', 'closed');

-- CreateEnum
CREATE TYPE "follow_up_state" AS ENUM ('open', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "follow_up_kind" AS ENUM ('follow_up', 'promise');

-- CreateEnum
CREATE TYPE "care_state" AS ENUM ('draft', 'approved', 'queued', 'task_created', 'sent', 'refused', 'failed', 'dismissed', 'expired');

-- CreateEnum
CREATE TYPE "inbound_state" AS ENUM ('waiting', 'taken', 'done', 'failed', 'set_aside');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('waiting', 'taken', 'sent', 'dead');

-- CreateTable
CREATE TABLE "store" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "department_id" INTEGER,
    "city" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL DEFAULT '',
    "role" "staff_role" NOT NULL DEFAULT 'associate',
    "scope" "scope" NOT NULL DEFAULT 'own',
    "store_id" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "nudges_off" BOOLEAN NOT NULL DEFAULT false,
    "joined_on" DATE,
    "left_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "owner_id" TEXT,
    "name" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL DEFAULT '',
    "gender" "gender" NOT NULL DEFAULT 'unknown',
    "birthday_calendar" "birthday_calendar",
    "birthday_year" INTEGER,
    "birthday_month" INTEGER,
    "birthday_day" INTEGER,
    "birthday_leap" BOOLEAN NOT NULL DEFAULT false,
    "phone_cipher" BYTEA,
    "phone_hash" TEXT,
    "phone_tail" TEXT,
    "address_cipher" BYTEA,
    "province" TEXT,
    "city" TEXT,
    "occupation" TEXT,
    "company" TEXT,
    "tier" TEXT,
    "membership" "membership_state" NOT NULL DEFAULT 'none',
    "member_since" DATE,
    "points" INTEGER NOT NULL DEFAULT 0,
    "source" TEXT,
    "referrer_id" TEXT,
    "external_id" TEXT,
    "source_key" TEXT,
    "do_not_disturb" BOOLEAN NOT NULL DEFAULT false,
    "do_not_disturb_until" TIMESTAMPTZ(3),
    "do_not_disturb_why" TEXT,
    "last_verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_alias" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "alias_pinyin" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "said_as" TEXT,
    "recorded_by_id" TEXT,
    "source_message_id" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relation" (
    "id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "remark" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "relation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "group_name" TEXT,
    "channel_tag_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_tag" (
    "customer_id" TEXT NOT NULL,
    "tag_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'person',
    "added_by_id" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_tag_pkey" PRIMARY KEY ("customer_id","tag_id")
);

-- CreateTable
CREATE TABLE "fact" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "kind" "fact_kind" NOT NULL,
    "topic" TEXT,
    "value" TEXT NOT NULL,
    "said_as" TEXT,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "origin" TEXT NOT NULL DEFAULT 'person',
    "recorded_by_id" TEXT,
    "source_message_id" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "superseded_by_id" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),
    "on_year" INTEGER,
    "on_month" INTEGER,
    "on_day" INTEGER,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "author_id" TEXT,
    "source_message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "store_id" TEXT,
    "staff_id" TEXT,
    "amount_fen" INTEGER NOT NULL,
    "refunded_fen" INTEGER NOT NULL DEFAULT 0,
    "state" "order_state" NOT NULL DEFAULT 'paid',
    "paid_at" TIMESTAMPTZ(3) NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'pos',
    "source_key" TEXT,
    "source_message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "category" TEXT,
    "item" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "amount_fen" INTEGER NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "store_id" TEXT,
    "staff_id" TEXT,
    "visited_at" TIMESTAMPTZ(3) NOT NULL,
    "purpose" TEXT,
    "source_key" TEXT,
    "source_message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "touch" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "staff_id" TEXT,
    "direction" TEXT NOT NULL,
    "means" TEXT NOT NULL,
    "topic" TEXT,
    "care_message_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "touch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_up" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT,
    "staff_id" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "kind" "follow_up_kind" NOT NULL DEFAULT 'follow_up',
    "text" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "due_has_time" BOOLEAN NOT NULL DEFAULT false,
    "state" "follow_up_state" NOT NULL DEFAULT 'open',
    "done_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "snoozes" INTEGER NOT NULL DEFAULT 0,
    "last_nudged_on" DATE,
    "rule_key" TEXT,
    "source_message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "follow_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "care_template" (
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "occasion" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "care_template_pkey" PRIMARY KEY ("key","version")
);

-- CreateTable
CREATE TABLE "care_message" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "occurrence_key" TEXT,
    "template_key" TEXT,
    "template_version" INTEGER,
    "drafted_text" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "occurs_on" DATE,
    "state" "care_state" NOT NULL DEFAULT 'draft',
    "state_reason" TEXT,
    "not_before" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "approved_by_id" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "task_id" TEXT,
    "task_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "last_polled_at" TIMESTAMPTZ(3),
    "source_message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "care_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_reservation" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "care_message_id" TEXT NOT NULL,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "contact_reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaint" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "store_id" TEXT,
    "assignee_id" TEXT,
    "severity" TEXT NOT NULL DEFAULT 'complaint',
    "content" TEXT NOT NULL,
    "demand" TEXT,
    "scene" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "respond_by" TIMESTAMPTZ(3),
    "resolve_by" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "cause" TEXT,
    "satisfaction" INTEGER,
    "source_key" TEXT,

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaint_event" (
    "id" TEXT NOT NULL,
    "complaint_id" TEXT NOT NULL,
    "staff_id" TEXT,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "complaint_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "words" TEXT,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benefit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "occasion" TEXT,
    "tiers" TEXT[],
    "active_from" DATE,
    "active_to" DATE,

    CONSTRAINT "benefit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "points_entry" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "points_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tier_change" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "from_tier" TEXT,
    "to_tier" TEXT,
    "reason" TEXT,
    "by_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tier_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kpi_day" (
    "store_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "facts" JSONB NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kpi_day_pkey" PRIMARY KEY ("store_id","day")
);

-- CreateTable
CREATE TABLE "inbound" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "inbound_state" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "error" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reply" JSONB NOT NULL,
    "care_message_id" TEXT,
    "inbound_id" TEXT,
    "state" "delivery_state" NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "channel_message_id" TEXT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pending" (
    "id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "question" JSONB NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "pending_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "turn_log" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "staff_id" TEXT NOT NULL,
    "inbound_id" TEXT,
    "text" TEXT NOT NULL,
    "read_by" TEXT NOT NULL,
    "plans" JSONB NOT NULL,
    "leftover" JSONB NOT NULL,
    "outcomes" JSONB NOT NULL,
    "reply" TEXT NOT NULL,
    "undo" JSONB NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "shown" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "turn_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "customer_id" TEXT,
    "detail" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_slot" (
    "job" TEXT NOT NULL,
    "slot_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "note" TEXT,

    CONSTRAINT "job_slot_pkey" PRIMARY KEY ("job","slot_at")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "value" JSONB NOT NULL,
    "changed_by_id" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key","version")
);

-- CreateTable
CREATE TABLE "model_call" (
    "id" TEXT NOT NULL,
    "staff_id" TEXT,
    "purpose" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "ms" INTEGER NOT NULL,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_token" (
    "key" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_token_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "store_department_id_key" ON "store"("department_id");

-- CreateIndex
CREATE INDEX "staff_store_id_idx" ON "staff"("store_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_external_id_key" ON "customer"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_source_key_key" ON "customer"("source_key");

-- CreateIndex
CREATE INDEX "customer_owner_id_idx" ON "customer"("owner_id");

-- CreateIndex
CREATE INDEX "customer_store_id_idx" ON "customer"("store_id");

-- CreateIndex
CREATE INDEX "customer_name_idx" ON "customer"("name");

-- CreateIndex
CREATE INDEX "customer_name_pinyin_idx" ON "customer"("name_pinyin");

-- CreateIndex
CREATE INDEX "customer_phone_hash_idx" ON "customer"("phone_hash");

-- CreateIndex
CREATE INDEX "customer_phone_tail_idx" ON "customer"("phone_tail");

-- CreateIndex
CREATE INDEX "customer_birthday_calendar_birthday_month_birthday_day_idx" ON "customer"("birthday_calendar", "birthday_month", "birthday_day");

-- CreateIndex
CREATE INDEX "customer_alias_alias_idx" ON "customer_alias"("alias");

-- CreateIndex
CREATE INDEX "customer_alias_alias_pinyin_idx" ON "customer_alias"("alias_pinyin");

-- CreateIndex
CREATE UNIQUE INDEX "customer_alias_customer_id_alias_key" ON "customer_alias"("customer_id", "alias");

-- CreateIndex
CREATE INDEX "consent_customer_id_kind_recorded_at_idx" ON "consent"("customer_id", "kind", "recorded_at");

-- CreateIndex
CREATE INDEX "relation_customer_id_idx" ON "relation"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "relation_staff_id_customer_id_key" ON "relation"("staff_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "tag_name_key" ON "tag"("name");

-- CreateIndex
CREATE UNIQUE INDEX "tag_channel_tag_id_key" ON "tag"("channel_tag_id");

-- CreateIndex
CREATE INDEX "customer_tag_tag_id_idx" ON "customer_tag"("tag_id");

-- CreateIndex
CREATE INDEX "fact_customer_id_kind_idx" ON "fact"("customer_id", "kind");

-- CreateIndex
CREATE INDEX "note_customer_id_created_at_idx" ON "note"("customer_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "orders_source_key_key" ON "orders"("source_key");

-- CreateIndex
CREATE INDEX "orders_customer_id_paid_at_idx" ON "orders"("customer_id", "paid_at");

-- CreateIndex
CREATE INDEX "orders_paid_at_idx" ON "orders"("paid_at");

-- CreateIndex
CREATE INDEX "order_line_order_id_idx" ON "order_line"("order_id");

-- CreateIndex
CREATE INDEX "order_line_customer_id_idx" ON "order_line"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "visit_source_key_key" ON "visit"("source_key");

-- CreateIndex
CREATE INDEX "visit_customer_id_visited_at_idx" ON "visit"("customer_id", "visited_at");

-- CreateIndex
CREATE INDEX "visit_visited_at_idx" ON "visit"("visited_at");

-- CreateIndex
CREATE UNIQUE INDEX "touch_care_message_id_key" ON "touch"("care_message_id");

-- CreateIndex
CREATE INDEX "touch_customer_id_at_idx" ON "touch"("customer_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_rule_key_key" ON "follow_up"("rule_key");

-- CreateIndex
CREATE INDEX "follow_up_staff_id_state_due_at_idx" ON "follow_up"("staff_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "follow_up_customer_id_idx" ON "follow_up"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "care_message_occurrence_key_key" ON "care_message"("occurrence_key");

-- CreateIndex
CREATE UNIQUE INDEX "care_message_task_id_key" ON "care_message"("task_id");

-- CreateIndex
CREATE INDEX "care_message_staff_id_state_idx" ON "care_message"("staff_id", "state");

-- CreateIndex
CREATE INDEX "care_message_customer_id_created_at_idx" ON "care_message"("customer_id", "created_at");

-- CreateIndex
CREATE INDEX "care_message_state_last_polled_at_idx" ON "care_message"("state", "last_polled_at");

-- CreateIndex
CREATE UNIQUE INDEX "contact_reservation_care_message_id_key" ON "contact_reservation"("care_message_id");

-- CreateIndex
CREATE INDEX "contact_reservation_customer_id_reserved_at_idx" ON "contact_reservation"("customer_id", "reserved_at");

-- CreateIndex
CREATE UNIQUE INDEX "complaint_source_key_key" ON "complaint"("source_key");

-- CreateIndex
CREATE INDEX "complaint_customer_id_state_idx" ON "complaint"("customer_id", "state");

-- CreateIndex
CREATE INDEX "complaint_event_complaint_id_idx" ON "complaint_event"("complaint_id");

-- CreateIndex
CREATE INDEX "survey_customer_id_idx" ON "survey"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "benefit_key_key" ON "benefit"("key");

-- CreateIndex
CREATE INDEX "points_entry_customer_id_idx" ON "points_entry"("customer_id");

-- CreateIndex
CREATE INDEX "tier_change_customer_id_idx" ON "tier_change"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_seq_key" ON "inbound"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_key_key" ON "inbound"("key");

-- CreateIndex
CREATE INDEX "inbound_state_seq_idx" ON "inbound"("state", "seq");

-- CreateIndex
CREATE INDEX "inbound_staff_id_seq_idx" ON "inbound"("staff_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_seq_key" ON "delivery"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_key_key" ON "delivery"("key");

-- CreateIndex
CREATE INDEX "delivery_state_due_at_idx" ON "delivery"("state", "due_at");

-- CreateIndex
CREATE INDEX "delivery_staff_id_seq_idx" ON "delivery"("staff_id", "seq");

-- CreateIndex
CREATE INDEX "pending_staff_id_asked_at_idx" ON "pending"("staff_id", "asked_at");

-- CreateIndex
CREATE UNIQUE INDEX "turn_log_seq_key" ON "turn_log"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "turn_log_inbound_id_key" ON "turn_log"("inbound_id");

-- CreateIndex
CREATE INDEX "turn_log_staff_id_seq_idx" ON "turn_log"("staff_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_customer_id_at_idx" ON "audit_entry"("customer_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_at_idx" ON "audit_entry"("actor_id", "at");

-- CreateIndex
CREATE INDEX "model_call_at_idx" ON "model_call"("at");

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_alias" ADD CONSTRAINT "customer_alias_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relation" ADD CONSTRAINT "relation_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_tag" ADD CONSTRAINT "customer_tag_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_tag" ADD CONSTRAINT "customer_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fact" ADD CONSTRAINT "fact_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note" ADD CONSTRAINT "note_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "touch" ADD CONSTRAINT "touch_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_message" ADD CONSTRAINT "care_message_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_reservation" ADD CONSTRAINT "contact_reservation_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_reservation" ADD CONSTRAINT "contact_reservation_care_message_id_fkey" FOREIGN KEY ("care_message_id") REFERENCES "care_message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaint_event" ADD CONSTRAINT "complaint_event_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "complaint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey" ADD CONSTRAINT "survey_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "points_entry" ADD CONSTRAINT "points_entry_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tier_change" ADD CONSTRAINT "tier_change_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Comments
COMMENT ON TABLE "store" IS 'A shop. Associates and customers belong to one.';
COMMENT ON TABLE "staff" IS 'A person who works here and may talk to the bot. The id is her userid on the platform, in lower case.';
COMMENT ON TABLE "customer" IS 'A customer: one true record whatever the number of sources.';
COMMENT ON TABLE "customer_alias" IS 'Another name that people use for a customer (张姐, Annie).';
COMMENT ON TABLE "consent" IS 'What a customer agreed to or refused, with who recorded it and her words.';
COMMENT ON TABLE "relation" IS 'That an associate has a customer among her contacts on the platform.';
COMMENT ON TABLE "tag" IS 'A word that customers are marked with.';
COMMENT ON TABLE "customer_tag" IS 'A tag on a customer, and where it comes from.';
COMMENT ON TABLE "fact" IS 'One thing known about a customer, with its source. Never overwritten: a newer fact supersedes.';
COMMENT ON TABLE "note" IS 'Free words about a customer.';
COMMENT ON TABLE "orders" IS 'A purchase. `amountFen` is what was paid; `refundedFen` what went back; net is the difference.';
COMMENT ON TABLE "order_line" IS 'One article of an order.';
COMMENT ON TABLE "visit" IS 'That a customer came into the shop.';
COMMENT ON TABLE "touch" IS 'Every contact with a customer in either direction. The three clocks read it.';
COMMENT ON TABLE "follow_up" IS 'Something to do for a customer by a time. A promise is a follow-up that the customer was told about.';
COMMENT ON TABLE "care_template" IS 'Wording for one occasion. A change makes a new version.';
COMMENT ON TABLE "care_message" IS 'A message to a customer on its way from draft to her phone.';
COMMENT ON TABLE "contact_reservation" IS 'A place taken in a customer''s allowance, in the same transaction that queues the message.';
COMMENT ON TABLE "complaint" IS 'A complaint and its clocks.';
COMMENT ON TABLE "complaint_event" IS 'What happened in a complaint.';
COMMENT ON TABLE "survey" IS 'A customer''s answer to a question of ours (NPS, satisfaction).';
COMMENT ON TABLE "benefit" IS 'A benefit that really exists; drafts may quote nothing else.';
COMMENT ON TABLE "points_entry" IS 'Points earned and spent.';
COMMENT ON TABLE "tier_change" IS 'A move between tiers.';
COMMENT ON TABLE "kpi_day" IS 'Figures of one shop on one day, as reported.';
COMMENT ON TABLE "inbound" IS 'Everything that arrived, before it is acknowledged.';
COMMENT ON TABLE "delivery" IS 'A stored reply waiting to go, or gone.';
COMMENT ON TABLE "pending" IS 'A question the bot asked and still waits for.';
COMMENT ON TABLE "turn_log" IS 'One turn of talk: what was said, how it was read, what came of it, how to take it back.';
COMMENT ON TABLE "audit_entry" IS 'Who read or changed what about whom.';
COMMENT ON TABLE "job_slot" IS 'One run of a job for one slot of time: the first process to insert it runs it.';
COMMENT ON TABLE "setting" IS 'A rule the shop can change. The highest version counts.';
COMMENT ON TABLE "model_call" IS 'What a call of the language model cost.';
COMMENT ON TABLE "channel_token" IS 'The channel''s access token, shared by all processes.';
