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
import known from "./known-differences.json";

// known-differences.json: where the two are known to differ. The list may only shrink.
const facts = loadCatalogue().find(({ provider }) => provider === comparedProvider.source);

/** The groups of the estate's stacks, with keys that are none: both providers get the same configuration. */
const groupsOfEstate = (): readonly PlanGroup[] => {
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

let made: readonly PlanGroup[] | undefined;

/** The groups, made once: nobody changes them. */
const groups = (): readonly PlanGroup[] => (made ??= groupsOfEstate());

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

/** Every difference there is has to be in the list, and every line of the list has to be a difference still. */
const shown = (found: PlanComparison, listed: readonly string[]): void => {
  const said = lines(found);
  process.stderr.write(
    `plans: ${String(found.plans)} compared; ${String(said.length)} kinds of differences, all listed in known-differences.json\n`,
  );
  expect([...said].sort()).toEqual([...listed].sort());
};

/** The same difference is the same at every site. */
const withoutNames = (line: string): string =>
  line.replace(/(?:eu|mena)-aws-[a-z0-9-]+\.origin\.meetbarter[a-z-]*\.example/g, "HOST").replace(/\b(?:x-)?[0-9a-f]{17}\b/g, "ID");

const lines = ({ differences }: PlanComparison): readonly string[] => [
  ...new Set(
    differences.map(({ type, asked, path, real, twin }) =>
      withoutNames(`${type}: ${asked}: ${path}: ${real} in the real plan, ${twin} in the twin's`),
    ),
  ),
];

test("every resource of the estate is planned by its twin as by the real provider: the same is known, and has the same value", async () => {
  const found = await withPair((pair) => compareCreates(pair, groups()));
  if (found === undefined) return;
  expect(found.plans).toBe([...groups()].reduce((sum, { cases }) => sum + cases.length, 0));
  expect(found.plans).toBeGreaterThan(2_500);
  shown(found, known.creates);
});

test("so is a change of each of its arguments, with the same replacement", async () => {
  // A stack of each layer: those of other sites have the same resources.
  const layers = new Map(groups().map((group) => [group.stack.replace(/^.*-/, ""), group]));
  const found = await withPair((pair) => compareUpdates(pair, [...layers.values()]));
  if (found === undefined) return;
  expect(found.plans).toBeGreaterThan(500);
  shown(found, known.changes);
});
