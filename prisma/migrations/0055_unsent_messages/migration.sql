-- What the gate looks for among a customer's messages is what was not sent: drafts, those on their way, those that failed.
-- The sent ones, which grow with the years, are her touches.
CREATE INDEX "care_message_unsent_idx" ON "care_message" ("customer_id", "state") WHERE "state" <> 'sent';
