-- A benefit entered by mistake is taken back within the hour; who may enter one is decided in the code.
GRANT DELETE ON benefit TO zhike_store, zhike_all;
