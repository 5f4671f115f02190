import { synthesizeEstate } from "../../../main";
import { findProgram } from "../../../tools/catalogue/program";
import { loadCatalogue } from "../../../tools/catalogue/load";
import { compareCreates, compareUpdates, type PlanComparison, type PlanPair } from "../../../tools/fidelity/plans";
import { planGroup, type PlanGroup } from "../../../tools/fidelity/plan-cases";
import { comparedProvider } from "../../../tools/fidelity/verdict-run";
import { startProvider } from "../../../tools/protocol/client";
import { findMirrors, mirrorVariable, versionsIn } from "../../../tools/terraform/mirror";
import { Seeds } from "../../../tools/twins/seeds";
import { createTwin } from "../../../tools/twins/twin";
import { createWorld } from "../../../tools/world/create-world";
import { notRunWithRealTerraform } from "../terraform-output";

const facts = loadCatalogue().find(({ provider }) => provider === comparedProvider.source);

/** The groups of the estate's stacks, with keys that are none: both providers get the same configuration. */
const groups = (): readonly PlanGroup[] => {
  if (facts === undefined) throw new Error("the catalogue has nothing of AWS");
  return [...synthesizeEstate().texts].map(([stack, text]) => {
    const group = planGroup(stack, text, "aws", facts);
    const offline = {
      access_key: "rehearsal",
      allowed_account_ids: null,
      secret_key: "rehearsal",
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
      skip_region_validation: true,
      skip_requesting_account_id: true,
    };
    return { ...group, provider: { ...group.provider, ...offline } };
  });
};

/** Runs against the real provider, where there is one. */
const withPair = async (compare: (pair: PlanPair) => Promise<PlanComparison>): Promise<PlanComparison | undefined> => {
  if (
    facts === undefined ||
    !versionsIn(findMirrors(process.env[mirrorVariable]), comparedProvider.source).includes(comparedProvider.version)
  ) {
    notRunWithRealTerraform(`the provider of AWS ${comparedProvider.version} can't be had`);
    return undefined;
  }
  const real = await startProvider(
    findProgram({ provider: "aws", version: comparedProvider.version, mirror: process.env[mirrorVariable] }).file,
  );
  try {
    const twin = createTwin({ facts, world: createWorld({ outside: "open" }), stack: "fidelity", seeds: new Seeds() });
    return await compare({ real, twin, resources: facts.resources });
  } finally {
    await real.close();
  }
};

const lines = ({ differences }: PlanComparison): readonly string[] => [
  ...new Set(
    differences.map(({ type, asked, path, real, twin }) => `${type}: ${asked}: ${path}: ${real} in the real plan, ${twin} in the twin's`),
  ),
];

test("every resource of the estate is planned by its twin as by the real provider: the same is known, and has the same value", async () => {
  const found = await withPair((pair) => compareCreates(pair, groups()));
  if (found === undefined) return;
  expect(found.plans).toBe([...groups()].reduce((sum, { cases }) => sum + cases.length, 0));
  expect(found.plans).toBeGreaterThan(2_500);
  expect(lines(found)).toEqual([]);
});

/** Where the two differ on a change. The list may only shrink. */
const known: readonly string[] = [
  // The provider compares a count that is not known with the number of addresses; replacing is the safe answer.
  "aws_nat_gateway: change of secondary_private_ip_address_count from nothing to unknown: replacement:  in the real plan, secondary_private_ip_address_count in the twin's",
];

test("so is a change of each of its arguments, with the same replacement", async () => {
  // A stack of each layer: those of other sites have the same resources.
  const layers = new Map(groups().map((group) => [group.stack.replace(/^.*-/, ""), group]));
  const found = await withPair((pair) => compareUpdates(pair, [...layers.values()]));
  if (found === undefined) return;
  expect(found.plans).toBeGreaterThan(500);
  expect(lines(found)).toEqual(known);
});
