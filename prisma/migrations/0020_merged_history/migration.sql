-- Who went from one group to another moves with her when two records are made one.
GRANT UPDATE, DELETE ON "segment_move" TO zhike_own, zhike_store;
