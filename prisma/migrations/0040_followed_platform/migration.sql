-- What the platform told last, so that what a person set by hand is known from what merely has not changed yet; and who
-- asked for a reading of the platform, to be told when it is done.
ALTER TABLE "staff" ADD COLUMN "told_role" "staff_role", ADD COLUMN "told_scope" "scope";
ALTER TABLE "store" ADD COLUMN "told_name" TEXT;
ALTER TABLE "channel_sync" ADD COLUMN "asked_by_id" TEXT;

GRANT INSERT ON "channel_sync" TO zhike_store, zhike_all;
CREATE POLICY asks ON "channel_sync" FOR INSERT TO zhike_store, zhike_all
  WITH CHECK ("asked_by_id" = (SELECT current_setting('app.staff', true)) AND "finished_at" IS NULL);

-- What the platform said of itself is looked for every few minutes among everything that ever came in.
CREATE INDEX "inbound_changes_idx" ON "inbound" ("received_at")
  WHERE "kind" IN ('staff-changed', 'directory-changed', 'tags-changed');
