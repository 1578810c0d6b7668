// How V8 compiles the engines, which are WebAssembly.
import { setFlagsFromString } from "node:v8";

/**
 * V8 soon compiles whatever ran a little a second time: at each start that took two seconds of processor time and 50 MB,
 * and made hardly any query faster. Thirty times the budget leaves it what is hot. To be called before an engine is made.
 */
export function compileWhatIsHotOnly(): void {
  setFlagsFromString("--wasm-tiering-budget=60000000");
}
