-- AlterTable
ALTER TABLE "relation" ADD COLUMN     "channel_name" TEXT,
ADD COLUMN     "channel_tag_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "seen_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "staff" ADD COLUMN     "welcome" TEXT;

-- CreateTable
CREATE TABLE "channel_sync" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "staff_id" TEXT NOT NULL DEFAULT '',
    "cursor" TEXT,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "ended" INTEGER NOT NULL DEFAULT 0,
    "left_out" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "channel_sync_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_write" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "what" TEXT NOT NULL DEFAULT '',
    "state" "delivery_state" NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_write_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "channel_sync_started_at_idx" ON "channel_sync"("started_at");

-- CreateIndex
CREATE UNIQUE INDEX "channel_write_seq_key" ON "channel_write"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "channel_write_key_key" ON "channel_write"("key");

-- CreateIndex
CREATE INDEX "channel_write_state_due_at_idx" ON "channel_write"("state", "due_at");

-- CreateIndex
CREATE INDEX "channel_write_customer_id_idx" ON "channel_write"("customer_id");

-- Comments
COMMENT ON TABLE "channel_sync" IS 'One reading of all contacts from the platform: where it is, so that an interrupted one goes on, and what it found.';
COMMENT ON TABLE "channel_write" IS 'Something the platform has to be told: a tag, a remark, a post to the group. Done outside transactions, each once.';

-- Her own words to a new contact are hers to change, like her wish for a morning card.
GRANT UPDATE (welcome) ON "staff" TO zhike_own, zhike_store;

-- How far the reading of contacts is, says nothing of anybody: everybody may know.
ALTER TABLE "channel_sync" ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON "channel_sync" TO zhike_own, zhike_store, zhike_all;
GRANT SELECT, INSERT, UPDATE, DELETE ON "channel_sync" TO zhike_system;
CREATE POLICY known ON "channel_sync" FOR SELECT TO zhike_own, zhike_store, zhike_all USING (true);
CREATE POLICY system ON "channel_sync" TO zhike_system USING (true);

-- What the platform has yet to be told is read by whoever sees the customer. Head office may ask for something itself.
-- Queue with createMany({ skipDuplicates }), as deliveries are.
ALTER TABLE "channel_write" ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON "channel_write" TO zhike_own, zhike_store, zhike_all;
GRANT INSERT ON "channel_write" TO zhike_all;
GRANT SELECT, INSERT, UPDATE, DELETE ON "channel_write" TO zhike_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO zhike_own, zhike_store, zhike_all, zhike_system;
CREATE POLICY own ON "channel_write" FOR SELECT TO zhike_own
  USING (EXISTS (SELECT 1 FROM "customer" WHERE "customer"."id" = "channel_write"."customer_id"));
CREATE POLICY store ON "channel_write" FOR SELECT TO zhike_store
  USING (EXISTS (SELECT 1 FROM "customer" WHERE "customer"."id" = "channel_write"."customer_id"));
CREATE POLICY every ON "channel_write" TO zhike_all USING (true);
CREATE POLICY system ON "channel_write" TO zhike_system USING (true);
