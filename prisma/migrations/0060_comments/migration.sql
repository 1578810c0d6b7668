-- What each table is for, in the words of the schema.
COMMENT ON TABLE "escalation" IS 'A step up for a follow-up left undone: to whom and when; each step once.';
COMMENT ON TABLE "nudge_wish" IS 'What somebody does not want to be told unasked; what she asked for herself comes all the same.';
COMMENT ON TABLE "orders_changed" IS 'Whose orders came, changed or went since the night counted them; written by triggers, a customer many times.';
