import { awsArn, type Permission } from "../../modules/aws/policy-document/policy-document";
import { AwsServiceRole, type AwsServiceRoleProps } from "../../modules/aws/service-role/service-role";
import type { EstateStack } from "../../modules/core/stack";
import { operatorIdentities } from "../kubernetes/identities";
import type { Place } from "../place";
import {
  clusterName,
  gatewayTargetGroupName,
  interruptionQueueName,
  keyAliasName,
  partitionOf,
  roleArn,
  roleName,
  runnerCredentialName,
  runnerNamePattern,
  secretName,
} from "./names";
import { platformAdministratorPattern, platformViewerPattern } from "./people";
import { keyWord, secretsOperatorRole, servicesWithIdentity } from "../roles";
import {
  clusterAdministratorRole,
  clusterRole,
  clusterViewerRole,
  loadBalancerRole,
  nodeRole,
  nodeScaler,
  nodeScalerRole,
  podNetworkRole,
  podVolumesRole,
  runnerRole,
} from "./roles";

/** What a role of the cluster is made with, beside what all roles of the account have. */
type RolePlan = Pick<AwsServiceRoleProps, "description" | "trust" | "callerArnPattern" | "permissions" | "managedPolicies">;

const pods = (namespace: string, serviceAccount: string): RolePlan["trust"] => ({ kind: "pod-identity", namespace, serviceAccount });

/** An ARN in whatever region of the account a cluster stands. */
const arnIn = (place: Place, service: string, resource: string): string =>
  awsArn({ partition: partitionOf(place), service, region: "*", account: place.account, resource });

