import type { GoogleClusterProps, NodePool } from "../../../../modules/google/cluster/cluster-props";
import { goodProps, problems } from "./cluster-fixture";

const system: NodePool = { machineType: "e2-standard-2", diskGib: 50, nodesPerAvailabilityZone: [1, 1] };
const pools = (changes: Partial<NodePool>): Partial<GoogleClusterProps> => ({ nodePools: { system: { ...system, ...changes } } });

describe("what a cluster is made with", () => {
  test("is right as it stands", () => {
    expect(problems({})).toBe("");
  });

  test.each<[string, Partial<GoogleClusterProps>]>([
    ["clusterName", { clusterName: "Test" }],
    ["clusterName", { clusterName: "a".repeat(41) }],
    ["projectId", { projectId: "x" }],
    ["region", { region: "eu" }],
    ["availabilityZones", { availabilityZones: ["europe-west4-a", "europe-west4-b"] }],
    ["availabilityZones", { availabilityZones: ["europe-west4-a", "europe-west4-a", "europe-west4-b"] }],
    ["kubernetesVersion", { kubernetesVersion: "latest" }],
    ["releaseChannel", { releaseChannel: "FAST" as "RAPID" }],
    ["maintenanceStart", { maintenanceStart: "25:00" }],
    ["networkId", { networkId: "" }],
    ["subnetworkId", { subnetworkId: " " }],
    ["podRangeName", { podRangeName: "Pods" }],
    ["serviceRangeName", { serviceRangeName: "" }],
    ["wayIn", { wayIn: { ci: "ssh" as "network-runner", people: "verified-access" } }],
    ["wayIn", { wayIn: { ci: "network-runner", people: "telnet" as "verified-access" } }],
    ["authorizedRanges", { authorizedRanges: { everybody: "203.0.113.0/24" } }],
    ["authorizedRanges", { authorizedRanges: { runner: "10.7.32.1/20" } }],
    [
      "authorizedRanges",
      { authorizedRanges: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`r${String(n)}`, `10.7.${String(n)}.0/24`])) },
    ],
    ["secretsKeyId", { secretsKeyId: "key" }],
    ["volumesKeyId", { volumesKeyId: "arn:aws:kms:eu-central-1:111122223333:key/1" }],
    ["nodeAccountEmail", { nodeAccountEmail: "cluster-nodes" }],
    ["networkTags", { networkTags: ["Egress"] }],
    ["nodePools", { nodePools: { workload: system } }],
    ["nodePools", { nodePools: { system, ["a".repeat(41)]: system } }],
    ["nodePools", pools({ machineType: "large" })],
    ["nodePools", pools({ diskGib: 9 })],
    ["nodePools", pools({ nodesPerAvailabilityZone: [2, 1] })],
    ["nodePools", pools({ nodesPerAvailabilityZone: [0, 1] })],
    ["nodePools", pools({ nodesPerAvailabilityZone: [1, 1001] })],
    ["nodePools", pools({ dedicated: true })],
    ["nodePools", pools({ labels: { Tier: "front" } })],
    ["nodePools", pools({ labels: { tier: "Front" } })],
  ])("a wrong %s is told", (prop, changes) => {
    const told = problems(changes);
    expect(told).toContain("[BadProp]");
    expect(told).toContain(`'${prop}'`);
  });

  test("a private endpoint without a way in is refused", () => {
    const { wayIn, ...others } = goodProps;
    expect(wayIn).toBeDefined();
    const told = problems({ ...others, wayIn: undefined } as unknown as GoogleClusterProps);
    expect(told).toContain("[BadProp] 'wayIn' must be given");
  });

  test("a way in through the network without a range is refused", () => {
    expect(problems({ authorizedRanges: {} })).toContain("[BadProp] 'authorizedRanges' must name a range");
    expect(problems({ authorizedRanges: {}, wayIn: { ci: "dns-endpoint", people: "verified-access" } })).toContain("[BadProp]");
    expect(problems({ authorizedRanges: {}, wayIn: { ci: "dns-endpoint", people: "dns-endpoint" } })).toBe("");
  });
});
