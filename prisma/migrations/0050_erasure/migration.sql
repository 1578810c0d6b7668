-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "erased_person" (
    "hash" TEXT NOT NULL,
    "erasure_id" TEXT NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erased_person_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "erased_person_erasure_id_idx" ON "erased_person"("erasure_id");

-- Comments
COMMENT ON TABLE "erased_person" IS 'Somebody who asked to be forgotten, by keyed hashes of her numbers and name: import and sync do not bring her back.';

-- Whoever enters a customer must learn that she asked to be forgotten; who lifts that is whoever she told otherwise.
-- The hashes tell nobody anything. Only the function below adds to them.
ALTER TABLE "erased_person" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, DELETE ON "erased_person" TO zhike_own, zhike_store, zhike_all;
GRANT SELECT, INSERT, UPDATE, DELETE ON "erased_person" TO zhike_system;
CREATE POLICY known ON "erased_person" TO zhike_own, zhike_store, zhike_all USING (true);
CREATE POLICY system ON "erased_person" TO zhike_system USING (true);

CREATE FUNCTION mentions(said text, words text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT EXISTS (SELECT 1 FROM unnest(words) w WHERE strpos(said, w) > 0) $$;

-- A text without these words.
CREATE FUNCTION without_words(said text, words text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
$$
DECLARE word text;
BEGIN
  FOREACH word IN ARRAY words LOOP said := replace(said, word, '（已删除）'); END LOOP;
  RETURN said;
END
$$;

-- Erases a customer: her record and all that hangs on it go, her orders and visits stay under a record of nobody, and
-- what was said of her in anybody's talk is blotted out. It reads and changes what no person may see (the talk of
-- others), so it runs as the owner of the tables and looks itself whether the one who asks may: a manager for her own
-- shop, head office for all. Tables are found in the catalogue, so that one made tomorrow is not forgotten.
--   stand_in  id of the record of nobody
--   names     what she is called in full: blotted out everywhere, unless another has the name as well
--   numbers   her phone and her id on the platform: blotted out everywhere
--   hashes    by which she is known not to be brought back
--   said_in   the message that asks
-- Answers how many rows went; null when she is not there or not theirs.
CREATE FUNCTION erase_customer(erased text, stand_in text, names text[], numbers text[], hashes text[], said_in text,
  erased_on timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  shop text;
  keeper text;
  born timestamptz;
  words text[];
  marks text[];
  turns text[];
  messages text[];
  held text;
  count int;
  total int := 0;
  nothing_shown CONSTANT jsonb := '{"customers":[],"focus":null,"followUps":[],"careMessages":[],"find":null,"offset":0,"rest":null}';
BEGIN
  SELECT store_id, owner_id, created_at INTO shop, keeper, born FROM customer WHERE id = erased AND erased_at IS NULL FOR UPDATE;
  IF NOT FOUND OR NOT (current_setting('role') = 'zhike_all'
    OR (current_setting('role') = 'zhike_store' AND shop = current_setting('app.store', true))) THEN RETURN NULL; END IF;

  -- Whose name is a part of another's cannot be blotted out everywhere without spoiling the other's records.
  words := ARRAY(SELECT w FROM unnest(numbers) w WHERE length(w) >= 6) || ARRAY(SELECT w FROM unnest(names) w WHERE NOT (
    EXISTS (SELECT 1 FROM customer c WHERE c.id <> erased AND strpos(c.name, w) > 0)
    OR EXISTS (SELECT 1 FROM customer_alias a WHERE a.customer_id <> erased AND strpos(a.alias, w) > 0)
    OR EXISTS (SELECT 1 FROM staff s WHERE strpos(s.name, w) > 0)));

  -- Her id as it stands in JSON: by itself, at the end of #id:… or of a button's key, in the middle of either.
  marks := ARRAY['"' || erased || '"', ':' || erased || '"', ':' || erased || ':', ':' || erased || '、'];

  -- The books: what was sold stays with who sold it, who came stays counted.
  INSERT INTO customer (id, store_id, name, created_at, updated_at, erased_at)
    VALUES (stand_in, shop, '已删除的客户', born, erased_on, erased_on);
  UPDATE orders SET customer_id = stand_in, staff_id = COALESCE(staff_id, keeper), source_key = NULL, source_message_id = NULL
    WHERE customer_id = erased;
  UPDATE order_line SET customer_id = stand_in WHERE customer_id = erased;
  UPDATE visit SET customer_id = stand_in, purpose = NULL, source_key = NULL, source_message_id = NULL WHERE customer_id = erased;

  -- Talk about her, whoever had it: turns that name her or had her on show, the messages they answered, what was sent.
  SELECT COALESCE(array_agg(t.id), '{}'), COALESCE(array_agg(t.inbound_id) FILTER (WHERE t.inbound_id IS NOT NULL), '{}')
    INTO turns, messages FROM turn_log t
    WHERE mentions(concat_ws(' ', t.text || '"', t.shown::text, t.plans::text, t.outcomes::text, t.undo::text), marks)
      OR mentions(concat_ws(' ', t.text, t.reply, t.plans::text, t.leftover::text, t.outcomes::text, t.undo::text), words);
  messages := messages || said_in;
  UPDATE turn_log t SET text = '（已删除）', reply = '（已删除）', plans = '[]', leftover = '[]', outcomes = '[]', shown = nothing_shown,
      undo = CASE WHEN mentions(t.undo::text, marks || words) THEN '[]' ELSE t.undo END
    WHERE t.id = ANY(turns);
  -- What has not been answered yet is left to be answered.
  UPDATE inbound i SET message = jsonb_strip_nulls(jsonb_build_object('id', i.message->'id', 'at', i.message->'at', 'from',
      i.message->'from', 'kind', i.message->'kind', 'text', CASE WHEN i.message ? 'text' THEN '（已删除）' END,
      'externalId', CASE WHEN i.message ? 'externalId' THEN '' END))
    WHERE (i.state IN ('done', 'failed', 'set_aside') OR i.id = said_in)
      AND (i.id = ANY(messages) OR mentions(i.message::text, marks || words));
  UPDATE delivery d SET reply = '{"kind":"text","text":"（已删除）"}',
      state = CASE WHEN d.state = 'waiting' THEN 'dead' ELSE d.state END
    WHERE d.care_message_id IN (SELECT id FROM care_message WHERE customer_id = erased) OR (d.state IN ('sent', 'dead')
      AND (d.inbound_id = ANY(messages) OR mentions(d.reply::text, marks || words)));
  DELETE FROM pending p WHERE mentions(p.question::text, marks || words);

  -- What hangs on her, and she herself.
  UPDATE customer SET referrer_id = NULL WHERE referrer_id = erased;
  FOR held IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'customer_id'
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
      AND c.relname NOT IN ('orders', 'order_line', 'visit', 'audit_entry') ORDER BY c.relname
  LOOP
    EXECUTE format('DELETE FROM %I WHERE customer_id = $1', held) USING erased;
    GET DIAGNOSTICS count = ROW_COUNT;
    total := total + count;
  END LOOP;
  DELETE FROM customer_merge WHERE gone_id = erased;
  DELETE FROM customer WHERE id = erased;

  -- Her name in what was written about others, in campaigns, in reports. Records of people and shops keep their names.
  FOR held IN
    SELECT format('UPDATE %I SET %s WHERE mentions(concat_ws('' '', %s), $1)', c.relname,
      string_agg(format('%1$I = without_words(%1$I::text, $1)::%2$s', a.attname, format_type(a.atttypid, a.atttypmod)), ', '),
      string_agg(format('%I::text', a.attname), ', '))
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname !~ '^_'
      AND c.relname NOT IN ('customer', 'customer_alias', 'staff', 'store', 'tag', 'channel_token', 'erased_person', 'inbound')
      AND a.atttypid IN ('text'::regtype, 'text[]'::regtype, 'json'::regtype, 'jsonb'::regtype)
      AND a.attname !~ '(^|_)(id|ids|key|hash)$'
    GROUP BY c.relname ORDER BY c.relname
  LOOP
    EXECUTE held USING words;
  END LOOP;

  INSERT INTO erased_person (hash, erasure_id, erased_at) SELECT DISTINCT h, stand_in, erased_on FROM unnest(hashes) h
    ON CONFLICT (hash) DO UPDATE SET erasure_id = excluded.erasure_id, erased_at = excluded.erased_at;
  RETURN total;
END
$$;
REVOKE ALL ON FUNCTION erase_customer(text, text, text[], text[], text[], text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_customer(text, text, text[], text[], text[], text, timestamptz) TO zhike_store, zhike_all;
