-- What lets a night work out anew only the customers of whom anything differs: whose orders changed, the instant of the
-- last purchase beside its day, and what the stored rows were computed by. Null until the next night, which takes everybody.
ALTER TABLE "customer_segment" ADD COLUMN "last_at" TIMESTAMPTZ(3);
ALTER TABLE "segment_run" ADD COLUMN "computed_by" TEXT;

-- CreateTable
CREATE TABLE "orders_changed" (
    "id" BIGSERIAL NOT NULL,
    "customer_id" TEXT NOT NULL,

    CONSTRAINT "orders_changed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "orders_changed_customer_id_idx" ON "orders_changed"("customer_id");

COMMENT ON TABLE "orders_changed" IS 'Whose orders came, changed or went since the night counted them. A customer may stand here many times: two sales at once would wait for each other over one row.';

-- Only the night reads it; triggers write it, whoever changes an order.
ALTER TABLE "orders_changed" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, DELETE ON "orders_changed" TO zhike_system;
CREATE POLICY system ON "orders_changed" TO zhike_system USING (true);

CREATE FUNCTION orders_were_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO orders_changed (customer_id) SELECT DISTINCT customer_id FROM were;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO orders_changed (customer_id) SELECT DISTINCT customer_id FROM became;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER changed_by_insert AFTER INSERT ON orders REFERENCING NEW TABLE AS became
  FOR EACH STATEMENT EXECUTE FUNCTION orders_were_changed();
CREATE TRIGGER changed_by_update AFTER UPDATE ON orders REFERENCING OLD TABLE AS were NEW TABLE AS became
  FOR EACH STATEMENT EXECUTE FUNCTION orders_were_changed();
CREATE TRIGGER changed_by_delete AFTER DELETE ON orders REFERENCING OLD TABLE AS were
  FOR EACH STATEMENT EXECUTE FUNCTION orders_were_changed();

-- Who is gone is not counted anew.
CREATE OR REPLACE FUNCTION forget_customer_segment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN
  DELETE FROM customer_segment WHERE customer_id = OLD.id;
  DELETE FROM orders_changed WHERE customer_id = OLD.id;
  RETURN OLD;
END $$;
