import { estate } from "../../environments";
import { contract, textField } from "../../modules/core/contracts";
import { awsLayers } from "../../regions/aws";
import { inOrder, planEstate } from "../../regions/estate";
import type { LayerBuilder, StackPlan } from "../../regions/place";
import { has, layerTable, phaseOf, phaseTable } from "../../regions/tables";
import { codesOf } from "../support/stack";

/** Puts another builder in a layer's place while `work` runs. */
const withLayer = (layer: string, builder: LayerBuilder, work: () => void): void => {
  const layers = awsLayers as Record<string, LayerBuilder>;
  const before = layers[layer];
  if (before === undefined) throw new Error(layer);
  layers[layer] = builder;
  try {
    work();
  } finally {
    layers[layer] = before;
  }
};

const plans = planEstate(estate);
const named = (name: string): StackPlan => {
  const found = plans.find(({ identity }) => identity.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe("the plan of stacks", () => {
  test("refuses two stacks of one name; DuplicateStack", () => {
    const [first] = estate.environments;
    if (first === undefined) throw new Error("no environment");
    expect(codesOf(() => planEstate({ ...estate, environments: [first, first] }))).toEqual(["DuplicateStack"]);
  });

  test("refuses a read of what is not offered; ContractBroken", () => {
    const wrong = contract("keys", { nowhere: textField("a field that keys does not offer", "x") });
    const network = awsLayers["network"] as LayerBuilder;
    withLayer("network", { ...network, reads: [wrong] }, () => expect(codesOf(() => planEstate(estate))).toEqual(["ContractBroken"]));
  });

  test("refuses a dependency on what is not there, and a circle; UnknownDependency, DependencyCircle", () => {
    const keys = named("dev-eu-aws-eu-central-1-keys");
    const network = named("dev-eu-aws-eu-central-1-network");
    expect(codesOf(() => inOrder([network]))).toEqual(["UnknownDependency"]);
    expect(codesOf(() => inOrder([{ ...keys, dependsOn: [network.identity.name] }, network]))).toEqual(["DependencyCircle"]);
  });

  test("puts an account's state into the bucket of its oldest site, so that a new site moves no state", () => {
    expect(named("production-eu-aws-global-account").backend).toMatchObject({ region: "eu-central-1" });
    const [first, ...rest] = estate.environments;
    if (first === undefined) throw new Error("no environment");
    const { eu } = first.jurisdictions;
    if (eu === undefined) throw new Error("no jurisdiction");
    const sites = eu.sites;
    const more = { ...sites, "aws-eu-north-9": { role: "hot-standby", since: "growth", addressBlock: 250 } } as const;
    const grown = {
      ...first,
      jurisdictions: { eu: { ...eu, sites: more } },
    };
    const account = planEstate({ ...estate, environments: [grown, ...rest] }).find(
      ({ identity }) => identity.name === "dev-eu-aws-global-account",
    );
    expect(account?.backend).toEqual(named("dev-eu-aws-global-account").backend);
  });
});

describe("the tables", () => {
  test("name each layer once a purpose, and only layers that exist in 'after'", () => {
    const rows = layerTable.map(({ layer, purpose }) => `${layer} ${purpose}`);
    expect(new Set(rows).size).toBe(rows.length);
    const layers = layerTable.map(({ layer }) => layer);
    expect(layerTable.flatMap(({ after }) => after).filter((layer) => !layers.includes(layer))).toEqual([]);
  });

  test("put each layer after those that it waits for", () => {
    const seen = new Set<string>();
    for (const { layer, after } of layerTable) {
      expect({ layer, early: after.filter((one) => !seen.has(one)) }).toEqual({ layer, early: [] });
      seen.add(layer);
    }
  });

  test("put the purpose in front of a layer's word, except where the layer is about it", () => {
    for (const { layer, purpose } of layerTable.filter((row) => row.purpose === "vault" || row.purpose === "backup")) {
      expect(layer === "backup" || layer.startsWith(`${purpose}-`)).toBe(true);
    }
  });

  test("give each role the layers of docs/architecture.md", () => {
    const layersOf = (role: string): string[] =>
      layerTable.filter(({ roles }) => roles.some((one) => one === role)).map(({ layer }) => layer);
    expect(layersOf("secondary")).toEqual([
      "state",
      "account",
      "keys",
      "network",
      "data",
      "cluster",
      "gateway",
      "platform",
      "observability",
    ]);
    expect(layersOf("backup")).toEqual(["backup-state", "backup-account", "backup-keys", "backup"]);
    expect(layersOf("primary")).toEqual(layersOf("hot-standby"));
    expect(layersOf("primary")).toEqual([
      "state",
      "account",
      "baseline",
      "keys",
      "network",
      "data",
      "events",
      "cluster",
      "gateway",
      "platform",
      "web",
      "observability",
      "backup",
      "vault-state",
      "vault-account",
      "vault-keys",
      "vault-network",
      "vault-data",
      "vault-cluster",
      "vault-platform",
    ]);
  });

  test("add capabilities and take none away", () => {
    expect(has("foundation", "nat", "single")).toBe(true);
    expect(has("foundation", "nat", "per-availability-zone")).toBe(false);
    expect(has("enterprise", "nat", "per-availability-zone")).toBe(true);
    expect(phaseOf("roles", "hot-standby")).toBe("growth");
    expect(phaseOf("vault", "hsm")).toBe("enterprise");
    for (const row of Object.values(phaseTable)) {
      const words = [...row.foundation, ...row.growth, ...row.enterprise];
      expect(new Set(words).size).toBe(words.length);
    }
  });
});
