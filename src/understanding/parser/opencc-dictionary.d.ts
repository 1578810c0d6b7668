// The dictionary files of opencc-js carry no types of their own.
declare module "opencc-js/dict/TSCharacters" {
  /** "traditional simplified" pairs, separated by "|". */
  const pairs: string;
  export default pairs;
}
