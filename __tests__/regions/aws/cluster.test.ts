import { synthesizeEstate } from "../../../main";
import { addressPlan, cidrContains, cidrsOverlap, parseCidr } from "../../../modules/core/addressing";
import { expandInstances } from "../../../modules/core/expand";
import type { Attributes, TerraformJson } from "../../../modules/core/output-guards";
import { phases, type Phase } from "../../../modules/core/words";
import { statefulTypes } from "../../../tools/rehearse/protection";
import { services } from "../../../environments/services";
import { documentOf } from "../../modules/aws/policy-document/aws-fixture";
import { decide, type PolicyDocument, type Request } from "../../modules/aws/policy-document/policy-evaluator";

const globs = ["*-cluster", "*-account", "*-keys"];
const estateIn = (phase: Phase) => synthesizeEstate({ environments: ["production"], globs, phase });
const byPhase = Object.fromEntries(phases.map((phase) => [phase, estateIn(phase)])) as Record<Phase, ReturnType<typeof estateIn>>;

const stackOf = (phase: Phase, name: string): TerraformJson =>
  expandInstances(JSON.parse(byPhase[phase].texts.get(name) ?? "{}") as TerraformJson);
const cluster = (phase: Phase, site = "eu-aws-eu-central-1"): TerraformJson => stackOf(phase, `production-${site}-cluster`);
const account = stackOf("enterprise", "production-eu-aws-global-account");
const all = (json: TerraformJson, type: string): readonly Attributes[] => Object.values(json.resource?.[type] ?? {});
const one = (json: TerraformJson, type: string): Attributes => {
  const [only, ...others] = all(json, type);
  if (only === undefined || others.length > 0) throw new Error(`not one ${type}`);
  return only;
};

const number = "444455556666";
const role = (name: string): string => `arn:aws:iam::${number}:role/meetbarter-production-eu-${name}`;
const roleNames = all(account, "aws_iam_role").map(({ name }) => `arn:aws:iam::${number}:role/${String(name)}`);
const policyOf = (name: string): PolicyDocument =>
  documentOf(account.resource?.["aws_iam_role_policy"]?.[`${name}_permissions`]?.["policy"]);

describe("the cluster layer", () => {
  test("stands in every live site of AWS, in every phase that the site has", () => {
    const sites = (phase: Phase) =>
      byPhase[phase].stacks.filter(({ layer }) => layer === "cluster").map(({ region, origin }) => `${origin} ${region}`);
    expect(sites("foundation").sort()).toEqual(["eu eu-central-1", "mena me-central-1"]);
    expect(sites("growth").sort()).toEqual(["eu eu-central-1", "eu eu-west-1", "mena me-central-1", "mena me-south-1"]);
  });

  test("a later phase only adds to it, and renames nothing that lasts", () => {
    const [foundation, growth, enterprise] = phases.map((phase) => cluster(phase));
    const missing = (before: TerraformJson = {}, after: TerraformJson = {}) =>
      Object.entries(before.resource ?? {}).flatMap(([type, byName]) =>
        Object.keys(byName)
          .filter((name) => after.resource?.[type]?.[name] === undefined)
          .map((name) => `${type}.${name}`),
      );
    expect([...missing(foundation, growth), ...missing(growth, enterprise)]).toEqual([]);
    const lasting = (json: TerraformJson = {}) =>
      Object.keys(statefulTypes).flatMap((type) => Object.entries(json.resource?.[type] ?? {}).map(([name, body]) => [type, name, body]));
    expect(lasting(foundation).length).toBeGreaterThan(20);
    expect(lasting(growth)).toEqual(lasting(foundation));
    expect(lasting(enterprise)).toEqual(lasting(foundation));
    const group = (json: TerraformJson = {}) => {
      const { scaling_config: _, ...rest } = one(json, "aws_eks_node_group");
      return rest;
    };
    expect(group(enterprise)).toEqual(group(foundation));
  });

  test("what makes nodes comes with growth", () => {
    const added = (phase: Phase) => [
      Object.keys(cluster(phase).resource?.["aws_sqs_queue"] ?? {}).length,
      all(cluster(phase), "aws_eks_pod_identity_association").filter(({ service_account: name }) => name === "karpenter").length,
    ];
    expect(phases.map(added)).toEqual([
      [0, 0],
      [1, 1],
      [1, 1],
    ]);
  });

  test("its services have addresses of the site that no other part has", () => {
    const [, , range] = [12, 13, 17].map((block) => addressPlan(block));
    const cidr = (site: string) =>
      parseCidr(
        String((one(cluster("enterprise", site), "aws_eks_cluster")["kubernetes_network_config"] as Attributes)["service_ipv4_cidr"]),
      );
    const [own, standby, mena] = ["eu-aws-eu-central-1", "eu-aws-eu-west-1", "mena-aws-me-central-1"].map(cidr);
    if (own === undefined || standby === undefined || mena === undefined || range === undefined) throw new Error("no range");
    expect(cidrsOverlap(own, standby)).toBe(false);
    expect(cidrContains(parseCidr(range.site) ?? own, mena)).toBe(true);
    expect(cidrsOverlap(parseCidr(range.network) ?? mena, mena)).toBe(false);
  });

  test("each role that it names is made in the account", () => {
    const text = JSON.stringify(cluster("enterprise").resource);
    const named = [...new Set(text.match(/arn:aws:iam::\d+:role\/[\w-]+/g))].sort();
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((arn) => !roleNames.includes(arn))).toEqual([]);
  });

  test("CI administers and looks, people by roles that they take, and nobody else", () => {
    const rights = all(cluster("foundation"), "aws_eks_access_policy_association").map(({ policy_arn: policy, access_scope: scope }) => [
      policy,
      scope,
    ]);
    const policy = (name: string): string => `arn:aws:eks::aws:cluster-access-policy/${name}`;
    const whole = { type: "cluster" };
    expect(rights).toEqual([
      [policy("AmazonEKSClusterAdminPolicy"), whole],
      [policy("AmazonEKSClusterAdminPolicy"), whole],
      [policy("AmazonEKSViewPolicy"), whole],
      [policy("AmazonEKSViewPolicy"), whole],
    ]);
    expect(all(cluster("foundation"), "aws_eks_access_entry").map(({ principal_arn: principal }) => principal)).toEqual(
      ["cluster-administrator", "terraform-apply", "terraform-plan", "cluster-viewer"].map(role),
    );
  });

  test("each service with pods, and each operator, has an identity; each service has a repository, in the site's own registry", () => {
    const running = Object.values(services).filter(({ zone }) => zone !== "public");
    const json = cluster("foundation");
    const identities = all(json, "aws_eks_pod_identity_association").map(({ namespace, service_account: account_, role_arn: arn }) =>
      [namespace, account_, arn].join(" "),
    );
    expect(identities.sort()).toEqual(
      [
        ...running.map(({ namespace, identity }) => `${namespace} ${identity} ${role(`service-${identity}`)}`),
        `external-secrets external-secrets ${role("external-secrets")}`,
        `kube-system aws-load-balancer-controller ${role("load-balancer-controller")}`,
      ].sort(),
    );
    const names = all(json, "aws_ecr_repository").map(({ name }) => name);
    expect(running.map(({ image }) => image).filter((image) => !names.includes(image))).toEqual([]);
    expect(json.output?.["registry_host"]?.["value"]).toBe(`${number}.dkr.ecr.eu-central-1.amazonaws.com`);
  });
});

