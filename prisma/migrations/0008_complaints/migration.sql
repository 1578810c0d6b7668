-- AlterTable
ALTER TABLE "complaint" ADD COLUMN     "channel" TEXT,
ADD COLUMN     "lifted_at" TIMESTAMPTZ(3),
ADD COLUMN     "lifted_by_id" TEXT,
ADD COLUMN     "opened_by_id" TEXT,
ADD COLUMN     "responded_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "complaint_event" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'note',
ADD COLUMN     "step_key" TEXT;

-- CreateTable
CREATE TABLE "goodwill" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "complaint_id" TEXT,
    "what" TEXT NOT NULL,
    "amount_fen" INTEGER NOT NULL,
    "source_message_id" TEXT,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "goodwill_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "goodwill_customer_id_idx" ON "goodwill"("customer_id");

-- CreateIndex
CREATE INDEX "goodwill_staff_id_given_at_idx" ON "goodwill"("staff_id", "given_at");

-- CreateIndex
CREATE INDEX "complaint_state_opened_at_idx" ON "complaint"("state", "opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "complaint_event_step_key_key" ON "complaint_event"("step_key");

-- AddForeignKey
ALTER TABLE "goodwill" ADD CONSTRAINT "goodwill_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Comments
COMMENT ON TABLE "goodwill" IS 'A small gift given on one''s own authority, within the budget of one''s role.';

-- Gifts are seen with the customer; one's own also when the customer has gone to a colleague, for the budget counts them.
GRANT SELECT, INSERT, UPDATE, DELETE ON goodwill TO zhike_own, zhike_store, zhike_all, zhike_system;
ALTER TABLE goodwill ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON goodwill TO zhike_own
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = goodwill.customer_id));
CREATE POLICY store ON goodwill TO zhike_store
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = goodwill.customer_id));
CREATE POLICY mine ON goodwill FOR SELECT TO zhike_own, zhike_store
  USING (staff_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY every ON goodwill TO zhike_all USING (true);
CREATE POLICY system ON goodwill TO zhike_system USING (true);
