import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { synthesizeEstate, writeEstate } from "../../../main";
import { rootModuleWriter } from "../../../tools/hcl/root-modules";
import { readManifest } from "../../../regions/output";
import { freshFolder } from "../../support/folders";

const dev = synthesizeEstate({ environments: ["dev"], globs: ["dev-eu-aws-*-state", "dev-eu-aws-*-keys"] });
const asHcl = rootModuleWriter();
const files = ["main.tf", "outputs.tf", "providers.tf", "terraform.tf", "variables.tf"];

describe("root modules in HCL", () => {
  test("each stack is a folder of five files, each block in the file that the style guide names", () => {
    const folder = join(freshFolder(), "out");
    const written = writeEstate(folder, dev, { asHcl });
    expect(written.written).toHaveLength(2 * files.length + 2);
    const state = join(folder, "stacks/dev-eu-aws-eu-central-1-state");
    expect(readdirSync(state).sort()).toEqual(files);
    const kindsIn = (file: string) => [
      ...new Set([...readFileSync(join(state, file), "utf8").matchAll(/^([a-z]+) /gm)].map(([, kind]) => kind)),
    ];
    expect(files.map(kindsIn)).toEqual([["resource"], ["output"], ["provider"], ["terraform"], []]);
    expect(readManifest(folder).form).toBe("hcl");
    expect(writeEstate(folder, dev, { asHcl })).toMatchObject({ written: [], unchanged: 2 * files.length + 2 });
  });

  test("a stack that is gone takes its files with it, and a state stays", () => {
    const folder = join(freshFolder(), "out");
    writeEstate(folder, dev, { asHcl });
    writeFileSync(join(folder, "stacks/dev-eu-aws-eu-central-1-keys/terraform.tfstate"), "{}");
    const gone = { ...dev, texts: new Map(), stacks: [] };
    expect(writeEstate(folder, gone, { asHcl })).toMatchObject({
      removed: ["stacks/dev-eu-aws-eu-central-1-state"],
      kept: ["stacks/dev-eu-aws-eu-central-1-keys"],
    });
    expect(readdirSync(join(folder, "stacks/dev-eu-aws-eu-central-1-keys"))).toEqual(["terraform.tfstate"]);
  });

  test("a folder holds stacks in one form: the other one is refused, and nothing is changed", () => {
    const folder = join(freshFolder(), "out");
    writeEstate(folder, dev);
    expect(() => writeEstate(folder, dev, { asHcl })).toThrow(/\[OutputNotOurs\] a folder must hold its stacks in one form.*--out/);
    expect(existsSync(join(folder, "stacks/dev-eu-aws-eu-central-1-state/main.tf"))).toBe(false);
    const other = join(freshFolder(), "out");
    writeEstate(other, dev, { asHcl });
    expect(() => writeEstate(other, dev)).toThrow(/these are in HCL/);
  });
});
