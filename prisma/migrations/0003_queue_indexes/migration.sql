-- The queues ask only for what is not finished, however much is: indexes over the live rows alone.
CREATE INDEX inbound_live ON inbound (seq) WHERE state IN ('waiting', 'taken');
CREATE INDEX inbound_live_person ON inbound (staff_id, seq) WHERE state IN ('waiting', 'taken');
CREATE INDEX delivery_live ON delivery (seq) WHERE state IN ('waiting', 'taken');
CREATE INDEX delivery_live_person ON delivery (staff_id, seq) WHERE state IN ('waiting', 'taken');
-- How much one person was sent lately, for the channel's limits per person.
CREATE INDEX delivery_sent ON delivery (staff_id, sent_at) WHERE sent_at IS NOT NULL;
