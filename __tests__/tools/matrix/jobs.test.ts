import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { synthesizeEstate } from "../../../main";
import { manifestVersion, type Manifest, type ManifestStack } from "../../../regions/manifest";
import { planJobs } from "../../../tools/matrix/jobs";
import { runVerb, showsTrace } from "../../support/command";
import { freshFolder } from "../../support/folders";

const { organization, stacks } = synthesizeEstate({ environments: ["dev"] });
const manifest: Manifest = { version: manifestVersion, organization, stacks, residencyExceptions: [] };
const stackNamed = (name: string): ManifestStack => {
  const found = stacks.find((stack) => stack.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const network = stackNamed("dev-eu-aws-eu-central-1-network");
const withStacks = (...some: readonly ManifestStack[]): Manifest => ({ ...manifest, stacks: some });

describe("the jobs that plan", () => {
  test("are never none", () => {
    expect(() => planJobs(withStacks())).toThrow(/^estate\.json: \[UnknownStack\].*npm run synth/);
  });

  test("take no state of this machine", () => {
    const local = { ...network, backend: { kind: "local", path: "x.tfstate" } } as const;
    expect(() => planJobs(withStacks(local))).toThrow(/^dev-eu-aws-eu-central-1-network: \[CannotPlan\].*local state/);
  });

  test("sign in to known providers alone, and say all that are wrong", () => {
    const vault = { source: "hashicorp/vault", version: "5.0.0" };
    const wrong = (name: string): ManifestStack => ({ ...network, name, providers: { ...network.providers, vault } });
    expect(() => planJobs(withStacks(wrong("one"), wrong("two")))).toThrow(
      /one: \[CannotPlan\].*hashicorp\/vault[\s\S]*two: \[CannotPlan\].*hashicorp\/vault/,
    );
  });

  test("are of a kind that the workflow has", () => {
    const mixed = { ...network, providers: { ...network.providers, google: { source: "hashicorp/google", version: "6.50.0" } } };
    expect(() => planJobs(withStacks(mixed))).toThrow(/\[CannotPlan\].*aws-google.*plan\.yml/);
  });

  test("need the stack that says where Cloudflare's token lies, and the one that says who comes to a cluster", () => {
    expect(() => planJobs(withStacks(stackNamed("dev-eu-aws-eu-central-1-gateway")))).toThrow(/-gateway: \[UnknownStack\].*edge/);
    expect(() => planJobs(withStacks(stackNamed("dev-eu-aws-eu-central-1-platform")))).toThrow(/-platform: \[UnknownStack\].*cluster/);
  });

  test("run anywhere where the cluster has no runner of its own", () => {
    const { aws_codebuild_project: _, ...resources } = stackNamed("dev-eu-aws-eu-central-1-cluster").resources;
    const open = { ...stackNamed("dev-eu-aws-eu-central-1-cluster"), resources };
    expect(planJobs(withStacks(open, stackNamed("dev-eu-aws-eu-central-1-platform")))["aws-cluster"]).toMatchObject([{ runner: "" }]);
  });

  test("are no more than GitHub takes", () => {
    const many = Array.from({ length: 257 }, (_, index) => ({ ...network, name: `stack-${String(index)}` }));
    expect(() => planJobs(withStacks(...many))).toThrow(/jobs of kind aws: \[CannotPlan\].*256.*257/);
    expect(planJobs(withStacks(...many.slice(1))).aws).toHaveLength(256);
  });
});

describe("node tools/run.mjs matrix", () => {
  test("without a manifest, and with one of another form, prints one problem and no matrix", () => {
    const folder = freshFolder();
    for (const text of [undefined, "{", JSON.stringify({ ...manifest, version: 1 })]) {
      if (text !== undefined) writeFileSync(join(folder, "estate.json"), text);
      const { code, out, err } = runVerb("matrix", ["--out", folder]);
      expect({ code, out }).toEqual({ code: 1, out: "" });
      expect(err).toContain("[UnknownStack]");
      expect(showsTrace(err)).toBe(false);
    }
  });

  test("with an option that does not exist says which does", () => {
    const { code, out, err } = runVerb("matrix", ["--ouut", "x"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/\[UnknownOption\].*--out/);
  });
});
