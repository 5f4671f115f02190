import { synthesizeEstate } from "../main";
import { estate } from "../environments";
import type { EnvironmentDescription } from "../regions/description";
import { regionFacts } from "../regions/facts";
import { layerTable } from "../regions/tables";
import type { RegionFacts } from "../regions/facts/fact";

const source = "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html";
const fact = <T>(value: T) => ({ value, source, read: "2026-11-23" });

/** Stockholm: not one of the committed regions. */
const stockholm: RegionFacts = {
  cloud: "aws",
  code: "eu-north-1",
  name: "Europe (Stockholm)",
  country: fact("SE"),
  jurisdiction: "eu",
  availabilityZones: fact(["eu-north-1a", "eu-north-1b", "eu-north-1c"]),
  optIn: fact(false),
  partition: "aws",
  faultDomain: "stockholm",
  services: Object.fromEntries(layerTable.flatMap(({ needs }) => needs.aws ?? []).map((service) => [service, fact(true)])),
};

const quality: EnvironmentDescription = {
  name: "quality",
  phase: "growth",
  domain: "meetbarter-quality.example",
  usdPerMonth: 1_000,
  providers: { aws: "6.25.0", cloudflare: "5.14.0", google: "6.50.0", helm: "3.1.1", kubernetes: "2.38.0" },
  tags: {},
  edge: {
    accountId: "a".repeat(32),
    zoneId: "b".repeat(32),
    state: { project: "meetbarter-quality-edge", projectNumber: "666699999999", region: "google-europe-west6" },
    originPullCertificateAuthority: estate.environments[0]?.edge.originPullCertificateAuthority ?? "",
  },
  jurisdictions: {
    eu: {
      accounts: {
        aws: { workload: "666677778888", vault: "666688887777", backup: "666699998888" },
        google: { workload: "meetbarter-quality-eu", backup: "meetbarter-quality-backup" },
      },
      projectNumbers: { workload: "666677777777", backup: "666688888888" },
      sites: {
        "aws-eu-central-1": { role: "primary", since: "foundation", addressBlock: 100 },
        "aws-eu-north-1": { role: "hot-standby", since: "growth", addressBlock: 101 },
        "google-europe-west4": { role: "secondary", since: "enterprise", addressBlock: 102 },
        "aws-eu-central-2": { role: "backup", since: "enterprise", addressBlock: 103 },
      },
    },
  },
};

describe("the estate grows by data alone", () => {
  const before = synthesizeEstate();

  test("a new AWS region and a new environment need no module, and change no other stack", () => {
    const after = synthesizeEstate({
      description: { ...estate, environments: [...estate.environments, quality] },
      facts: { ...regionFacts, "aws-eu-north-1": stockholm },
    });
    const added = after.stacks.map(({ name }) => name).filter((name) => !before.texts.has(name));
    const site = (region: string): string[] =>
      ["cluster", "data", "events", "gateway", "keys", "network", "platform", "state"].map((layer) => `quality-eu-aws-${region}-${layer}`);
    expect(added.sort()).toEqual([
      ...site("eu-central-1"),
      ...site("eu-north-1"),
      "quality-eu-aws-global-account",
      "quality-global-cloudflare-global-edge",
      "quality-global-cloudflare-global-zone",
      "quality-global-google-europe-west6-state",
      "quality-global-google-global-account",
    ]);
    expect([...before.texts].filter(([name, text]) => after.texts.get(name) !== text).map(([name]) => name)).toEqual([]);
    const network = JSON.parse(after.texts.get("quality-eu-aws-eu-north-1-network") ?? "") as {
      provider: { aws: unknown[] };
      resource: { aws_vpc: Record<string, unknown> };
    };
    expect(network.provider.aws[0]).toMatchObject({ region: "eu-north-1", allowed_account_ids: ["666677778888"] });
    expect(Object.values(network.resource.aws_vpc)[0]).toMatchObject({ cidr_block: "10.101.0.0/17" });
  });

  test("the same environment in a region without facts is refused", () => {
    expect(() => synthesizeEstate({ description: { ...estate, environments: [...estate.environments, quality] } })).toThrow(
      /aws-eu-north-1: \[UnknownRegion\].*/,
    );
  });
});
