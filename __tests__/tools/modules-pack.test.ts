import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runVerb, showsTrace } from "../support/command";
import { fingerprint, freshFolder } from "../support/folders";
import { publishedModules } from "../support/modules";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly version: string };

describe("npm run modules:pack", () => {
  const folder = join(freshFolder(), "registry");

  test("packs every published module, the same bytes each time", () => {
    const first = runVerb("modules-pack", ["--out", folder]);
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: "" });
    const count = String(publishedModules().length);
    expect(first.out).toContain(`${folder}: ${count} archives added; ${count} versions of ${count} modules\n`);
    const { modules } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as { modules: { name: string; versions: object[] }[] };
    expect(modules.map(({ name }) => name)).toEqual(publishedModules().map(({ name }) => name));
    for (const { versions } of modules) expect(versions).toMatchObject([{ version }]);

    const elsewhere = join(freshFolder(), "registry");
    runVerb("modules-pack", ["--out", elsewhere], { TZ: "Asia/Dubai", LANG: "C" });
    expect(fingerprint(elsewhere)).toEqual(fingerprint(folder));
    expect(runVerb("modules-pack", ["--out", folder]).out).toContain(": 0 archives added;");
    expect(fingerprint(elsewhere)).toEqual(fingerprint(folder));
  });

  test.each([[["--folder", "x"]], [["stray"]]])("%p is one clear error", (args) => {
    const { code, err } = runVerb("modules-pack", [...args, "--out", join(folder, "never")]);
    expect({ code, told: err.includes("[UnknownOption]"), trace: showsTrace(err) }).toEqual({ code: 1, told: true, trace: false });
    expect(existsSync(join(folder, "never"))).toBe(false);
  });
});
