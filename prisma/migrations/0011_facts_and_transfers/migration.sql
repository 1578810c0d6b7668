-- CreateTable
CREATE TABLE "transfer" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "from_staff_id" TEXT NOT NULL,
    "to_staff_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "old_shown" TEXT NOT NULL,
    "old_by_id" TEXT,
    "old_at" TIMESTAMPTZ(3),
    "new_shown" TEXT NOT NULL,
    "change" JSONB,
    "new_fact_id" TEXT,
    "old_fact_ids" TEXT[],
    "said_as" TEXT,
    "recorded_by_id" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "source_message_id" TEXT,
    "settled_as" TEXT,
    "settled_by_id" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "transfer_customer_id_idx" ON "transfer"("customer_id");

-- CreateIndex
CREATE INDEX "transfer_state_due_at_idx" ON "transfer"("state", "due_at");

-- CreateIndex
CREATE INDEX "claim_customer_id_settled_at_idx" ON "claim"("customer_id", "settled_at");

-- CreateIndex
CREATE INDEX "claim_recorded_by_id_recorded_at_idx" ON "claim"("recorded_by_id", "recorded_at");

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Comments
COMMENT ON TABLE "transfer" IS 'That a customer''s contact is handed to a colleague on the platform: asked for after the hand-over here, then followed.';
COMMENT ON TABLE "claim" IS 'Something newly heard that contradicts what is recorded. Both sides stay until a person says which holds.';

-- Both hang on a customer and are seen with her.
DO $$
DECLARE child text;
BEGIN
  FOREACH child IN ARRAY ARRAY['claim', 'transfer'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO zhike_own, zhike_store, zhike_all, zhike_system', child);
    EXECUTE format('CREATE POLICY own ON %1$I TO zhike_own USING '
      '(EXISTS (SELECT 1 FROM customer WHERE customer.id = %1$I.customer_id))', child);
    EXECUTE format('CREATE POLICY store ON %1$I TO zhike_store USING '
      '(EXISTS (SELECT 1 FROM customer WHERE customer.id = %1$I.customer_id))', child);
    EXECUTE format('CREATE POLICY every ON %I TO zhike_all USING (true)', child);
    EXECUTE format('CREATE POLICY system ON %I TO zhike_system USING (true)', child);
  END LOOP;
END $$;

-- A manager may ask who looked at a customer of her shop.
GRANT SELECT ON audit_entry TO zhike_store;
CREATE POLICY store_read ON audit_entry FOR SELECT TO zhike_store
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = audit_entry.customer_id));
