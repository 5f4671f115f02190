import { TerraformVariable } from "cdktf";
import { AwsCluster } from "../../../../modules/aws/cluster/cluster";
import type { AwsClusterProps } from "../../../../modules/aws/cluster/cluster-props";
import { kubernetesReleases, kubernetesVersions } from "../../../../modules/aws/cluster/releases";
import { iam, problemsOf } from "../policy-document/aws-fixture";
import { goodProps, meshGroup, meshSubnets, podSubnets } from "./cluster-fixture";

const problems = (changes: { readonly [K in keyof AwsClusterProps]?: unknown }): string =>
  problemsOf((stack) => new AwsCluster(stack, "cluster", { ...goodProps, ...changes } as AwsClusterProps));

const administrator = { principalArn: iam("role/terraform-apply"), policy: "cluster-admin" };

describe("props of a cluster", () => {
  test("that are right are taken", () => {
    expect(problems({})).toBe("");
    expect(problems({ endpoint: { kind: "private" } })).toBe("");
  });

  test.each([
    ["clusterName", "-test"],
    ["clusterName", "x".repeat(101)],
    ["kubernetesVersion", "1.12"],
    ["accountId", "1111"],
    ["partition", "azure"],
    ["subnetIds", meshSubnets.slice(0, 1)],
    ["subnetIds", ["vpc-0aaa1111bbbb22220", ...meshSubnets]],
    ["availabilityZones", ["a", "b", "c"]],
    ["availabilityZones", ["eu-central-1a", "eu-central-1b"]],
    ["podSubnetIds", podSubnets.slice(0, 2)],
    ["securityGroupIds", []],
    ["securityGroupIds", ["mesh"]],
    ["serviceCidr", "10.7.240.0/25"],
    ["serviceCidr", "100.64.0.0/18"],
    ["endpoint", { kind: "public", allowedCidrs: ["0.0.0.0/0"] }],
    ["endpoint", { kind: "public", allowedCidrs: [] }],
    ["wayIn", { ci: "telnet", people: "network-runner" }],
    ["wayIn", { ci: "network-runner", people: "bastion" }],
    ["access", { Apply: administrator }],
    ["access", { apply: { ...administrator, policy: "root" } }],
    ["access", { apply: { ...administrator, principalArn: iam("role/aws-reserved/*") } }],
    ["access", { apply: administrator, also: administrator }],
    ["access", { apply: { ...administrator, policy: "view" } }],
    ["access", { apply: { ...administrator, namespaces: ["api"] } }],
    ["podIdentities", { orders: { namespace: "Trade", serviceAccount: "orders", roleArn: iam("role/orders") } }],
    ["podIdentities", { orders: { namespace: "trade", serviceAccount: "orders", roleArn: "orders" } }],
    ["clusterRoleArn", "cluster"],
    ["nodeRoleArn", "nodes"],
    ["networkDriverRoleArn", "pod-network"],
    ["volumeDriverRoleArn", "pod-volumes"],
    ["secretsKeyArn", "alias/cluster"],
    ["volumesKeyArn", "alias/volumes"],
    ["logsKeyArn", "alias/logs"],
    ["logRetentionDays", 91],
    ["instanceType", "large"],
    ["nodes", { min: 0, max: 3 }],
    ["nodes", { min: 3, max: 2 }],
    ["nodeVolumeGib", 10],
    ["interruptionQueueName", "queue.fifo"],
  ] as const)("%s = %j is refused", (name, given) => {
    expect(problems({ [name]: given })).toMatch(new RegExp(`\\[BadProp\\] '${name}' must`));
  });

  test("a private endpoint says how CI and people come to it", () => {
    expect(problems({ wayIn: undefined })).toMatch(/\[BadProp\] 'wayIn' must say how CI and people reach an endpoint that is private/);
    expect(problems({ wayIn: undefined, endpoint: { kind: "public", allowedCidrs: ["198.51.100.0/24"] } })).toBe("");
  });

  test("a service account has one role", () => {
    const one = { namespace: "trade", serviceAccount: "orders", roleArn: iam("role/orders") };
    expect(problems({ podIdentities: { one, two: { ...one, roleArn: iam("role/other") } } })).toMatch(
      /\[BadProp\] 'podIdentities' must have one member at most for each service account/,
    );
    expect(problems({ podIdentities: { one, two: { ...one, namespace: "trust" } } })).toBe("");
  });

  test("what decides which resources exist is known when synthesized", () => {
    const refused = problemsOf((stack) => {
      const version = new TerraformVariable(stack, "version", { type: "string" }).stringValue as "1.35";
      new AwsCluster(stack, "cluster", { ...goodProps, kubernetesVersion: version });
    });
    expect(refused).toMatch(/\[ShapeIsToken\] 'kubernetesVersion'/);
  });

  test("groups of a list that is known later are not counted", () => {
    const refused = problemsOf((stack) => {
      const groups = new TerraformVariable(stack, "groups", { type: "list(string)" }).listValue;
      new AwsCluster(stack, "cluster", { ...goodProps, securityGroupIds: groups, subnetIds: [meshGroup, ...meshSubnets] });
    });
    expect(refused).toMatch(/\[BadProp\] 'subnetIds'/);
    expect(refused).not.toMatch(/securityGroupIds/);
  });
});

describe("releases of Kubernetes", () => {
  test("name their support, their source and a version of each add-on", () => {
    expect(kubernetesVersions.length).toBeGreaterThan(0);
    for (const version of kubernetesVersions) {
      const { standardSupportUntil, addOns, source, read } = kubernetesReleases[version];
      expect([standardSupportUntil, read].filter((day) => !/^\d{4}-\d\d-\d\d$/.test(day))).toEqual([]);
      expect([read, standardSupportUntil].sort()).toEqual([read, standardSupportUntil]);
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
      expect(Object.values(addOns).filter((one) => !/^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(one))).toEqual([]);
      expect(addOns["kube-proxy"].startsWith(`v${version}.`)).toBe(true);
    }
  });
});
