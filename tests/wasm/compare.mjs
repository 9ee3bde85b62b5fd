// Compares what the WebAssembly module and the native program answer, byte for byte. The module must import nothing.
//
//   node compare.mjs MODULE.wasm NATIVE DOCUMENT…

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const [modulePath, native, ...documents] = process.argv.slice(2);
const module = await WebAssembly.compile(readFileSync(modulePath));
const imports = WebAssembly.Module.imports(module);
if (imports.length > 0) {
  console.error("the module imports", imports.map((one) => `${one.module}.${one.name}`).join(", "));
  process.exit(1);
}
const { exports } = await WebAssembly.instantiate(module, {});

function answered(request) {
  const bytes = new TextEncoder().encode(request);
  const at = exports.request(bytes.length);
  new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
  const length = exports.answer();
  return Buffer.from(new Uint8Array(exports.memory.buffer, exports.answer_at(), length)).toString("utf8");
}

let different = 0;
let compared = 0;
for (const path of documents) {
  const document = readFileSync(path, "utf8");
  for (const wanted of ["evaluate", "robustness", "tipping", "balance", "doubt"]) {
    const request = `${wanted}\n${document}`;
    const expected = execFileSync(native, { input: request, maxBuffer: 1 << 28 }).toString("utf8");
    compared += 1;
    if (answered(request) !== expected) {
      different += 1;
      console.error(`${path}: ${wanted} differs`);
    }
  }
}
console.log(`wasm32: no imports; ${compared} answers compared with native, ${different} different`);
process.exit(different > 0 || compared === 0 ? 1 : 0);
