-- CreateTable
CREATE TABLE "store_traffic" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "part" TEXT NOT NULL,
    "entered" INTEGER NOT NULL,
    "bought" INTEGER,
    "recorded_by_id" TEXT,
    "source_message_id" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "store_traffic_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "store_traffic_day_idx" ON "store_traffic"("day");

-- CreateIndex
CREATE UNIQUE INDEX "store_traffic_store_id_day_part_key" ON "store_traffic"("store_id", "day", "part");

-- Comments
COMMENT ON TABLE "store_traffic" IS 'How many came into a shop, as counted at the door and told.';

-- Counted at the door by whoever stands there: seen and told by everybody of the shop.
ALTER TABLE "store_traffic" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "store_traffic" TO zhike_own, zhike_store, zhike_all, zhike_system;
CREATE POLICY mine ON "store_traffic" TO zhike_own, zhike_store
  USING (store_id = (SELECT current_setting('app.store', true)));
CREATE POLICY every ON "store_traffic" TO zhike_all USING (true);
CREATE POLICY system ON "store_traffic" TO zhike_system USING (true);
