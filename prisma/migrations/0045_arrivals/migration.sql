-- What has arrived is stored before it is acknowledged, many at once: one statement and one commit, without taking on a
-- role first. The function is all that zhike_nobody may do; it writes new rows of the inbox and shows nothing.
-- Answers how many were new: a key that is there already is a repeated delivery.
CREATE FUNCTION keep_arrivals(arrivals json) RETURNS int LANGUAGE sql SECURITY DEFINER
  SET search_path = public, pg_temp AS
$$ WITH kept AS (
     INSERT INTO inbound (id, key, staff_id, kind, message, received_at, state)
     SELECT gen_random_uuid()::text, key, staff_id, kind, message, received_at, state
     FROM json_to_recordset(arrivals)
       AS r (key text, staff_id text, kind text, message jsonb, received_at timestamptz, state inbound_state)
     ON CONFLICT (key) DO NOTHING RETURNING 1)
   SELECT count(*)::int FROM kept $$;
REVOKE ALL ON FUNCTION keep_arrivals(json) FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO zhike_nobody;
GRANT EXECUTE ON FUNCTION keep_arrivals(json) TO zhike_nobody;
