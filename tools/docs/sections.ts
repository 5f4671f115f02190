import { estate } from "../../environments";
import { synthesizeEstate } from "../../main";
import { addressCount, addressPlan, parseCidr } from "../../modules/core/addressing";
import { peers, type Flow, type Peer } from "../../modules/core/flows";
import { problemCodes } from "../../modules/core/problem-codes";
import { global, hasReached, origins, phases, zones } from "../../modules/core/words";
import { awsLayers } from "../../regions/aws";
import { cloudflareLayers } from "../../regions/cloudflare";
import { googleLayers } from "../../regions/google";
import { estateFlows } from "../../regions/flows";
import type { ManifestStack } from "../../regions/manifest";
import { layerTable, phaseTable, type LayerRow } from "../../regions/tables";
import { layerCounts, resourceCount } from "../layer-counts";
import { markdownTable } from "./markdown";

const code = (text: string): string => `\`${text}\``;

const resourcesOf = (stacks: readonly ManifestStack[]): string => String(stacks.reduce((sum, stack) => sum + resourceCount(stack), 0));

let known: readonly ManifestStack[] | undefined;

/** The stacks of the estate, synthesized once however many sections tell of them. */
const estateStacks = (): readonly ManifestStack[] => (known ??= synthesizeEstate().stacks);

/** The environments, with what a synthesis makes of each. */
const environmentTable = (): string => {
  const stacks = estateStacks();
  const rows = estate.environments.flatMap(({ name, phase, jurisdictions, edge }) => {
    const ofEdge = stacks.filter((stack) => stack.environment === name && stack.origin === global);
    const edgeRow = [name, phase, "", `the edge; its states in ${code(edge.state.region)}`, String(ofEdge.length), resourcesOf(ofEdge)];
    const ofJurisdictions = origins.flatMap((origin) => {
      const sites = Object.entries(jurisdictions[origin]?.sites ?? {})
        .filter(([, site]) => hasReached(phase, site.since))
        .sort(([, a], [, b]) => a.addressBlock - b.addressBlock)
        .map(([key]) => code(key));
      const own = stacks.filter((stack) => stack.environment === name && stack.origin === origin);
      return sites.length === 0 ? [] : [[name, phase, origin, sites.join(", "), String(own.length), resourcesOf(own)]];
    });
    return [edgeRow, ...ofJurisdictions];
  });
  const all = ["all", "", "", "", String(stacks.length), resourcesOf(stacks)];
  return markdownTable(["environment", "phase", "jurisdiction", "active sites", "stacks", "resources"], [...rows, all], [4, 5]);
};

/** How many stacks and resources each layer has on each cloud, in the phases that the environments are in. */
const layerCountTable = (): string =>
  markdownTable(
    ["cloud", "layer", "stacks", "resources"],
    layerCounts(estateStacks()).map(({ cloud, layer, stacks, resources }) => [cloud, code(layer), String(stacks), String(resources)]),
    [2, 3],
  );

const capabilityTable = (): string =>
  markdownTable(
    ["capability", ...phases.map((phase, index) => (index === 0 ? phase : `${phase} adds`))],
    Object.entries(phaseTable).map(([capability, words]) => [capability, ...phases.map((phase) => words[phase].join(", "))]),
  );

/** Where a row's layer is built: the other rows are the plan for what comes. */
const builtOn = ({ layer, purpose, per }: LayerRow): string => {
  if (per === "environment") return cloudflareLayers[layer] === undefined ? "" : "Cloudflare";
  const clouds = [purpose !== "global" && awsLayers[layer] !== undefined ? "AWS" : "", googleLayers[layer] !== undefined ? "Google" : ""];
  return clouds.filter((cloud) => cloud !== "").join(", ");
};

const layersTable = (): string =>
  markdownTable(
    ["layer", "once per", "account", "sites in the role", "from phase", "after", "built on"],
    layerTable.map((row) => [
      code(row.layer),
      row.per,
      row.purpose,
      row.roles.join(", "),
      row.since,
      row.after.map(code).join(", "),
      builtOn(row),
    ]),
  );

/** Block 0's ranges, with the block's number put back as a letter. */
const addressTable = (): string => {
  const plan = addressPlan(0);
  const row = (range: string, use: string): readonly string[] => [
    code(range.replace(/^10\.0\./, "10.N.")),
    addressCount(parseCidr(range)?.prefix ?? 32).toLocaleString("en-US"),
    use,
  ];
  return markdownTable(
    ["range", "addresses", "what lies there"],
    [
      row(plan.site, "one site, all but its pods"),
      row(plan.network, "the workload network"),
      ...zones.map((zone) => row(plan.zones[zone], `zone ${zone}; a /22 for each of four availability-zone slots, three of them used`)),
      row(plan.vaultNetwork, "the vault account's own network"),
      row(plan.proxyOnly, "Google's proxy-only subnetworks"),
      row(plan.privateService, "Google's private service access"),
      row(plan.transit, "attachments of transit gateways and tunnels"),
      row(plan.pods, "pods of site 0; site N has the N-th /18 of `100.64.0.0/10`, and a /20 for each availability-zone slot"),
    ],
    [1],
  );
};

const ports = (flows: readonly Flow[]): string =>
  (["tcp", "udp"] as const)
    .map((protocol) => {
      const own = flows.filter((flow) => flow.protocol === protocol).sort((a, b) => a.ports[0] - b.ports[0]);
      return own.length === 0
        ? ""
        : `${protocol} ${own.map(({ ports: [first, last] }) => (first === last ? String(first) : `${String(first)}-${String(last)}`)).join(" ")}`;
    })
    .filter((text) => text !== "")
    .join(", ");

const flowTable = (): string => {
  const matrix = estateFlows(estate);
  const used = (side: "from" | "to"): readonly Peer[] => peers.filter((peer) => matrix.some((flow) => flow[side] === peer));
  return markdownTable(
    ["from \\ to", ...used("to")],
    used("from").map((from) => [from, ...used("to").map((to) => ports(matrix.filter((flow) => flow.from === from && flow.to === to)))]),
  );
};

const problemTable = (): string =>
  markdownTable(
    ["code", "what is wrong"],
    Object.entries(problemCodes).map(([name, meaning]) => [code(name), meaning]),
  );

/** What is generated into the documents, by the name that stands in their markers. */
export const sections: Readonly<Record<string, () => string>> = {
  addresses: addressTable,
  capabilities: capabilityTable,
  environments: environmentTable,
  flows: flowTable,
  "layer-counts": layerCountTable,
  layers: layersTable,
  problems: problemTable,
};
