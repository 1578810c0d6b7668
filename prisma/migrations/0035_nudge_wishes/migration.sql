-- CreateTable
CREATE TABLE "nudge_wish" (
    "staff_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nudge_wish_pkey" PRIMARY KEY ("staff_id","kind")
);

-- Comments
COMMENT ON TABLE "nudge_wish" IS 'What somebody does not want to be told unasked; what she asked for herself comes all the same (LESSONS P17).';

-- Each says it of herself; nobody else needs to know.
ALTER TABLE nudge_wish ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON nudge_wish TO zhike_system, zhike_own, zhike_store, zhike_all;
CREATE POLICY herself ON nudge_wish TO zhike_own, zhike_store, zhike_all
  USING (staff_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY system ON nudge_wish TO zhike_system USING (true);
