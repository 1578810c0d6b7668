-- A reminder about nobody is seen by her who has to do it and by her who asked for it: given to a colleague, it can be
-- taken back, and without this nobody could give it away at all (the row as changed must be one its writer sees).
ALTER POLICY own ON follow_up USING (
  CASE WHEN customer_id IS NULL
       THEN (SELECT current_setting('app.staff', true)) IN (staff_id, created_by_id)
       ELSE EXISTS (SELECT 1 FROM customer WHERE customer.id = follow_up.customer_id) END);
