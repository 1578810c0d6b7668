-- Who may see which rows. Every transaction runs as exactly one of these roles, with app.staff and app.store set:
--   zhike_own     an associate: her own customers and all that hangs on them
--   zhike_store   a manager: the customers of her shop
--   zhike_all     head office: every customer
--   zhike_system  the house itself: inbox, outbox, jobs, import
--   zhike_nobody  every connection between transactions: may connect and read nothing
-- Policies belong to one role each, so that a plan holds one plain comparison and can use its index.
-- The owner of the tables is not bound by them (foreign keys must see all rows); no query ever runs as the owner.

-- Roles belong to the server, tables to the database: another database, or another process at this very moment,
-- may have made them already.
DO $$
DECLARE wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['zhike_own', 'zhike_store', 'zhike_all', 'zhike_system', 'zhike_nobody'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO zhike_own, zhike_store, zhike_all, zhike_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  store, staff, customer, customer_alias, consent, relation, tag, customer_tag, fact, note, orders, order_line, visit,
  touch, follow_up, care_template, care_message, contact_reservation, complaint, complaint_event, survey, benefit,
  points_entry, tier_change, kpi_day, inbound, delivery, pending, turn_log, audit_entry, job_slot, setting, model_call,
  channel_token
  TO zhike_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO zhike_own, zhike_store, zhike_all, zhike_system;

-- The customer: three plain comparisons.
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO zhike_own, zhike_store, zhike_all;
CREATE POLICY own ON customer TO zhike_own USING (owner_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY store ON customer TO zhike_store USING (store_id = (SELECT current_setting('app.store', true)));
CREATE POLICY every ON customer TO zhike_all USING (true);
CREATE POLICY system ON customer TO zhike_system USING (true);

-- What hangs on a customer is seen by whoever sees the customer: her own policy applies inside the subquery.
DO $$
DECLARE child text;
BEGIN
  FOREACH child IN ARRAY ARRAY['customer_alias', 'consent', 'relation', 'customer_tag', 'fact', 'note', 'orders',
    'order_line', 'visit', 'touch', 'care_message', 'contact_reservation', 'complaint', 'survey', 'points_entry',
    'tier_change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO zhike_own, zhike_store, zhike_all', child);
    EXECUTE format('CREATE POLICY own ON %1$I TO zhike_own USING '
      '(EXISTS (SELECT 1 FROM customer WHERE customer.id = %1$I.customer_id))', child);
    EXECUTE format('CREATE POLICY store ON %1$I TO zhike_store USING '
      '(EXISTS (SELECT 1 FROM customer WHERE customer.id = %1$I.customer_id))', child);
    EXECUTE format('CREATE POLICY every ON %I TO zhike_all USING (true)', child);
    EXECUTE format('CREATE POLICY system ON %I TO zhike_system USING (true)', child);
  END LOOP;
END $$;

ALTER TABLE complaint_event ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON complaint_event TO zhike_own, zhike_store, zhike_all;
CREATE POLICY own ON complaint_event TO zhike_own
  USING (EXISTS (SELECT 1 FROM complaint WHERE complaint.id = complaint_event.complaint_id));
CREATE POLICY store ON complaint_event TO zhike_store
  USING (EXISTS (SELECT 1 FROM complaint WHERE complaint.id = complaint_event.complaint_id));
CREATE POLICY every ON complaint_event TO zhike_all USING (true);
CREATE POLICY system ON complaint_event TO zhike_system USING (true);

-- A follow-up about a customer is seen with the customer; one about nobody is seen by her who has to do it,
-- and by her manager.
ALTER TABLE follow_up ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON follow_up TO zhike_own, zhike_store, zhike_all;
CREATE POLICY own ON follow_up TO zhike_own USING (
  CASE WHEN customer_id IS NULL THEN staff_id = (SELECT current_setting('app.staff', true))
       ELSE EXISTS (SELECT 1 FROM customer WHERE customer.id = follow_up.customer_id) END);
CREATE POLICY store ON follow_up TO zhike_store USING (
  CASE WHEN customer_id IS NULL
       THEN EXISTS (SELECT 1 FROM staff WHERE staff.id = follow_up.staff_id
                      AND staff.store_id = (SELECT current_setting('app.store', true)))
       ELSE EXISTS (SELECT 1 FROM customer WHERE customer.id = follow_up.customer_id) END);
CREATE POLICY every ON follow_up TO zhike_all USING (true);
CREATE POLICY system ON follow_up TO zhike_system USING (true);

-- Talk belongs to the one who talks, whatever her scope: a manager does not read what others said to the bot.
-- Messages arrive through the system; a turn may mark its own message as done in its own transaction.
GRANT SELECT, UPDATE ON inbound TO zhike_own, zhike_store, zhike_all;
GRANT SELECT, INSERT, UPDATE, DELETE ON pending, turn_log TO zhike_own, zhike_store, zhike_all;
DO $$
DECLARE talk text;
BEGIN
  FOREACH talk IN ARRAY ARRAY['inbound', 'pending', 'turn_log'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', talk);
    EXECUTE format('CREATE POLICY mine ON %I TO zhike_own, zhike_store, zhike_all '
      'USING (staff_id = (SELECT current_setting(''app.staff'', true)))', talk);
    EXECUTE format('CREATE POLICY system ON %I TO zhike_system USING (true)', talk);
  END LOOP;
END $$;

-- Anybody may queue a card for anybody (a complaint goes to the manager) and read only what goes to herself.
-- Queue with createMany({ skipDuplicates }): create() reads the row back, which is refused for another's row.
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON delivery TO zhike_own, zhike_store, zhike_all;
CREATE POLICY queue ON delivery FOR INSERT TO zhike_own, zhike_store, zhike_all WITH CHECK (true);
CREATE POLICY mine_read ON delivery FOR SELECT TO zhike_own, zhike_store, zhike_all
  USING (staff_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY mine_change ON delivery FOR UPDATE TO zhike_own, zhike_store, zhike_all
  USING (staff_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY system ON delivery TO zhike_system USING (true);

-- The audit is written by all, in their own name, changed by none and read by head office.
-- Write with createMany: create() reads the row back.
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
REVOKE UPDATE, DELETE ON audit_entry FROM zhike_system;
GRANT INSERT ON audit_entry TO zhike_own, zhike_store, zhike_all;
GRANT SELECT ON audit_entry TO zhike_all;
CREATE POLICY own ON audit_entry FOR INSERT TO zhike_own
  WITH CHECK (actor_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY store ON audit_entry FOR INSERT TO zhike_store
  WITH CHECK (actor_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY every ON audit_entry FOR INSERT TO zhike_all
  WITH CHECK (actor_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY every_read ON audit_entry FOR SELECT TO zhike_all USING (true);
CREATE POLICY system ON audit_entry TO zhike_system USING (true);

-- Colleagues' names and shops are known to all; of herself a person may change her wish for a morning card.
ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON staff TO zhike_own, zhike_store;
GRANT UPDATE (nudges_off) ON staff TO zhike_own, zhike_store;
GRANT SELECT, INSERT, UPDATE, DELETE ON staff TO zhike_all;
CREATE POLICY known ON staff FOR SELECT TO zhike_own, zhike_store USING (true);
CREATE POLICY herself ON staff FOR UPDATE TO zhike_own, zhike_store
  USING (id = (SELECT current_setting('app.staff', true)));
CREATE POLICY every ON staff TO zhike_all USING (true);
CREATE POLICY system ON staff TO zhike_system USING (true);

-- Figures of a shop are read by its manager and by head office.
ALTER TABLE kpi_day ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON kpi_day TO zhike_store, zhike_all;
CREATE POLICY store ON kpi_day TO zhike_store USING (store_id = (SELECT current_setting('app.store', true)));
CREATE POLICY every ON kpi_day TO zhike_all USING (true);
CREATE POLICY system ON kpi_day TO zhike_system USING (true);

-- The house's own words and rules hold no customer; who may change them is a matter of role, decided in the code.
GRANT SELECT ON store, care_template, benefit, setting TO zhike_own, zhike_store, zhike_all;
GRANT INSERT, UPDATE ON care_template, benefit, setting TO zhike_store, zhike_all;
GRANT INSERT, UPDATE, DELETE ON store TO zhike_all;
GRANT SELECT, INSERT ON tag TO zhike_own, zhike_store;
GRANT SELECT, INSERT, UPDATE, DELETE ON tag TO zhike_all;
GRANT INSERT ON model_call TO zhike_own, zhike_store, zhike_all;
GRANT SELECT ON model_call TO zhike_all;
-- job_slot and channel_token are the system's alone.
