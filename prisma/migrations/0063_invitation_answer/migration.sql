-- CreateTable
CREATE TABLE "invitation_answer" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "party" INTEGER,
    "campaign_id" TEXT,
    "recorded_by_id" TEXT NOT NULL,
    "source_message_id" TEXT,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "invitation_answer_event_answered_at_idx" ON "invitation_answer"("event", "answered_at");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_answer_customer_id_event_key" ON "invitation_answer"("customer_id", "event");

-- AddForeignKey
ALTER TABLE "invitation_answer" ADD CONSTRAINT "invitation_answer_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_answer" ADD CONSTRAINT "invitation_answer_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Comments
COMMENT ON TABLE "invitation_answer" IS 'Whether a customer comes to an event of the shop, as she last said.';

-- Seen with the customer, whoever wrote it down.
GRANT SELECT, INSERT, UPDATE, DELETE ON invitation_answer TO zhike_own, zhike_store, zhike_all, zhike_system;
ALTER TABLE invitation_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON invitation_answer TO zhike_own
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = invitation_answer.customer_id));
CREATE POLICY store ON invitation_answer TO zhike_store
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = invitation_answer.customer_id));
CREATE POLICY every ON invitation_answer TO zhike_all USING (true);
CREATE POLICY system ON invitation_answer TO zhike_system USING (true);
