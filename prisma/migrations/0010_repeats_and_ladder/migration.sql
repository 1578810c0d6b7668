-- AlterEnum
ALTER TYPE "follow_up_state" ADD VALUE 'missed';

-- AlterTable
ALTER TABLE "follow_up" ADD COLUMN     "occurs_on" DATE,
ADD COLUMN     "recurrence" JSONB,
ADD COLUMN     "series_id" TEXT;

-- CreateTable
CREATE TABLE "escalation" (
    "follow_up_id" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "staff_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "escalation_pkey" PRIMARY KEY ("follow_up_id","step")
);

-- CreateTable
CREATE TABLE "staff_day" (
    "staff_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "shifts" JSONB NOT NULL DEFAULT '[]',
    "cover_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_day_pkey" PRIMARY KEY ("staff_id","day")
);

-- CreateIndex
CREATE INDEX "escalation_staff_id_at_idx" ON "escalation"("staff_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "follow_up_series_id_occurs_on_key" ON "follow_up"("series_id", "occurs_on");

-- AddForeignKey
ALTER TABLE "escalation" ADD CONSTRAINT "escalation_follow_up_id_fkey" FOREIGN KEY ("follow_up_id") REFERENCES "follow_up"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Comments
COMMENT ON TABLE "escalation" IS 'A step up for a follow-up left undone: to whom and when; each step once (E, LESSONS P5).';
COMMENT ON TABLE "staff_day" IS 'A day on which somebody works other hours than her shop, or none.';

-- The night job asks for what repeats and is still open, nothing else.
CREATE INDEX "follow_up_repeating_idx" ON "follow_up" ("id") WHERE "recurrence" IS NOT NULL AND "state" = 'open';

-- Steps are written by the clock and seen with the follow-up.
ALTER TABLE escalation ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON escalation TO zhike_system;
GRANT SELECT ON escalation TO zhike_own, zhike_store, zhike_all;
CREATE POLICY seen ON escalation FOR SELECT TO zhike_own, zhike_store, zhike_all
  USING (EXISTS (SELECT 1 FROM follow_up WHERE follow_up.id = escalation.follow_up_id));
CREATE POLICY system ON escalation TO zhike_system USING (true);

-- Who works when is known to all colleagues; a person says it of herself, a manager of her shop.
ALTER TABLE staff_day ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_day TO zhike_system, zhike_own, zhike_store, zhike_all;
CREATE POLICY known ON staff_day FOR SELECT TO zhike_own, zhike_store USING (true);
CREATE POLICY herself ON staff_day TO zhike_own
  USING (staff_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY shop ON staff_day TO zhike_store
  USING (EXISTS (SELECT 1 FROM staff WHERE staff.id = staff_day.staff_id
                  AND staff.store_id = (SELECT current_setting('app.store', true))));
CREATE POLICY every ON staff_day TO zhike_all USING (true);
CREATE POLICY system ON staff_day TO zhike_system USING (true);
