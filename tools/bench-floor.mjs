// The least that a program in node can do for the output: read every file of one folder and write the same bytes to
// another. `node tools/bench-floor.mjs FROM TO`
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [from, to] = process.argv.slice(2);
for (const path of readdirSync(from, { recursive: true })) {
  if (!path.endsWith(".json")) continue;
  mkdirSync(dirname(join(to, path)), { recursive: true });
  writeFileSync(join(to, path), readFileSync(join(from, path)));
}
