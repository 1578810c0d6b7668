-- Care: facts behind a draft, edits measured, switches per shop and person, an associate's own wordings.
-- AlterTable
ALTER TABLE "care_message" ADD COLUMN     "basis" JSONB,
ADD COLUMN     "cause" TEXT,
ADD COLUMN     "edit_distance" INTEGER,
ADD COLUMN     "named" TEXT;

-- AlterTable
ALTER TABLE "care_template" ADD COLUMN     "cause" TEXT,
ADD COLUMN     "festival" TEXT,
ADD COLUMN     "timing" TEXT;

-- CreateTable
CREATE TABLE "care_switch" (
    "id" TEXT NOT NULL,
    "store_id" TEXT,
    "staff_id" TEXT,
    "customer_id" TEXT,
    "occasion" TEXT NOT NULL,
    "festival" TEXT,
    "enabled" BOOLEAN NOT NULL,
    "said_as" TEXT,
    "changed_by_id" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "care_switch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "care_wording" (
    "id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "timing" TEXT,
    "festival" TEXT,
    "cause" TEXT,
    "body" TEXT NOT NULL,
    "source_message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "care_wording_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "care_switch_customer_id_idx" ON "care_switch"("customer_id");

-- CreateIndex
CREATE INDEX "care_switch_staff_id_idx" ON "care_switch"("staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "care_wording_staff_id_occasion_body_key" ON "care_wording"("staff_id", "occasion", "body");

-- AddForeignKey
ALTER TABLE "care_switch" ADD CONSTRAINT "care_switch_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Comments
COMMENT ON TABLE "care_switch" IS 'Who wants no greetings of a kind: a customer, an associate for her own drafts, a shop, or (nobody named) the house. The newest row of a scope, occasion and festival counts.';
COMMENT ON TABLE "care_wording" IS 'How an associate herself puts it: her own words of an approved message with the fields put back, offered first next time.';

-- Row security. A switch of a customer is seen and set by whoever sees her; an associate's own by herself; those of a
-- shop are read by all (a draft must know them) and set by its manager, those of the house by head office.
GRANT SELECT, INSERT, UPDATE, DELETE ON care_switch TO zhike_own, zhike_store, zhike_all, zhike_system;
ALTER TABLE care_switch ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_read ON care_switch FOR SELECT TO zhike_own USING (
  CASE WHEN customer_id IS NOT NULL THEN EXISTS (SELECT 1 FROM customer WHERE customer.id = care_switch.customer_id)
       WHEN staff_id IS NOT NULL THEN staff_id = (SELECT current_setting('app.staff', true))
       ELSE true END);
CREATE POLICY own_write ON care_switch TO zhike_own USING (
  CASE WHEN customer_id IS NOT NULL THEN EXISTS (SELECT 1 FROM customer WHERE customer.id = care_switch.customer_id)
       ELSE staff_id = (SELECT current_setting('app.staff', true)) END);
CREATE POLICY store_read ON care_switch FOR SELECT TO zhike_store USING (
  CASE WHEN customer_id IS NOT NULL THEN EXISTS (SELECT 1 FROM customer WHERE customer.id = care_switch.customer_id)
       WHEN staff_id IS NOT NULL THEN EXISTS (SELECT 1 FROM staff WHERE staff.id = care_switch.staff_id
         AND staff.store_id = (SELECT current_setting('app.store', true)))
       ELSE true END);
CREATE POLICY store_write ON care_switch TO zhike_store USING (
  CASE WHEN customer_id IS NOT NULL THEN EXISTS (SELECT 1 FROM customer WHERE customer.id = care_switch.customer_id)
       WHEN staff_id IS NOT NULL THEN staff_id = (SELECT current_setting('app.staff', true))
       ELSE store_id = (SELECT current_setting('app.store', true)) END);
CREATE POLICY every ON care_switch TO zhike_all USING (true);
CREATE POLICY system ON care_switch TO zhike_system USING (true);

-- Own wordings are for her alone, whatever the scope of others.
GRANT SELECT, INSERT, UPDATE, DELETE ON care_wording TO zhike_own, zhike_store, zhike_all, zhike_system;
ALTER TABLE care_wording ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON care_wording TO zhike_own, zhike_store, zhike_all
  USING (staff_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY system ON care_wording TO zhike_system USING (true);