const asked = (name: string, request: Request): string => decide([policyOf(name)], request);

describe("roles of the cluster", () => {
  const ec2 = (kind: string): string => `arn:aws:ec2:eu-central-1:${number}:${kind}/x-1`;
  const owned = {
    "aws:ResourceTag/kubernetes.io/cluster/meetbarter-production-eu": "owned",
    "aws:ResourceTag/karpenter.sh/nodepool": "services",
  };

  test.each<[string, Request, string]>([
    ["removes its own nodes", { action: "ec2:TerminateInstances", resource: ec2("instance"), context: owned }, "allowed"],
    ["removes nobody else's", { action: "ec2:TerminateInstances", resource: ec2("instance"), context: {} }, "not allowed"],
    ["launches without its tags", { action: "ec2:RunInstances", resource: ec2("instance"), context: {} }, "not allowed"],
    ["launches in the subnets", { action: "ec2:RunInstances", resource: ec2("subnet") }, "allowed"],
    [
      "hands on the nodes' role",
      { action: "iam:PassRole", resource: role("nodes"), context: { "iam:PassedToService": "ec2.amazonaws.com" } },
      "allowed",
    ],
    [
      "hands on another role",
      { action: "iam:PassRole", resource: role("terraform-apply"), context: { "iam:PassedToService": "ec2.amazonaws.com" } },
      "not allowed",
    ],
    [
      "hears of interruptions",
      { action: "sqs:ReceiveMessage", resource: `arn:aws:sqs:eu-central-1:${number}:meetbarter-production-eu-interruptions` },
      "allowed",
    ],
    ["reads another queue", { action: "sqs:ReceiveMessage", resource: `arn:aws:sqs:eu-central-1:${number}:orders` }, "not allowed"],
  ])("what makes nodes %s", (_, request, verdict) => {
    expect(asked("node-scaler", request)).toBe(verdict);
  });

  const secret = (name: string): string => `arn:aws:secretsmanager:eu-central-1:${number}:secret:${name}`;

  test.each<[string, Request, string]>([
    [
      "reads its credential",
      { action: "secretsmanager:GetSecretValue", resource: secret("meetbarter-production-eu/runner-credential-AbCdEf") },
      "allowed",
    ],
    ["reads another secret", { action: "secretsmanager:GetSecretValue", resource: secret("orders-AbCdEf") }, "not allowed"],
    ["takes a role", { action: "sts:AssumeRole", resource: role("terraform-apply") }, "not allowed"],
    [
      "writes its log",
      {
        action: "logs:PutLogEvents",
        resource: `arn:aws:logs:eu-central-1:${number}:log-group:/aws/codebuild/meetbarter-production-eu-eu-central-1-runner:log-stream:1`,
      },
      "allowed",
    ],
    [
      "hands an interface to another service",
      {
        action: "ec2:CreateNetworkInterfacePermission",
        resource: ec2("network-interface"),
        context: { "ec2:AuthorizedService": "lambda.amazonaws.com", "ec2:Subnet": ec2("subnet") },
      },
      "not allowed",
    ],
  ])("the runner %s", (_, request, verdict) => {
    expect(asked("runner", request)).toBe(verdict);
  });

  test("volumes are encrypted with their own key and no other", () => {
    const use = (alias: string, action = "kms:GenerateDataKeyWithoutPlaintext") =>
      asked("pod-volumes", {
        action,
        resource: `arn:aws:kms:eu-central-1:${number}:key/1`,
        context: { "kms:ResourceAliases": alias, "kms:ViaService": "ec2.eu-central-1.amazonaws.com", "kms:GrantIsForAWSResource": "true" },
      });
    expect(use("alias/meetbarter-production-eu/volumes-sensitive")).toBe("allowed");
    expect(use("alias/meetbarter-production-eu/volumes-sensitive", "kms:CreateGrant")).toBe("allowed");
    expect(use("alias/meetbarter-production-eu/database-sensitive")).toBe("not allowed");
  });
});
