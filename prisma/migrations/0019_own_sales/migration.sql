-- What an associate sold is hers to read, whoever the customer belongs to today: without it her own figure would differ
-- from the one her manager reads under her name. Only reading; the customer herself stays hidden.
CREATE POLICY sold ON orders FOR SELECT TO zhike_own USING (staff_id = (SELECT current_setting('app.staff', true)));
CREATE POLICY sold ON order_line FOR SELECT TO zhike_own USING (
  EXISTS (SELECT 1 FROM orders WHERE orders.id = order_line.order_id
            AND orders.staff_id = (SELECT current_setting('app.staff', true))));
