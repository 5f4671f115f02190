import type { ObjectValue } from "../../../tools/protocol/values";
import { thing, type PlantedCase } from "./planted";

const create = (object: ReturnType<typeof thing>) => ({ create: object });

const eks = (values: ObjectValue = {}) =>
  thing("aws_eks_cluster", "cluster-1", { name: "main", bootstrap_self_managed_addons: false, ...values });
const addOn = (name: string) => thing("aws_eks_addon", `main:${name}`, { cluster_name: "main", addon_name: name });
const nodes = (values: ObjectValue = {}) =>
  thing("aws_eks_node_group", "main:system", { cluster_name: "main", node_group_name: "system", ...values });

const logGroup = (name: string) => create(thing("aws_cloudwatch_log_group", "log-9", { name }));
const logging = eks({ enabled_cluster_log_types: ["audit"] });

const subnet = thing("aws_subnet", "subnet-1", { vpc_id: "vpc-1" });
const network = [
  thing("aws_vpc", "vpc-1", { cidr_block: "10.0.0.0/17" }),
  thing("aws_vpc_ipv4_cidr_block_association", "vpc-cidr-1", { vpc_id: "vpc-1", cidr_block: "100.64.0.0/18" }),
  subnet,
];
const withServices = (range: string) =>
  create(eks({ vpc_config: [{ subnet_ids: ["subnet-1"] }], kubernetes_network_config: [{ ip_family: "ipv4", service_ipv4_cidr: range }] }));

const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/volumes";
const starter = "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
const volumesKey = (principal: string, action = "kms:CreateGrant") =>
  thing("aws_kms_key", "volumes", {
    arn: keyArn,
    key_id: "volumes",
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: action, Resource: "*" }] }),
  });
const template = (key: string) => thing("aws_launch_template", "lt-1", { block_device_mappings: [{ ebs: [{ kms_key_id: key }] }] });
const alias = thing("aws_kms_alias", "alias/volumes", { name: "alias/volumes", target_key_id: "volumes" });
const templated = create(nodes({ launch_template: [{ id: "lt-1" }] }));

/** What EKS refuses, or takes and never brings up. */
export const clusterCases: readonly PlantedCase[] = [
  {
    rule: "log-group-before-cluster",
    code: "ResourceAlreadyExistsException",
    standing: [logging],
    asked: logGroup("/aws/eks/main/cluster"),
    other: "cluster-1",
    allowed: { asked: logGroup("/aws/eks/other/cluster") },
  },
  {
    rule: "log-group-before-cluster",
    code: "ResourceAlreadyExistsException",
    standing: [logging],
    asked: logGroup("/aws/eks/main/cluster"),
    other: "cluster-1",
    allowed: { standing: [eks()] },
  },
  {
    rule: "node-group-needs-network",
    code: "NodeCreationFailure",
    standing: [eks(), addOn("kube-proxy")],
    asked: create(nodes()),
    other: "vpc-cni",
    allowed: { standing: [eks(), addOn("vpc-cni")] },
  },
  {
    rule: "node-group-needs-network",
    code: "NodeCreationFailure",
    standing: [eks()],
    asked: create(nodes()),
    other: "vpc-cni",
    allowed: { standing: [eks({ bootstrap_self_managed_addons: true })] },
  },
  {
    rule: "add-on-needs-nodes",
    code: "InsufficientNumberOfReplicas",
    standing: [eks(), addOn("vpc-cni")],
    asked: create(addOn("coredns")),
    other: "cluster-1",
    allowed: { standing: [eks(), addOn("vpc-cni"), nodes()] },
  },
  {
    rule: "add-on-needs-nodes",
    code: "InsufficientNumberOfReplicas",
    standing: [eks()],
    asked: create(addOn("aws-ebs-csi-driver")),
    other: "cluster-1",
    allowed: { asked: create(addOn("eks-pod-identity-agent")) },
  },
  {
    rule: "service-range-apart-from-vpc",
    code: "InvalidParameterException",
    standing: network,
    asked: withServices("10.0.112.0/20"),
    other: "vpc-1",
    allowed: { asked: withServices("10.0.240.0/20") },
  },
  {
    rule: "volumes-key-admits-node-starter",
    code: "AsgInstanceLaunchFailures",
    standing: [eks(), template(keyArn), volumesKey("arn:aws:iam::111122223333:root", "kms:*")],
    asked: templated,
    other: "volumes",
    allowed: { standing: [eks(), template(keyArn), volumesKey(starter)] },
  },
  {
    rule: "volumes-key-admits-node-starter",
    code: "AsgInstanceLaunchFailures",
    standing: [eks(), template("alias/volumes"), alias, volumesKey(starter, "kms:Decrypt")],
    asked: templated,
    other: "volumes",
    allowed: { standing: [eks(), template("alias/volumes"), alias, volumesKey(starter, "kms:*")] },
  },
];
