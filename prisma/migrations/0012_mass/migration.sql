-- AlterTable
ALTER TABLE "care_message" ADD COLUMN     "campaign_task_id" TEXT;

-- CreateTable
CREATE TABLE "campaign" (
    "id" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "softer" TEXT[],
    "refused" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_task" (
    "id" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "round" INTEGER NOT NULL DEFAULT 0,
    "task_id" TEXT,
    "task_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3)[],
    "last_polled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_task_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "campaign_by_id_created_at_idx" ON "campaign"("by_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_task_task_id_key" ON "campaign_task"("task_id");

-- CreateIndex
CREATE INDEX "campaign_task_campaign_id_idx" ON "campaign_task"("campaign_id");

-- CreateIndex
CREATE INDEX "campaign_task_state_last_polled_at_idx" ON "campaign_task"("state", "last_polled_at");

-- CreateIndex
CREATE INDEX "care_message_campaign_task_id_idx" ON "care_message"("campaign_task_id");

-- AddForeignKey
ALTER TABLE "care_message" ADD CONSTRAINT "care_message_campaign_task_id_fkey" FOREIGN KEY ("campaign_task_id") REFERENCES "campaign_task"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_task" ADD CONSTRAINT "campaign_task_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Comments
COMMENT ON TABLE "campaign" IS 'A mass message: one wish of one person to many customers. What each of them gets is a care_message.';
COMMENT ON TABLE "campaign_task" IS 'What one associate confirms with one tap: one text to at most 10,000 of her customers.';

-- A mass message is seen by whoever asked for it, by head office, and its tasks by those who confirm them and their
-- manager. The associate's words about it go through the tasks.
ALTER TABLE campaign ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON campaign TO zhike_own, zhike_store, zhike_all, zhike_system;
CREATE POLICY own ON campaign TO zhike_own USING (by_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY store ON campaign TO zhike_store USING (by_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY every ON campaign TO zhike_all USING (true);
CREATE POLICY system ON campaign TO zhike_system USING (true);

ALTER TABLE campaign_task ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON campaign_task TO zhike_own, zhike_store, zhike_all, zhike_system;
CREATE POLICY own ON campaign_task TO zhike_own USING (
  by_id = (SELECT current_setting('app.staff', true)) OR staff_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY store ON campaign_task TO zhike_store USING (
  by_id = (SELECT current_setting('app.staff', true))
  OR EXISTS (SELECT 1 FROM staff WHERE staff.id = campaign_task.staff_id
    AND staff.store_id = (SELECT current_setting('app.store', true))));
CREATE POLICY every ON campaign_task TO zhike_all USING (true);
CREATE POLICY system ON campaign_task TO zhike_system USING (true);
