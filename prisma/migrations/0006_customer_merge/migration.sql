-- CreateTable
CREATE TABLE "customer_merge" (
    "id" TEXT NOT NULL,
    "kept_id" TEXT NOT NULL,
    "gone_id" TEXT NOT NULL,
    "gone_name" TEXT NOT NULL,
    "gone_source_key" TEXT,
    "gone_external_id" TEXT,
    "state" TEXT NOT NULL,
    "reasons" TEXT[],
    "moved" JSONB,
    "proposed_by_id" TEXT,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_merge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "customer_merge_kept_id_idx" ON "customer_merge"("kept_id");

-- CreateIndex
CREATE INDEX "customer_merge_gone_id_idx" ON "customer_merge"("gone_id");

-- CreateIndex
CREATE INDEX "customer_merge_gone_source_key_idx" ON "customer_merge"("gone_source_key");

-- CreateIndex
CREATE INDEX "customer_merge_gone_external_id_idx" ON "customer_merge"("gone_external_id");

-- AddForeignKey
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_kept_id_fkey" FOREIGN KEY ("kept_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Comments
COMMENT ON TABLE "customer_merge" IS 'Two records that are one person, or were thought so: what was merged, and all that is needed to take it apart again.';

-- A merge is seen by whoever sees the customer who stays. Who may decide one is a matter of role, decided in the code.
ALTER TABLE "customer_merge" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "customer_merge" TO zhike_own, zhike_store, zhike_all, zhike_system;
CREATE POLICY own ON "customer_merge" TO zhike_own
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = customer_merge.kept_id));
CREATE POLICY store ON "customer_merge" TO zhike_store
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = customer_merge.kept_id));
CREATE POLICY every ON "customer_merge" TO zhike_all USING (true);
CREATE POLICY system ON "customer_merge" TO zhike_system USING (true);
