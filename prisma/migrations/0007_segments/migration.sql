-- CreateTable
CREATE TABLE "customer_segment" (
    "customer_id" TEXT NOT NULL,
    "pool" TEXT NOT NULL,
    "orders" INTEGER NOT NULL,
    "spent_fen" BIGINT NOT NULL,
    "first_on" DATE,
    "last_on" DATE,
    "seen_on" DATE,
    "year_orders" INTEGER NOT NULL,
    "year_fen" BIGINT NOT NULL,
    "rfm_orders" INTEGER NOT NULL,
    "rfm_fen" BIGINT NOT NULL,
    "promo_orders" INTEGER NOT NULL,
    "promo_fen" BIGINT NOT NULL,
    "promo_now" INTEGER NOT NULL,
    "wished_on" DATE,
    "held_on" DATE,
    "touched_on" DATE,
    "tier_step" INTEGER,
    "student" BOOLEAN NOT NULL,
    "promising" BOOLEAN NOT NULL,
    "cycle_days" REAL,
    "cycle_from" TEXT,
    "cycle_category" TEXT,
    "next_on" DATE,
    "r" SMALLINT,
    "f" SMALLINT,
    "m" SMALLINT,
    "rfm" TEXT,
    "class" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "frequency" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "life" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "crowds" TEXT[],
    "definition_version" INTEGER NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_segment_pkey" PRIMARY KEY ("customer_id")
);

-- CreateTable
CREATE TABLE "segment_move" (
    "customer_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "moved_on" DATE NOT NULL,
    "from_group" TEXT,
    "to_group" TEXT,
    "definition_version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_move_pkey" PRIMARY KEY ("customer_id","field","moved_on")
);

-- CreateTable
CREATE TABLE "segment_run" (
    "id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "definition_version" INTEGER NOT NULL,
    "definitions" JSONB NOT NULL,
    "lines" JSONB NOT NULL,
    "customers" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "moved" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_figure" (
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "buyers" INTEGER NOT NULL,
    "repeaters" INTEGER NOT NULL,
    "cycle_days" REAL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_figure_pkey" PRIMARY KEY ("kind","name")
);

-- CreateTable
CREATE TABLE "co_purchase" (
    "kind" TEXT NOT NULL,
    "bought" TEXT NOT NULL,
    "beside" TEXT NOT NULL,
    "together" INTEGER NOT NULL,
    "buyers" INTEGER NOT NULL,
    "lift" REAL NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "co_purchase_pkey" PRIMARY KEY ("kind","bought","beside")
);

-- CreateIndex
CREATE INDEX "customer_segment_year_fen_idx" ON "customer_segment"("year_fen");

-- CreateIndex
CREATE INDEX "segment_move_moved_on_idx" ON "segment_move"("moved_on");

-- CreateIndex
CREATE INDEX "segment_run_at_idx" ON "segment_run"("at");

-- AddForeignKey
ALTER TABLE "segment_move" ADD CONSTRAINT "segment_move_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Comments
COMMENT ON TABLE "customer_segment" IS 'What the nightly computation knows of a customer: figures of her orders and visits, and what follows from them by the shop''s definitions (settings). Derived whole, so no foreign key: checking a million would cost more than making them.';
COMMENT ON TABLE "segment_move" IS 'That a customer went from one group to another.';
COMMENT ON TABLE "segment_run" IS 'One computation of all segments: for which day, by which definitions, with the lines it found.';
COMMENT ON TABLE "product_figure" IS 'How an article or a category sells: buyers, those who bought it again, days between.';
COMMENT ON TABLE "co_purchase" IS 'Two articles (or categories) bought by the same customers more often than chance would have it.';

-- Read by whoever sees the customer; written by the house, and by head office when it changes a definition.
ALTER TABLE customer_segment ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON customer_segment TO zhike_own, zhike_store;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer_segment TO zhike_all, zhike_system;
CREATE POLICY own ON customer_segment TO zhike_own
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = customer_segment.customer_id));
CREATE POLICY store ON customer_segment TO zhike_store
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = customer_segment.customer_id));
CREATE POLICY every ON customer_segment TO zhike_all USING (true);
CREATE POLICY system ON customer_segment TO zhike_system USING (true);

ALTER TABLE segment_move ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON segment_move TO zhike_own, zhike_store;
GRANT SELECT, INSERT, UPDATE, DELETE ON segment_move TO zhike_all, zhike_system;
CREATE POLICY own ON segment_move TO zhike_own
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = segment_move.customer_id));
CREATE POLICY store ON segment_move TO zhike_store
  USING (EXISTS (SELECT 1 FROM customer WHERE customer.id = segment_move.customer_id));
CREATE POLICY every ON segment_move TO zhike_all USING (true);
CREATE POLICY system ON segment_move TO zhike_system USING (true);

-- Lines, articles and pairs name no customer.
GRANT SELECT ON segment_run, product_figure, co_purchase TO zhike_own, zhike_store, zhike_all;
GRANT INSERT ON segment_run TO zhike_all;
GRANT SELECT, INSERT, UPDATE, DELETE ON segment_run, product_figure, co_purchase TO zhike_system;

-- In place of the foreign key: what is known of a customer goes with her.
CREATE FUNCTION forget_customer_segment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN DELETE FROM customer_segment WHERE customer_id = OLD.id; RETURN OLD; END $$;
CREATE TRIGGER forget_segment AFTER DELETE ON customer FOR EACH ROW EXECUTE FUNCTION forget_customer_segment();

-- Her place among all who are ranked with her: a number that an associate may know without seeing the others.
CREATE FUNCTION segment_rank(of_customer text, OUT rank int, OUT buyers int) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS
$$ SELECT (count(*) FILTER (WHERE other.year_fen > hers.year_fen) + 1)::int, count(*)::int
   FROM customer_segment hers JOIN customer_segment other ON other.pool = hers.pool AND other.year_fen > 0
   WHERE hers.customer_id = of_customer AND hers.year_fen > 0 $$;
REVOKE ALL ON FUNCTION segment_rank(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION segment_rank(text) TO zhike_own, zhike_store, zhike_all, zhike_system;
