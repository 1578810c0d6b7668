-- The figures of operation look at the last day among all that ever was; rows come in the order of time, so a few
-- kilobytes of block ranges find them.
CREATE INDEX "turn_log_started_at_idx" ON "turn_log" USING BRIN ("started_at");
CREATE INDEX "inbound_received_at_idx" ON "inbound" USING BRIN ("received_at");
CREATE INDEX "delivery_created_at_idx" ON "delivery" USING BRIN ("created_at");
