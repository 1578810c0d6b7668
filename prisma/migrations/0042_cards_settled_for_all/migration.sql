-- With a card that was sent the platform gives a code that may change it once, within 72 hours, without anybody pressing.
ALTER TABLE "delivery" ADD COLUMN "update_token" TEXT;
-- Only cards that may still be changed carry one: looked through every few minutes.
CREATE INDEX "delivery_changeable_idx" ON "delivery" ("sent_at") WHERE "update_token" IS NOT NULL;
