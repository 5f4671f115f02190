import fc from "fast-check";
import { addressPlan, cidrsOverlap, parseCidr } from "../../../modules/core/addressing";
import { googleSite, identityOf, judge, named, namedIn, resourceStack, stackOf } from "./stacks";

const vpc = (cidr_block: string, environment: string) => resourceStack("aws_vpc.network", { cidr_block }, { environment });

describe("networks of the estate", () => {
  test("two networks that share an address are caught, wherever they are", () => {
    expect(named(vpc("10.1.0.0/17", "dev"), vpc("10.2.0.0/17", "staging"))).toEqual([]);
    expect(named(vpc("10.1.0.0/17", "dev"), vpc("10.1.64.0/18", "staging"))).toEqual([
      "[AddressOverlap] staging-eu-aws-eu-central-1-data aws_vpc.network.cidr_block",
    ]);
  });

  test("further ranges of a VPC and Google's ranges count", () => {
    const pods = resourceStack("aws_vpc_ipv4_cidr_block_association.pods", { cidr_block: "100.64.0.0/18", vpc_id: "vpc-1" });
    const subnetwork = (main: string, second: string) =>
      resourceStack(
        "google_compute_subnetwork.mesh",
        { ip_cidr_range: main, secondary_ip_range: [{ range_name: "pods", ip_cidr_range: second }] },
        googleSite,
      );
    const place = `${identityOf(googleSite).name} google_compute_subnetwork.mesh`;
    expect(named(pods, subnetwork("10.3.0.0/20", "100.64.64.0/18"))).toEqual([]);
    expect(named(pods, subnetwork("10.3.0.0/20", "100.64.32.0/19"))).toEqual([
      `[AddressOverlap] ${place}.secondary_ip_range.ip_cidr_range`,
    ]);
    expect(named(vpc("10.3.0.0/16", "dev"), subnetwork("10.3.0.0/20", "100.64.64.0/18"))).toEqual([
      `[AddressOverlap] ${place}.ip_cidr_range`,
    ]);
  });

  test("a control plane's range and a reserved range of private services count", () => {
    const cluster = resourceStack(
      "google_container_cluster.main",
      { location: "europe-west4", private_cluster_config: [{ master_ipv4_cidr_block: "10.3.0.0/28" }] },
      googleSite,
    );
    const reserved = resourceStack(
      "google_compute_global_address.services",
      { purpose: "VPC_PEERING", address: "10.3.208.0", prefix_length: 20 },
      googleSite,
    );
    const outside = resourceStack("google_compute_global_address.web", { address: "10.4.0.0", prefix_length: 16 }, googleSite);
    expect(named(outside, vpc("10.4.0.0/16", "dev"))).toEqual([]);
    const network = (cidr: string) => named(cluster, reserved, vpc(cidr, "dev"));
    const stack = identityOf(googleSite).name;
    expect(network("10.4.0.0/16")).toEqual([]);
    expect(network("10.3.0.0/17")).toEqual([
      `[AddressOverlap] ${stack} google_container_cluster.main.private_cluster_config.master_ipv4_cidr_block`,
    ]);
    expect(network("10.3.192.0/18")).toEqual([`[AddressOverlap] ${stack} google_compute_global_address.services.address`]);
  });

  test("a malformed range is caught, one that is known only at plan is left out", () => {
    expect(named(vpc("10.1.0.1/17", "dev"))).toEqual(["[BadCidr] dev-eu-aws-eu-central-1-data aws_vpc.network.cidr_block"]);
    expect(named(vpc("${var.cidr}", "dev"), vpc("${var.cidr}", "staging"))).toEqual([]);
  });

  test("the problem names both", () => {
    expect(judge(vpc("10.1.0.0/17", "dev"), vpc("10.1.0.0/17", "staging")).problems).toEqual([
      {
        code: "AddressOverlap",
        place: "staging-eu-aws-eu-central-1-data aws_vpc.network.cidr_block",
        rule: "networks that may be connected must not overlap; dev-eu-aws-eu-central-1-data aws_vpc.network.cidr_block has 10.1.0.0/17",
        value: "10.1.0.0/17",
        fix: "use a free slot of the address plan",
      },
    ]);
  });

  test("any set of ranges: a problem if and only if two of them overlap", () => {
    const cidr = fc
      .record({ prefix: fc.integer({ min: 16, max: 20 }), slot: fc.nat(31) })
      .map(
        ({ prefix, slot }) =>
          `10.${String((slot * 2 ** (20 - prefix)) >> 4)}.${String(((slot * 2 ** (20 - prefix)) & 15) * 16)}.0/${String(prefix)}`,
      );
    fc.assert(
      fc.property(fc.array(cidr, { minLength: 1, maxLength: 6 }), (cidrs) => {
        const ranges = cidrs.map((text) => parseCidr(text) ?? { base: 0, prefix: 0 });
        const overlapping = ranges.filter((one, index) => ranges.some((other, at) => at < index && cidrsOverlap(one, other))).length > 0;
        const { problems } = judge(...cidrs.map((text, index) => vpc(text, `env${String(index)}`)));
        expect(problems.some(({ code }) => code === "AddressOverlap")).toBe(overlapping);
        expect(new Set(problems.map(({ code }) => code)).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("subnets of a VPC", () => {
  type Blocks = Record<string, Record<string, unknown>>;

  const network = (subnets: Blocks, more: Record<string, Blocks> = {}) =>
    stackOf({
      resource: {
        aws_vpc: { main: { cidr_block: "10.1.0.0/17" } },
        aws_vpc_ipv4_cidr_block_association: { pods: { cidr_block: "100.64.0.0/18", vpc_id: "${aws_vpc.main.id}" } },
        aws_subnet: subnets,
        ...more,
      },
    });
  const subnet = (cidr_block: string, vpc_id = "${aws_vpc.main.id}") => ({ cidr_block, vpc_id });

  test("they are apart and inside", () => {
    expect(namedIn(network({ a: subnet("10.1.0.0/22"), b: subnet("10.1.4.0/22"), pods: subnet("100.64.0.0/20") }))).toEqual([]);
    expect(namedIn(network({ a: subnet("10.1.0.0/22"), b: subnet("10.1.0.0/23") }))).toEqual(["[AddressOverlap] aws_subnet.b.cidr_block"]);
    expect(namedIn(network({ a: subnet("10.1.128.0/22") }))).toEqual(["[AddressOverlap] aws_subnet.a.cidr_block"]);
    expect(namedIn(network({ a: subnet("100.64.64.0/20") }))).toEqual(["[AddressOverlap] aws_subnet.a.cidr_block"]);
    expect(namedIn(network({ a: subnet("10.1.0.1/22") }))).toEqual(["[BadCidr] aws_subnet.a.cidr_block"]);
  });

  test("a subnet may reach its VPC through the range that it waits for", () => {
    const through = "${aws_vpc_ipv4_cidr_block_association.pods.vpc_id}";
    expect(namedIn(network({ pods: subnet("100.64.0.0/20", through) }))).toEqual([]);
    expect(namedIn(network({ pods: subnet("100.65.0.0/20", through) }))).toEqual(["[AddressOverlap] aws_subnet.pods.cidr_block"]);
    expect(namedIn(network({ a: subnet("100.64.0.0/20"), b: subnet("100.64.0.0/21", through) }))).toEqual([
      "[AddressOverlap] aws_subnet.b.cidr_block",
    ]);
  });

  test("subnets of another layer's VPC are compared with each other", () => {
    const vpc_id = "${data.terraform_remote_state.network.outputs.vpc_id}";
    const stack = (a: string, b: string) =>
      stackOf({ resource: { aws_subnet: { a: subnet(a, vpc_id), b: subnet(b, vpc_id), c: subnet(a, "vpc-2") } } });
    expect(namedIn(stack("10.9.0.0/22", "10.9.4.0/22"))).toEqual([]);
    expect(namedIn(stack("10.9.0.0/22", "10.9.0.0/24"))).toEqual(["[AddressOverlap] aws_subnet.b.cidr_block"]);
  });

  test("a VPC whose range is known only at plan holds any subnet", () => {
    const aws_vpc = { main: { cidr_block: "${var.cidr}" } };
    expect(namedIn(network({ a: subnet("10.200.0.0/22") }, { aws_vpc }))).toEqual([]);
  });

  test("the address plan of any site passes", () => {
    fc.assert(
      fc.property(fc.nat(255), (block) => {
        const plan = addressPlan(block);
        const zones = Object.values(plan.subnets).flat();
        const subnets = Object.fromEntries([...zones, ...plan.podSubnets].map((cidr, index) => [`s${String(index)}`, subnet(cidr)]));
        const resource = {
          aws_vpc: { main: { cidr_block: plan.network }, vault: { cidr_block: plan.vaultNetwork } },
          aws_vpc_ipv4_cidr_block_association: { pods: { cidr_block: plan.pods, vpc_id: "${aws_vpc.main.id}" } },
          aws_subnet: subnets,
        };
        expect(namedIn(stackOf({ resource }))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
