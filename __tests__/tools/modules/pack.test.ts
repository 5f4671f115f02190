import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { packInto } from "../../../tools/modules/pack";
import { fingerprint, freshFolder } from "../../support/folders";
import { codesOf } from "../../support/stack";

const packed = (name: string, version: string, text = `${name} ${version}`) => ({ name, version, archive: Buffer.from(text) });
const newRegistry = (): string => join(freshFolder(), "below", "registry");
const versionsIn = (folder: string): unknown =>
  JSON.parse(readFileSync(join(folder, "v1/modules/meetbarter/key/aws/versions"), "utf8")) as unknown;

/** A registry with two versions of a module, and what stands in it. */
const standing = () => {
  const folder = newRegistry();
  packInto(folder, [packed("aws-key", "0.1.0")]);
  packInto(folder, [packed("aws-key", "0.2.0")]);
  return { folder, before: fingerprint(folder) };
};

describe("packing into a registry", () => {
  test("keeps what stands there, and counts what is new", () => {
    const folder = newRegistry();
    expect(packInto(folder, [packed("aws-key", "0.1.0"), packed("aws-key-2", "0.1.0")])).toEqual({
      added: ["aws-key-0.1.0.tar.gz", "aws-key-2-0.1.0.tar.gz"],
      versions: 2,
      modules: 2,
    });
    expect(packInto(folder, [packed("aws-key", "0.2.0")])).toEqual({ added: ["aws-key-0.2.0.tar.gz"], versions: 3, modules: 2 });
    expect(packInto(folder, [packed("aws-key", "0.1.0")])).toEqual({ added: [], versions: 3, modules: 2 });
    expect(versionsIn(folder)).toEqual({ modules: [{ versions: [{ version: "0.1.0" }, { version: "0.2.0" }] }] });
    expect(readFileSync(join(folder, "archives/aws-key-2-0.1.0.tar.gz"), "utf8")).toBe("aws-key-2 0.1.0");
  });

  const all = ["0.9.0", "0.10.0-rc.2", "0.10.0-rc.10", "0.10.0", "1.0.0"].map((version) => packed("aws-key", version));
  const whole = newRegistry();

  test("gives the same files whatever the order in which versions came", () => {
    packInto(whole, all);
    expect(versionsIn(whole)).toEqual({ modules: [{ versions: all.map(({ version }) => ({ version })) }] });
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), fc.integer({ min: 1, max: all.length }), (order, first) => {
        const folder = newRegistry();
        packInto(folder, order.slice(0, first));
        for (const one of order.slice(first)) packInto(folder, [one]);
        expect(fingerprint(folder)).toEqual(fingerprint(whole));
      }),
      { numRuns: 15 },
    );
  });

  test.each(["1.0", "01.0.0", "1.0.0+build", "latest", "1.0.0-", "../1.0.0"])("refuses the version %s, and writes nothing", (version) => {
    const folder = freshFolder();
    expect(codesOf(() => packInto(folder, [packed("aws-key", version)]))).toEqual(["BadFormat"]);
    expect(fingerprint(folder)).toEqual({});
  });
});

describe("a published version", () => {
  test("never changes: another content is one error for each, and nothing is written", () => {
    const { folder, before } = standing();
    const pack = () =>
      packInto(folder, [packed("aws-key", "0.1.0", "other"), packed("aws-key", "0.2.0", "other"), packed("aws-new", "0.2.0")]);
    expect(codesOf(pack)).toEqual(["VersionTaken"]);
    expect(pack).toThrow(/^aws-key 0\.1\.0: .*instead of.*raise the version in package\.json.*\naws-key 0\.2\.0: /);
    expect(fingerprint(folder)).toEqual(before);
  });

  test.each([
    ["changed", (archives: string) => appendFileSync(join(archives, "aws-key-0.1.0.tar.gz"), "!")],
    ["lost", (archives: string) => rmSync(join(archives, "aws-key-0.1.0.tar.gz"))],
  ])("whose archive was %s is told, and nothing is written over it", (_, damage) => {
    const { folder } = standing();
    damage(join(folder, "archives"));
    const damaged = fingerprint(folder);
    expect(codesOf(() => packInto(folder, [packed("aws-key", "0.3.0")]))).toEqual(["VersionTaken"]);
    expect(fingerprint(folder)).toEqual(damaged);
  });

  test("has its other files written anew where they were changed", () => {
    const { folder, before } = standing();
    writeFileSync(join(folder, "v1/modules/meetbarter/key/aws/0.1.0/module.tar.gz"), "other");
    rmSync(join(folder, "v1/modules/meetbarter/key/aws/versions"));
    packInto(folder, [packed("aws-key", "0.2.0")]);
    expect(fingerprint(folder)).toEqual(before);
  });
});

test("two runs at once don't write to one registry", () => {
  const { folder } = standing();
  mkdirSync(join(folder, ".staging"));
  writeFileSync(join(folder, ".staging", `lock-${String(process.ppid)}`), "");
  const before = fingerprint(folder);
  expect(codesOf(() => packInto(folder, [packed("aws-key", "0.3.0")]))).toEqual(["OutputBusy"]);
  expect(fingerprint(folder)).toEqual(before);
});

describe("a folder that is no registry", () => {
  test.each([
    ["holds something else", (folder: string) => writeFileSync(join(folder, "notes.txt"), "mine"), freshFolder],
    ["lost its list", (folder: string) => rmSync(join(folder, "archives/SHA256SUMS")), () => standing().folder],
    ["has another list", (folder: string) => appendFileSync(join(folder, "archives/SHA256SUMS"), "text\n"), () => standing().folder],
    ["has an archive of others", (folder: string) => writeFileSync(join(folder, "archives/a.tar.gz"), "mine"), () => standing().folder],
  ])("is left alone: it %s", (_, change, make) => {
    const folder = make();
    change(folder);
    const before = fingerprint(folder);
    expect(codesOf(() => packInto(folder, [packed("aws-key", "0.3.0")]))).toEqual(["OutputNotOurs"]);
    expect(fingerprint(folder)).toEqual(before);
  });
});
