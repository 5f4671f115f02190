import { TerraformVariable } from "cdktf";
import { AwsCluster } from "../../../../modules/aws/cluster/cluster";
import { kubernetesReleases } from "../../../../modules/aws/cluster/releases";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { account, awsStack, countsOf, documentOf, iam, argumentsOf } from "../policy-document/aws-fixture";
import { decide } from "../policy-document/policy-evaluator";
import { goodProps, keyOf, made, meshGroup, meshSubnets, podSubnets } from "./cluster-fixture";

const json = made();
const { addOns } = kubernetesReleases["1.35"];

describe("cluster", () => {
  test("is a control plane, its nodes, its add-ons and its rights, and nothing else", () => {
    expect(countsOf(json)).toEqual({
      aws_cloudwatch_log_group: 1,
      aws_eks_access_entry: 3,
      aws_eks_access_policy_association: 3,
      aws_eks_addon: 5,
      aws_eks_cluster: 1,
      aws_eks_node_group: 1,
      aws_eks_pod_identity_association: 2,
      aws_launch_template: 1,
    });
  });

  test("the control plane is private, encrypted, logged, kept, and nobody's by birth", () => {
    expect(argumentsOf(json, "aws_eks_cluster", "cluster")).toEqual({
      name: "test-eu",
      version: "1.35",
      role_arn: iam("role/cluster"),
      access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
      bootstrap_self_managed_addons: false,
      vpc_config: {
        subnet_ids: meshSubnets,
        security_group_ids: [meshGroup],
        endpoint_private_access: true,
        endpoint_public_access: false,
      },
      kubernetes_network_config: { ip_family: "ipv4", service_ipv4_cidr: "10.7.240.0/20" },
      encryption_config: { resources: ["secrets"], provider: { key_arn: keyOf("cluster") } },
      enabled_cluster_log_types: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      upgrade_policy: { support_type: "STANDARD" },
      zonal_shift_config: { enabled: true },
      lifecycle: { prevent_destroy: true },
      depends_on: ["aws_cloudwatch_log_group.cluster_logs"],
    });
    expect(argumentsOf(json, "aws_cloudwatch_log_group", "cluster_logs")).toEqual({
      name: "/aws/eks/test-eu/cluster",
      kms_key_id: keyOf("logs"),
      retention_in_days: 90,
    });
  });

  test("a public endpoint is one for the addresses that it names, and the private one stays", () => {
    const { wayIn: _, ...without } = goodProps;
    const stack = awsStack();
    new AwsCluster(stack, "cluster", { ...without, endpoint: { kind: "public", allowedCidrs: ["198.51.100.0/24"] } });
    expect(argumentsOf(synthesizeStack(stack), "aws_eks_cluster", "cluster")["vpc_config"]).toMatchObject({
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ["198.51.100.0/24"],
    });
  });

  test("EKS itself refuses to delete it where the provider knows how to ask for that", () => {
    expect(argumentsOf(made({ deletionProtection: true }), "aws_eks_cluster", "cluster")["deletion_protection"]).toBe(true);
  });

  test("the system nodes take their shape from a template, so that a change rolls them", () => {
    expect(argumentsOf(json, "aws_eks_node_group", "cluster_system-nodes_group")).toEqual({
      cluster_name: "${aws_eks_cluster.cluster.name}",
      node_group_name: "system",
      node_role_arn: iam("role/nodes"),
      subnet_ids: meshSubnets,
      version: "1.35",
      ami_type: "BOTTLEROCKET_x86_64",
      capacity_type: "ON_DEMAND",
      launch_template: {
        id: "${aws_launch_template.cluster_system-nodes_template.id}",
        version: "${aws_launch_template.cluster_system-nodes_template.latest_version}",
      },
      scaling_config: { min_size: 3, desired_size: 3, max_size: 6 },
      update_config: { max_unavailable: 1 },
      node_repair_config: { enabled: true },
      labels: { "estate/pool": "system" },
      tags: { Name: "test-eu-system" },
      lifecycle: { ignore_changes: ["scaling_config[0].desired_size"] },
      depends_on: ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"].map((name) => `aws_eks_addon.cluster_add-ons-of-nodes_${name}`),
    });
  });

  test("nodes have encrypted volumes, no shell, and metadata that pods can't reach", () => {
    const template = argumentsOf(json, "aws_launch_template", "cluster_system-nodes_template");
    const ebs = { volume_type: "gp3", encrypted: "true", kms_key_id: keyOf("volumes"), delete_on_termination: "true" };
    expect(template).toMatchObject({
      name: "test-eu-system",
      instance_type: "m5.large",
      vpc_security_group_ids: [meshGroup],
      metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
      block_device_mappings: [
        { device_name: "/dev/xvda", ebs: { ...ebs, volume_size: 4 } },
        { device_name: "/dev/xvdb", ebs: { ...ebs, volume_size: 50 } },
      ],
    });
    const told = Buffer.from(String(template["user_data"]), "base64").toString("utf8");
    expect(told.split("\n")).toEqual([
      "[settings.kubernetes]",
      "max-pods = 110",
      "",
      "[settings.host-containers.admin]",
      "enabled = false",
      "",
    ]);
    expect(template).not.toHaveProperty("key_name");
  });

  test("each add-on has its version; those that pods need a network for come before the nodes, the others after them", () => {
    const before = ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"] as const;
    const after = ["aws-ebs-csi-driver", "coredns"] as const;
    for (const name of before) {
      const addOn = argumentsOf(json, "aws_eks_addon", `cluster_add-ons-of-nodes_${name}`);
      expect(addOn).toMatchObject({ addon_name: name, addon_version: addOns[name], resolve_conflicts_on_update: "OVERWRITE" });
      expect(addOn).not.toHaveProperty("depends_on");
    }
    for (const name of after) {
      expect(argumentsOf(json, "aws_eks_addon", `cluster_add-ons_${name}`)).toMatchObject({
        addon_name: name,
        addon_version: addOns[name],
        depends_on: ["aws_eks_node_group.cluster_system-nodes_group"],
      });
    }
  });

  test("pods have addresses of their own subnets, and network policies hold", () => {
    const addOn = argumentsOf(json, "aws_eks_addon", "cluster_add-ons-of-nodes_vpc-cni");
    expect(addOn["pod_identity_association"]).toEqual([{ service_account: "aws-node", role_arn: iam("role/pod-network") }]);
    expect(JSON.parse(String(addOn["configuration_values"]))).toEqual({
      enableNetworkPolicy: "true",
      env: {
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
        ENABLE_PREFIX_DELEGATION: "true",
        ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
        WARM_PREFIX_TARGET: "1",
      },
      eniConfig: {
        create: true,
        subnets: {
          "eu-central-1a": { id: podSubnets[0], securityGroups: [meshGroup] },
          "eu-central-1b": { id: podSubnets[1], securityGroups: [meshGroup] },
          "eu-central-1c": { id: podSubnets[2], securityGroups: [meshGroup] },
        },
      },
    });
    expect(argumentsOf(json, "aws_eks_addon", "cluster_add-ons_aws-ebs-csi-driver")["pod_identity_association"]).toEqual([
      { service_account: "ebs-csi-controller-sa", role_arn: iam("role/pod-volumes") },
    ]);
  });

  test("a list that is known later is taken apart by Terraform", () => {
    const stack = awsStack();
    const list = (name: string): string[] => new TerraformVariable(stack, name, { type: "list(string)" }).listValue;
    new AwsCluster(stack, "cluster", { ...goodProps, subnetIds: list("mesh"), podSubnetIds: list("pods") });
    const later = synthesizeStack(stack);
    const settings = String(argumentsOf(later, "aws_eks_addon", "cluster_add-ons-of-nodes_vpc-cni")["configuration_values"]);
    expect([0, 1, 2].filter((slot) => !settings.includes(`"id":"\${element(var.pods, ${String(slot)})}"`))).toEqual([]);
    expect(argumentsOf(later, "aws_eks_cluster", "cluster")["vpc_config"]).toMatchObject({ subnet_ids: "${var.mesh}" });
  });

  test("who may do what is written down, for the whole cluster or for namespaces", () => {
    expect(argumentsOf(json, "aws_eks_access_entry", 'cluster_access_entry["plan"]')).toEqual({
      cluster_name: "${aws_eks_cluster.cluster.name}",
      principal_arn: iam("role/terraform-plan"),
      type: "STANDARD",
    });
    const rights = (word: string) => argumentsOf(json, "aws_eks_access_policy_association", `cluster_access_rights["${word}"]`);
    const policy = (name: string): string => `arn:aws:eks::aws:cluster-access-policy/${name}`;
    expect(rights("apply")).toMatchObject({ policy_arn: policy("AmazonEKSClusterAdminPolicy"), access_scope: { type: "cluster" } });
    expect(rights("plan")).toMatchObject({ policy_arn: policy("AmazonEKSViewPolicy"), access_scope: { type: "cluster" } });
    expect(rights("orders")).toMatchObject({
      principal_arn: '${aws_eks_access_entry.cluster_access_entry["orders"].principal_arn}',
      policy_arn: policy("AmazonEKSEditPolicy"),
      access_scope: { type: "namespace", namespaces: ["trade", "api"] },
    });
  });

  test("pods take roles by their service account", () => {
    expect(argumentsOf(json, "aws_eks_pod_identity_association", 'cluster_identity["orders"]')).toEqual({
      cluster_name: "${aws_eks_cluster.cluster.name}",
      namespace: "trade",
      service_account: "orders",
      role_arn: iam("role/orders"),
    });
  });

  test("tells what later layers need", () => {
    expect(Object.fromEntries(Object.entries(json.output ?? {}).map(([name, { value }]) => [name, value]))).toEqual({
      clusterName: "${aws_eks_cluster.cluster.name}",
      clusterArn: "${aws_eks_cluster.cluster.arn}",
      endpoint: "${aws_eks_cluster.cluster.endpoint}",
      certificateAuthority: "${aws_eks_cluster.cluster.certificate_authority[0].data}",
      clusterSecurityGroupId: "${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}",
    });
  });
});

