import type { StackIdentity } from "../../../modules/core/stack";
import type { ResolvedStack } from "../../../modules/policy/model";
import { googleSite, judge, named, stackOf } from "./stacks";

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const aws = { layer: "cluster" } as const;
const google = { ...googleSite, layer: "cluster" } as const;
const subnets = "${data.terraform_remote_state.network.outputs.mesh_subnet_ids}";

const eks = (vpcConfig: Readonly<Record<string, unknown>>): Resources => ({
  aws_eks_cluster: { main: { vpc_config: { subnet_ids: subnets, ...vpcConfig } } },
});

const gke = (attributes: Readonly<Record<string, unknown>>): Resources => ({
  google_container_cluster: { main: { name: "main", location: "europe-west4", ...attributes } },
});

const project = { name: "runner", vpc_config: { vpc_id: "vpc-1", subnets } };
const queued = { filter: [{ type: "EVENT", pattern: "WORKFLOW_JOB_QUEUED" }] };
const webhook = { project_name: "${aws_codebuild_project.runner.name}", filter_group: [queued] };
const runner: Resources = { aws_codebuild_project: { runner: project }, aws_codebuild_webhook: { runner: webhook } };

const privateOnly = { endpoint_private_access: true, endpoint_public_access: false };
const host = (external: unknown) => ({ dns_endpoint_config: { allow_external_traffic: external } });
const privateEndpoint = { private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: true } };

/** A cluster's stack beside a stack of the same site, unless said otherwise, that works inside it. */
const estateOf = (
  resource: Resources,
  where: Partial<StackIdentity>,
  elsewhere: Partial<StackIdentity> = {},
): readonly [ResolvedStack, ResolvedStack] => [
  stackOf({ resource }, where),
  stackOf(
    { provider: { helm: [{ kubernetes: { host: "${data.terraform_remote_state.cluster.outputs.cluster_endpoint}" } }] } },
    {
      ...where,
      layer: "platform",
      ...elsewhere,
    },
  ),
];

const refused = (cloud: "aws-eu-central-1" | "google-europe-west4"): readonly string[] => [
  `[NoWayIn] production-eu-${cloud}-platform provider.helm`,
];

describe("the way in to a cluster on AWS", () => {
  test.each<[string, Resources, boolean]>([
    ["a private endpoint alone", eks(privateOnly), false],
    ["an endpoint of which it is not said", eks({ endpoint_private_access: true }), false],
    ["an endpoint of which only the plan knows", eks({ endpoint_public_access: "${var.public}" }), false],
    ["a public endpoint", eks({ endpoint_private_access: true, endpoint_public_access: true }), true],
    ["a runner inside the network", { ...eks(privateOnly), ...runner }, true],
    [
      "a runner whose webhook names it by its name",
      { ...eks(privateOnly), ...runner, aws_codebuild_webhook: { runner: { ...webhook, project_name: "runner" } } },
      true,
    ],
    ["a project outside the network", { ...eks(privateOnly), ...runner, aws_codebuild_project: { runner: { name: "runner" } } }, false],
    ["a project that nothing wakes", { ...eks(privateOnly), aws_codebuild_project: { runner: project } }, false],
    [
      "a project that pushes wake",
      {
        ...eks(privateOnly),
        ...runner,
        aws_codebuild_webhook: { runner: { ...webhook, filter_group: [{ filter: [{ type: "EVENT", pattern: "PUSH" }] }] } },
      },
      false,
    ],
    [
      "a project of which another is woken",
      { ...eks(privateOnly), ...runner, aws_codebuild_webhook: { other: { ...webhook, project_name: "other" } } },
      false,
    ],
  ])("%s", (_, resource, allowed) => {
    expect(named(...estateOf(resource, aws))).toEqual(allowed ? [] : refused("aws-eu-central-1"));
  });
});

describe("the way in to a cluster on Google", () => {
  test.each<[string, Resources, boolean]>([
    ["a private endpoint alone", gke(privateEndpoint), false],
    ["a host name that is closed", gke({ ...privateEndpoint, control_plane_endpoints_config: host(false) }), false],
    ["a host name of which only the plan knows", gke({ ...privateEndpoint, control_plane_endpoints_config: host("${var.open}") }), false],
    ["a host name that is open", gke({ ...privateEndpoint, control_plane_endpoints_config: host(true) }), true],
    ["a public endpoint", gke({ private_cluster_config: { enable_private_endpoint: false } }), true],
    ["an endpoint of which only the plan knows", gke({ private_cluster_config: { enable_private_endpoint: "${var.private}" } }), false],
    ["no addresses at all", gke({ control_plane_endpoints_config: { ip_endpoints_config: { enabled: false } } }), false],
    [
      "machines of Cloud Build in the network",
      {
        ...gke(privateEndpoint),
        google_cloudbuild_worker_pool: { ci: { location: "europe-west4", network_config: { peered_network: "n" } } },
      },
      true,
    ],
    [
      "machines of Cloud Build outside it",
      { ...gke(privateEndpoint), google_cloudbuild_worker_pool: { ci: { location: "europe-west4" } } },
      false,
    ],
  ])("%s", (_, resource, allowed) => {
    expect(named(...estateOf(resource, google))).toEqual(allowed ? [] : refused("google-europe-west4"));
  });
});

describe("the cluster of a stack is the one of its own site and account", () => {
  const open = eks({ endpoint_public_access: true });

  test.each<[string, Partial<StackIdentity>]>([
    ["another region", { region: "eu-west-1" }],
    ["another environment", { environment: "staging" }],
    ["the vault's account", { layer: "vault-platform", purpose: "vault" }],
  ])("a cluster is no way in for a stack of %s", (_, elsewhere) => {
    const [, platform] = estateOf(open, aws, elsewhere);
    expect(named(...estateOf(open, aws, elsewhere))).toEqual([`[NoWayIn] ${platform.identity.name} provider.helm`]);
  });

  test("a closed cluster that nobody works in is no problem", () => {
    expect(named(stackOf({ resource: eks(privateOnly) }, aws))).toEqual([]);
  });

  test("another provider, an alias and a resource without a provider's block are found by their addresses", () => {
    const platform = (json: Parameters<typeof stackOf>[0]): ResolvedStack => stackOf(json, { layer: "platform" });
    const closed = stackOf({ resource: eks(privateOnly) }, aws);
    const found = (json: Parameters<typeof stackOf>[0]) => named(closed, platform(json)).map((line) => line.split(" ").at(-1));
    expect(found({ provider: { kubernetes: [{ host: "https://k.example" }, { alias: "two" }] } })).toEqual([
      "provider.kubernetes",
      "provider.kubernetes.two",
    ]);
    expect(found({ provider: {}, resource: { helm_release: { one: {}, two: {} }, kubernetes_namespace: { one: {} } } })).toEqual([
      "helm_release.one",
      "kubernetes_namespace.one",
    ]);
  });

  test("the problem says which cluster it is, and the smallest way in", () => {
    expect(judge(...estateOf(eks(privateOnly), aws)).problems).toEqual([
      {
        code: "NoWayIn",
        place: "production-eu-aws-eu-central-1-platform provider.helm",
        rule: "a stack that works inside a cluster must have a way to it, and production-eu-aws-eu-central-1-cluster aws_eks_cluster.main has a private endpoint alone",
        fix: "put a CodeBuild runner into the cluster's stack",
      },
    ]);
  });
});
