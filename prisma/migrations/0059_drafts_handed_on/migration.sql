-- Whoever presses a button on the card of a draft that is a colleague's by now may know of whom it is and who has it:
-- the customer is out of her sight, but the card with her name is in her chat.
CREATE FUNCTION draft_handed_on(draft text) RETURNS TABLE (customer text, staff text) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS
$$ SELECT c.name, s.name FROM care_message m JOIN customer c ON c.id = m.customer_id JOIN staff s ON s.id = m.staff_id
   WHERE m.id = draft AND m.staff_id <> current_setting('app.staff', true)
     AND EXISTS (SELECT 1 FROM delivery d WHERE d.staff_id = current_setting('app.staff', true)
       AND starts_with(d.reply->'card'->>'id', 'care-' || draft || '-')) $$;
REVOKE ALL ON FUNCTION draft_handed_on(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION draft_handed_on(text) TO zhike_own, zhike_store, zhike_all;