describe("interruptions", () => {
  const scaled = made({ interruptionQueueName: "test-eu-interruptions" });
  const queueArn = `arn:aws:sqs:eu-central-1:${account}:test-eu-interruptions`;
  const ruleArn = (word: string): string => `arn:aws:events:eu-central-1:${account}:rule/test-eu-${word}`;
  const words = ["health", "rebalance", "spot-interruption", "state-change"];

  test("only add to the cluster: a queue, its policy, and a rule and a target for each kind", () => {
    expect(countsOf(scaled)).toEqual({
      ...countsOf(json),
      aws_cloudwatch_event_rule: 4,
      aws_cloudwatch_event_target: 4,
      aws_sqs_queue: 1,
      aws_sqs_queue_policy: 1,
    });
    for (const [type, byName] of Object.entries(json.resource ?? {})) expect(scaled.resource?.[type]).toMatchObject(byName);
    expect(argumentsOf(scaled, "aws_sqs_queue", "cluster_interruptions_queue")).toEqual({
      name: "test-eu-interruptions",
      message_retention_seconds: 300,
      sqs_managed_sse_enabled: true,
    });
    expect(JSON.parse(String(argumentsOf(scaled, "aws_cloudwatch_event_rule", "cluster_interruptions_health")["event_pattern"]))).toEqual({
      "detail-type": ["AWS Health Event"],
      source: ["aws.health"],
    });
    expect(argumentsOf(scaled, "aws_cloudwatch_event_target", "cluster_interruptions_health-target")).toEqual({
      rule: "${aws_cloudwatch_event_rule.cluster_interruptions_health.name}",
      target_id: "interruptions",
      arn: "${aws_sqs_queue.cluster_interruptions_queue.arn}",
    });
  });

  test("come from these rules of this account, and encrypted", () => {
    const policy = documentOf(argumentsOf(scaled, "aws_sqs_queue_policy", "cluster_interruptions_policy")["policy"], {
      "aws_sqs_queue.cluster_interruptions_queue.arn": queueArn,
      ...Object.fromEntries(words.map((word) => [`aws_cloudwatch_event_rule.cluster_interruptions_${word}.arn`, ruleArn(word)])),
    });
    const send = (rule: string, transport = "true", source = account) =>
      decide([policy], {
        action: "sqs:SendMessage",
        resource: queueArn,
        principal: "events.amazonaws.com",
        context: { "aws:SourceArn": rule, "aws:SourceAccount": source, "aws:SecureTransport": transport },
      });
    expect(words.map((word) => send(ruleArn(word)))).toEqual(words.map(() => "allowed"));
    expect(send(ruleArn("another"))).toBe("not allowed");
    expect(send(ruleArn("health"), "true", "444455556666")).toBe("not allowed");
    expect(send(ruleArn("health"), "false")).toBe("denied");
  });
});