/** Use of the key with this alias through a service: the key's policy lets the account in by that way, if IAM does. */
const throughService = (place: Place, key: string, service: string, actions: readonly string[]): Readonly<Record<string, Permission>> => {
  const resources = [arnIn(place, "kms", "key/*")];
  const only = {
    "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${keyAliasName(place, key)}` },
    StringLike: { "kms:ViaService": `${service}.*.amazonaws.com` },
  };
  return {
    [`use-${key}`]: { actions, resources, conditions: only },
    ...(service === "ec2" && {
      [`grant-${key}`]: {
        actions: ["kms:CreateGrant"],
        resources,
        conditions: { ...only, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    }),
  };
};

const volumesKey = keyWord("volumes", "sensitive");
const volumeActions = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"];

/**
 * What makes and removes nodes may do: only with what carries the cluster's tag. The statements and their names follow
 * https://karpenter.sh/v1.6/reference/cloudformation/, read 2026-11-23; it asks for no prices, which have no endpoint
 * inside the network.
 */
const nodeScalerPermissions = (place: Place): Readonly<Record<string, Permission>> => {
  const cluster = clusterName(place);
  const ec2 = (...kinds: readonly string[]): readonly string[] => kinds.map((kind) => arnIn(place, "ec2", `${kind}/*`));
  const made = ec2("fleet", "instance", "volume", "network-interface", "launch-template", "spot-instances-request");
  const owned = { [`aws:ResourceTag/kubernetes.io/cluster/${cluster}`]: "owned" };
  const asked = { [`aws:RequestTag/kubernetes.io/cluster/${cluster}`]: "owned", "aws:RequestTag/eks:eks-cluster-name": cluster };
  const profiles = [awsArn({ partition: partitionOf(place), service: "iam", account: place.account, resource: "instance-profile/*" })];
  const pool = "karpenter.sh/nodepool";
  const nodeClass = "karpenter.k8s.aws/ec2nodeclass";
  return {
    "launch-from": {
      actions: ["ec2:CreateFleet", "ec2:RunInstances"],
      resources: [
        ...["image/*", "snapshot/*"].map((resource) => awsArn({ partition: partitionOf(place), service: "ec2", region: "*", resource })),
        ...ec2("security-group", "subnet", "capacity-reservation"),
      ],
    },
    "launch-from-template": {
      actions: ["ec2:CreateFleet", "ec2:RunInstances"],
      resources: ec2("launch-template"),
      conditions: { StringEquals: owned, StringLike: { [`aws:ResourceTag/${pool}`]: "*" } },
    },
    launch: {
      actions: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"],
      resources: made,
      conditions: { StringEquals: asked, StringLike: { [`aws:RequestTag/${pool}`]: "*" } },
    },
    "tag-at-launch": {
      actions: ["ec2:CreateTags"],
      resources: made,
      conditions: {
        StringEquals: { ...asked, "ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"] },
        StringLike: { [`aws:RequestTag/${pool}`]: "*" },
      },
    },
    tag: {
      actions: ["ec2:CreateTags"],
      resources: ec2("instance"),
      conditions: {
        StringEquals: owned,
        StringLike: { [`aws:ResourceTag/${pool}`]: "*" },
        StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": cluster },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] },
      },
    },
    remove: {
      actions: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
      resources: ec2("instance", "launch-template"),
      conditions: { StringEquals: owned, StringLike: { [`aws:ResourceTag/${pool}`]: "*" } },
    },
    find: { actions: ["ec2:Describe*"], resources: ["*"] },
    "find-images": {
      actions: ["ssm:GetParameter"],
      resources: [awsArn({ partition: partitionOf(place), service: "ssm", region: "*", resource: "parameter/aws/service/*" })],
    },
    "hear-interruptions": {
      actions: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      resources: [arnIn(place, "sqs", interruptionQueueName(place))],
    },
    "hand-on-node-role": {
      actions: ["iam:PassRole"],
      resources: [roleArn(place, nodeRole)],
      conditions: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    },
    "make-instance-profiles": {
      actions: ["iam:CreateInstanceProfile", "iam:TagInstanceProfile"],
      resources: profiles,
      conditions: { StringEquals: asked, StringLike: { [`aws:RequestTag/${nodeClass}`]: "*" } },
    },
    "keep-instance-profiles": {
      actions: ["iam:AddRoleToInstanceProfile", "iam:DeleteInstanceProfile", "iam:RemoveRoleFromInstanceProfile"],
      resources: profiles,
      conditions: { StringEquals: owned, StringLike: { [`aws:ResourceTag/${nodeClass}`]: "*" } },
    },
    "find-instance-profiles": { actions: ["iam:GetInstanceProfile", "iam:ListInstanceProfiles"], resources: ["*"] },
    "find-cluster": { actions: ["eks:DescribeCluster"], resources: [arnIn(place, "eks", `cluster/${cluster}`)] },
    ...throughService(place, volumesKey, "ec2", volumeActions),
  };
};

/** https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html, read 2026-11-23. */
const runnerPermissions = (place: Place): Readonly<Record<string, Permission>> => {
  const log = arnIn(place, "logs", `log-group:/aws/codebuild/${runnerNamePattern(place)}`);
  return {
    "join-network": {
      actions: [
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      resources: ["*"],
    },
    "hand-on-network-interface": {
      actions: ["ec2:CreateNetworkInterfacePermission"],
      resources: [arnIn(place, "ec2", "network-interface/*")],
      conditions: {
        StringEquals: { "ec2:AuthorizedService": "codebuild.amazonaws.com" },
        ArnLike: { "ec2:Subnet": arnIn(place, "ec2", "subnet/*") },
      },
    },
    "write-log": { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [log, `${log}:log-stream:*`] },
    "read-credential": {
      actions: ["secretsmanager:GetSecretValue"],
      resources: [arnIn(place, "secretsmanager", `secret:${runnerCredentialName(place)}-*`)],
    },
    ...throughService(place, keyWord("secrets", "sensitive"), "secretsmanager", ["kms:Decrypt"]),
  };
};

/** https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/, read 2026-11-23: what binding targets asks for. */
const loadBalancerPermissions = (place: Place): Readonly<Record<string, Permission>> => ({
  find: {
    actions: [
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInstances",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ],
    resources: ["*"],
  },
  "bind-targets": {
    actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
    resources: [arnIn(place, "elasticloadbalancing", `targetgroup/${gatewayTargetGroupName(place)}/*`)],
  },
});

/** The services' own secrets, and no others: those of CI and the databases have other names. */
const secretsPermissions = (place: Place): Readonly<Record<string, Permission>> => ({
  "read-secrets": {
    actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    resources: servicesWithIdentity(place.services).map(({ identity }) =>
      arnIn(place, "secretsmanager", `secret:${secretName(place, identity, "runtime")}-*`),
    ),
  },
  ...throughService(place, keyWord("secrets", "sensitive"), "secretsmanager", ["kms:Decrypt"]),
});

const rolePlans = (place: Place): Readonly<Record<string, RolePlan>> => {
  const readsCluster = { "find-cluster": { actions: ["eks:DescribeCluster"], resources: [arnIn(place, "eks", "cluster/*")] } };
  return {
    [clusterRole]: {
      description: "runs the cluster's control plane",
      trust: { kind: "service", principal: "eks.amazonaws.com" },
      callerArnPattern: arnIn(place, "eks", "cluster/*"),
      managedPolicies: ["AmazonEKSClusterPolicy"],
    },
    [nodeRole]: {
      description: "joins nodes to the cluster and pulls their images",
      trust: { kind: "service", principal: "ec2.amazonaws.com", source: "unsaid" },
      managedPolicies: ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy"],
    },
    [podNetworkRole]: {
      description: "gives pods their addresses",
      trust: pods("kube-system", "aws-node"),
      managedPolicies: ["AmazonEKS_CNI_Policy"],
    },
    [podVolumesRole]: {
      description: "gives pods their volumes",
      trust: pods("kube-system", "ebs-csi-controller-sa"),
      managedPolicies: ["service-role/AmazonEBSCSIDriverPolicy"],
      permissions: throughService(place, volumesKey, "ec2", volumeActions),
    },
    [nodeScalerRole]: {
      description: "makes and removes nodes as pods need them",
      trust: pods(nodeScaler.namespace, nodeScaler.serviceAccount),
      permissions: nodeScalerPermissions(place),
    },
    [loadBalancerRole]: {
      description: "puts pods into the gateway's target group",
      trust: pods(operatorIdentities.loadBalancer.namespace, operatorIdentities.loadBalancer.serviceAccount),
      permissions: loadBalancerPermissions(place),
    },
    [secretsOperatorRole]: {
      description: "reads the services' secrets for the cluster",
      trust: pods(operatorIdentities.secrets.namespace, operatorIdentities.secrets.serviceAccount),
      permissions: secretsPermissions(place),
    },
    [clusterAdministratorRole]: {
      description: "mends what CI cannot in the cluster",
      trust: { kind: "people", signIn: "identity-center" },
      callerArnPattern: platformAdministratorPattern(place),
      permissions: readsCluster,
    },
    [clusterViewerRole]: {
      description: "looks at what runs in the cluster, without its secrets",
      trust: { kind: "people", signIn: "identity-center" },
      callerArnPattern: platformViewerPattern(place),
      permissions: readsCluster,
    },
    [runnerRole]: {
      description: "starts machines for CI's jobs inside the network",
      trust: { kind: "service", principal: "codebuild.amazonaws.com" },
      callerArnPattern: arnIn(place, "codebuild", `project/${runnerNamePattern(place)}`),
      permissions: runnerPermissions(place),
    },
  };
};

/**
 * The roles of the account's clusters. They stand in every phase, so that a later one only adds what uses them: what
 * makes nodes has none to make before growth.
 */
export const clusterRoles = (stack: EstateStack, place: Place, permissionBoundaryArn: string): void => {
  for (const [role, plan] of Object.entries(rolePlans(place))) {
    new AwsServiceRole(stack, role, {
      ...plan,
      roleName: roleName(place, role),
      accountId: place.account,
      partition: partitionOf(place),
      permissionBoundaryArn,
    });
  }
};
