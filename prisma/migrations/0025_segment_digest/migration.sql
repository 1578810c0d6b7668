-- What tells without comparing that nothing changed: of her purchases, and of the whole row. Null until the next night.
ALTER TABLE "customer_segment" ADD COLUMN "bought" BIGINT, ADD COLUMN "digest" BIGINT;
