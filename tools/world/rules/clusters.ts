import { cidrsOverlap, parseCidr } from "../../../modules/core/addressing";
import { placeOf, sharesPlace } from "../place";
import { api, page, type Missing, type Question, type Refusal, type WorldRule, type WorldView } from "../rule";
import { isTrue, textAt, textsAt, valuesAt } from "../values";
import type { WorldObject } from "../world";
import { firstNamed, namedBy } from "./find";
import { vpcRangesOf } from "./networks";
import { isAbout, statementsOf } from "./policy-document";

/** What stands in the cluster that an object names. */
const inCluster = (type: string, cluster: WorldObject, view: WorldView): readonly WorldObject[] =>
  view
    .by(type, "cluster_name", textAt(cluster, "name") ?? "")
    .filter((other) => sharesPlace(placeOf(other), placeOf(cluster), "own-region"));

/** EKS writes to a log group of a fixed name, and makes it where it isn't there. */
const logGroupFirst: WorldRule = {
  name: "log-group-before-cluster",
  source: page("https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html"),
  types: ["aws_cloudwatch_log_group"],
  onPut: ({ object, before, view }) => {
    const name = textAt(object, "name") ?? "";
    const [, clusterName] = /^\/aws\/eks\/([^/]+)\/cluster$/.exec(name) ?? [];
    if (clusterName === undefined || before !== undefined) return [];
    const writer = view
      .by("aws_eks_cluster", "name", clusterName)
      .find(
        (one) => sharesPlace(placeOf(one), placeOf(object), "own-region") && textsAt(one.values, "enabled_cluster_log_types").length > 0,
      );
    if (writer === undefined) return [];
    const says = "the cluster logs already, so EKS has made the group";
    return [{ code: "ResourceAlreadyExistsException", path: "name", value: name, says, other: writer }];
  },
};

/** Whether a cluster began without the add-ons that EKS would have put into it. */
const isBare = (cluster: WorldObject): boolean =>
  valuesAt(cluster.values, "bootstrap_self_managed_addons")[0] === false && !isTrue(cluster, "compute_config.enabled");

const missing = (value: string): Missing => ({ noun: "EKS add-on", value });

/** Nodes become ready once they have a network, which is an add-on's work. */
const nodesNeedNetwork: WorldRule = {
  name: "node-group-needs-network",
  source: page("https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html"),
  types: ["aws_eks_node_group"],
  onPut: ({ object, before, view }) => {
    const cluster = firstNamed(object, "cluster_name", view);
    if (before !== undefined || cluster === undefined || !isBare(cluster)) return [];
    if (inCluster("aws_eks_addon", cluster, view).some((addOn) => textAt(addOn, "addon_name") === "vpc-cni")) return [];
    const says = "the cluster has no network add-on, so that no node becomes ready";
    return [
      { code: "NodeCreationFailure", path: "cluster_name", value: textAt(object, "cluster_name") ?? "", says, other: missing("vpc-cni") },
    ];
  },
};

/** Add-ons whose pods are not on each node, but have to run somewhere before the add-on counts as active. */
const onSomeNode = ["aws-ebs-csi-driver", "aws-efs-csi-driver", "coredns", "metrics-server"];

const addOnsNeedNodes: WorldRule = {
  name: "add-on-needs-nodes",
  source: api("EKS AddonIssue"),
  types: ["aws_eks_addon"],
  onPut: ({ object, before, view }) => {
    const name = textAt(object, "addon_name") ?? "";
    const cluster = firstNamed(object, "cluster_name", view);
    if (before !== undefined || cluster === undefined || !onSomeNode.includes(name) || isTrue(cluster, "compute_config.enabled")) return [];
    if (["aws_eks_node_group", "aws_eks_fargate_profile"].some((type) => inCluster(type, cluster, view).length > 0)) return [];
    const says = "the cluster has no nodes that the add-on's pods could run on";
    return [{ code: "InsufficientNumberOfReplicas", path: "addon_name", value: name, says, other: cluster }];
  },
};

/** Addresses of services must not be the network's: a pod would look for one inside the cluster. */
const serviceRange: WorldRule = {
  name: "service-range-apart-from-vpc",
  source: page("https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html"),
  types: ["aws_eks_cluster"],
  onPut: ({ object, view }) => {
    const path = "kubernetes_network_config.service_ipv4_cidr";
    const text = textAt(object, path);
    const range = text === undefined ? undefined : parseCidr(text);
    if (text === undefined || range === undefined) return [];
    const vpcs = namedBy(object, "vpc_config.subnet_ids", view).flatMap((subnet) => textAt(subnet, "vpc_id") ?? []);
    const clash = vpcRangesOf(vpcs[0] ?? "", view).find(({ cidr }) => cidrsOverlap(cidr, range));
    return clash === undefined
      ? []
      : [{ code: "InvalidParameterException", path, value: text, says: `the range overlaps the VPC's ${clash.text}`, other: clash.maker }];
  },
};

const starter = ":role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";

/** Whether a key's policy lets the role that starts nodes use it. The account's root alone doesn't: that role has no policy about keys. */
const admitsStarter = (policy: string): boolean | undefined =>
  statementsOf(policy)?.some(
    (statement) =>
      statement.allows &&
      isAbout(statement, "kms:CreateGrant") &&
      statement.principals.some(([kind, name]) => (kind === "AWS" || kind === "*") && (name === "*" || name.includes(starter))),
  );

const keyItselfOf = (key: WorldObject, view: WorldView): WorldObject | undefined =>
  key.type === "aws_kms_alias" ? view.by("aws_kms_key", "key_id", textAt(key, "target_key_id") ?? "")[0] : key;

/** Instances of a group are started by Auto Scaling's own role, which needs the key of their volumes. */
const volumesKey: WorldRule = {
  name: "volumes-key-admits-node-starter",
  source: page("https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html"),
  types: ["aws_eks_node_group"],
  onPut: (question: Question): readonly Refusal[] => {
    const { object, view } = question;
    return namedBy(object, "launch_template.id", view)
      .flatMap((template) => namedBy(template, "block_device_mappings.ebs.kms_key_id", view))
      .flatMap((named) => keyItselfOf(named, view) ?? [])
      .filter((key) => admitsStarter(textAt(key, "policy") ?? "") === false)
      .slice(0, 1)
      .map((key) => ({
        code: "AsgInstanceLaunchFailures",
        path: "launch_template.id",
        value: textAt(object, "launch_template.id") ?? "",
        basis: textAt(key, "policy") ?? "",
        says: "the key of the nodes' volumes doesn't let Auto Scaling's own role use it",
        other: key,
      }));
  },
};

/** What EKS and its nodes want to be there before them, and in which form. */
export const clusterRules: readonly WorldRule[] = [logGroupFirst, nodesNeedNetwork, addOnsNeedNodes, serviceRange, volumesKey];
