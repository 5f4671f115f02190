import type { ObjectValue, Value } from "../../protocol/values";
import { regionOf } from "./aws-regions";
import { ec2, ec2Id, regional, row } from "./aws-row";
import { fill, firstBlock, hashcode, textOf, type Form, type Forms, type Made } from "./made";
import { hostIn } from "./networks";

const eks = regional("eks");
const lambda = regional("lambda");
const balancing = regional("elasticloadbalancing");

/** `app` and `net` in the ARN of a load balancer. */
const balancerWords: Readonly<Record<string, string>> = { application: "app", gateway: "gwy", network: "net" };

const balancerWord = (made: Made): string => balancerWords[textOf(made.value("load_balancer_type"))] ?? "app";

/** A listener's ARN continues its load balancer's. */
const below =
  (kind: string, parent: string) =>
  (made: Made): string =>
    fill(`${textOf(made.value(parent)).replace(/:(loadbalancer|listener)\//, `:${kind}/`)}/{#hex-16}`, made);

const arnSuffix = (made: Made): string => textOf(made.value("arn")).replace(/^.*:(loadbalancer\/)?/, "");

const balancerZone = (made: Made): string =>
  regionOf(made.scope.region ?? "")?.balancerZones?.[balancerWord(made) === "app" ? 0 : 1] ?? `Z${made.chance("upper", 13)}`;

const invoke =
  (arn: string) =>
  (made: Made): string =>
    fill(`arn:{@partition}:apigateway:{@region}:lambda:path/2015-03-31/functions/${fill(arn, made)}/invocations`, made);

/** The version that a function gets with every publication. */
const functionVersion = (made: Made): string => (made.value("publish") === true ? "1" : "$LATEST");

const kubernetesVersion = "1.33";

const issuer = "https://oidc.eks.{@region}.{@suffix}/id/{#upper-32}";

const certificate = (made: Made): string => {
  const body = made.chance("base64", 400, "certificate").replace(/(.{64})/g, "$1\n");
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`).toString("base64");
};

const privateName = (made: Made): string =>
  fill(`ip-${textOf(made.value("private_ip")).replaceAll(".", "-")}.{@region}.compute.internal`, made);

const privateIp = (made: Made): string => hostIn("10.0.0.0/16", made, "private");

const volume = (made: Made, here: ObjectValue): Value => `vol-${made.chance("hex", 17, textOf(here["device_name"]))}`;

const ecs = (resource: string, more: Form = {}): Form => row("{arn}", regional("ecs")(resource), more);

const subnetMappings = (subnets: Value): readonly Value[] =>
  (Array.isArray(subnets) ? (subnets as readonly Value[]) : []).map((subnet) => ({
    allocation_id: "",
    ipv6_address: "",
    outpost_id: "",
    private_ipv4_address: "",
    subnet_id: textOf(subnet),
  }));

/** Clusters, functions, servers and load balancers. Id forms: `import` sections of the provider's documentation. */
export const awsCompute: Forms = {
  aws_eks_access_entry: row("{cluster_name}:{principal_arn}", undefined, {
    access_entry_arn: (made) => {
      const [, , , , account = "", resource = ""] = textOf(made.value("principal_arn")).split(":");
      return fill(
        `arn:{@partition}:eks:{@region}:{@account}:access-entry/{cluster_name}/${resource.replace(/\/.*$/, "")}/${account}/{principal_arn~last}/{#uuid}`,
        made,
      );
    },
    user_name: "{principal_arn}",
  }),
  aws_eks_access_policy_association: row("{cluster_name}#{principal_arn}#{policy_arn}"),
  aws_eks_addon: row("{cluster_name}:{addon_name}", eks("addon/{cluster_name}/{addon_name}/{#uuid}"), {
    addon_version: "v1.0.0-eksbuild.1",
  }),
  aws_eks_cluster: row("{name}", eks("cluster/{name}"), {
    certificate_authority: (made) => [{ data: certificate(made) }],
    cluster_id: () => null,
    endpoint: "https://{#upper-32}.gr7.{@region}.eks.{@suffix}",
    identity: (made) => [{ oidc: [{ issuer: fill(issuer, made) }] }],
    platform_version: "eks.1",
    version: kubernetesVersion,
    "vpc_config.cluster_security_group_id": "sg-{#hex-17}",
    "vpc_config.public_access_cidrs": (_, here) => (here["endpoint_public_access"] === false ? [] : ["0.0.0.0/0"]),
    "vpc_config.vpc_id": "vpc-{#hex-17}",
  }),
  aws_eks_fargate_profile: row(
    "{cluster_name}:{fargate_profile_name}",
    eks("fargateprofile/{cluster_name}/{fargate_profile_name}/{#uuid}"),
  ),
  aws_eks_identity_provider_config: row(
    (made) => fill(`{cluster_name}:${textOf(firstBlock(made, "oidc")["identity_provider_config_name"])}`, made),
    (made) => fill(`arn:{@partition}:eks:{@region}:{@account}:identityproviderconfig/{cluster_name}/oidc/{#uuid}`, made),
  ),
  aws_eks_node_group: row("{cluster_name}:{node_group_name}", eks("nodegroup/{cluster_name}/{node_group_name}/{#uuid}"), {
    ami_type: "AL2023_x86_64_STANDARD",
    release_version: `${kubernetesVersion}.0-20260101`,
    resources: (made) => [
      { autoscaling_groups: [{ name: fill("eks-{node_group_name}-{#uuid}", made) }], remote_access_security_group_id: "" },
    ],
    version: kubernetesVersion,
  }),
  aws_eks_pod_identity_association: row("{association_id}", undefined, {
    association_arn: eks("podidentityassociation/{cluster_name}/{association_id}"),
    association_id: "a-{#lower-17}",
  }),

  aws_ecs_capacity_provider: ecs("capacity-provider/{name}"),
  aws_ecs_cluster: ecs("cluster/{name}"),
  aws_ecs_cluster_capacity_providers: row("{cluster_name}"),
  aws_ecs_service: row((made) => fill("arn:{@partition}:ecs:{@region}:{@account}:service/{cluster~last}/{name}", made)),
  aws_ecs_task_definition: row("{family}", "{arn_without_revision}:{revision}", {
    arn_without_revision: regional("ecs")("task-definition/{family}"),
    revision: () => 1,
  }),

  aws_lambda_alias: row("{arn}", lambda("function:{function_name~last}:{name}"), {
    invoke_arn: invoke("{arn}"),
  }),
  aws_lambda_code_signing_config: row("{arn}", lambda("code-signing-config:{config_id}"), { config_id: "csc-{#hex-17}" }),
  aws_lambda_event_source_mapping: row("{uuid}", lambda("event-source-mapping:{uuid}"), {
    function_arn: (made) => {
      const name = textOf(made.value("function_name"));
      return name.startsWith("arn:") ? name : fill("arn:{@partition}:lambda:{@region}:{@account}:function:{function_name}", made);
    },
    uuid: "{#uuid}",
  }),
  aws_lambda_function: row("{function_name}", lambda("function:{function_name}"), {
    code_sha256: "{#base64-43}=",
    invoke_arn: invoke("{arn}"),
    last_modified: "2026-01-01T00:00:00.000+0000",
    logging_config: (made) => [
      { application_log_level: "", log_format: "Text", log_group: fill("/aws/lambda/{function_name}", made), system_log_level: "" },
    ],
    qualified_arn: "{arn}:{version}",
    qualified_invoke_arn: invoke("{arn}:{version}"),
    source_code_hash: "{code_sha256}",
    source_code_size: () => 1024,
    version: functionVersion,
  }),
  aws_lambda_function_event_invoke_config: row((made) =>
    fill(textOf(made.value("qualifier")) === "" ? "{function_name}" : "{function_name}:{qualifier}", made),
  ),
  aws_lambda_function_url: row(
    (made) => fill(textOf(made.value("qualifier")) === "" ? "{function_name}" : "{function_name}/{qualifier}", made),
    undefined,
    {
      function_arn: lambda("function:{function_name~last}"),
      function_url: "https://{url_id}.lambda-url.{@region}.on.aws/",
      url_id: "{#lower-32}",
    },
  ),
  aws_lambda_layer_version: row("{arn}", "{layer_arn}:{version}", { layer_arn: lambda("layer:{layer_name}"), version: "1" }),
  aws_lambda_permission: row("{statement_id}"),
  aws_lambda_provisioned_concurrency_config: row("{function_name},{qualifier}"),

  aws_ebs_default_kms_key: row("{@region}"),
  aws_ebs_encryption_by_default: row("terraform-{#name}"),
  aws_ebs_snapshot: row(ec2Id("snap"), "arn:{@partition}:ec2:{@region}::snapshot/{id}"),
  aws_ebs_snapshot_block_public_access: row("{@region}"),
  aws_ebs_volume: ec2("vol", "volume", {
    iops: (made) => (textOf(made.value("type")) === "gp3" ? 3000 : 0),
    throughput: (made) => (textOf(made.value("type")) === "gp3" ? 125 : 0),
  }),
  aws_ec2_instance_metadata_defaults: row("{@region}"),
  aws_instance: ec2("i", "instance", {
    availability_zone: "{@region}a",
    "ebs_block_device.volume_id": volume,
    primary_network_interface_id: "eni-{#hex-17}",
    private_dns: privateName,
    private_ip: privateIp,
    root_block_device: (made) => [
      {
        delete_on_termination: true,
        device_name: "/dev/xvda",
        encrypted: false,
        iops: 3000,
        kms_key_id: "",
        tags: {},
        tags_all: {},
        throughput: 125,
        volume_id: fill("vol-{#hex-17}", made),
        volume_size: 8,
        volume_type: "gp3",
      },
    ],
    "root_block_device.device_name": "/dev/xvda",
    "root_block_device.volume_id": "vol-{#hex-17}",
    subnet_id: "subnet-{#hex-17}",
  }),
  aws_key_pair: row("{key_name}", regional("ec2")("key-pair/{key_name}"), { key_pair_id: "key-{#hex-17}", key_type: "ed25519" }),
  aws_launch_template: ec2("lt", "launch-template"),
  aws_placement_group: row("{name}", regional("ec2")("placement-group/{name}"), { placement_group_id: "pg-{#hex-17}" }),
  aws_volume_attachment: row((made) => `vai-${hashcode(fill("{device_name}-{instance_id}-{volume_id}-", made))}`),

  aws_appautoscaling_policy: row("{name}", (made) =>
    fill(
      "arn:{@partition}:autoscaling:{@region}:{@account}:scalingPolicy:{#uuid}:resource/{service_namespace}/{resource_id}:policyName/{name}",
      made,
    ),
  ),
  aws_appautoscaling_target: row("{resource_id}", regional("application-autoscaling")("scalable-target/{#lower-40}")),
  aws_autoscaling_attachment: row("{autoscaling_group_name}-{#name}"),
  aws_autoscaling_group: row("{name}", regional("autoscaling")("autoScalingGroup:{#uuid}:autoScalingGroupName/{name}"), {
    availability_zones: ({ scope }) => [`${scope.region ?? ""}a`],
    desired_capacity: "{min_size}",
    service_linked_role_arn:
      "arn:{@partition}:iam::{@account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
  }),
  aws_autoscaling_lifecycle_hook: row("{name}"),
  aws_autoscaling_policy: row("{name}", (made) =>
    fill(
      "arn:{@partition}:autoscaling:{@region}:{@account}:scalingPolicy:{#uuid}:autoScalingGroupName/{autoscaling_group_name}:policyName/{name}",
      made,
    ),
  ),
  aws_autoscaling_schedule: row("{scheduled_action_name}", (made) =>
    fill(
      "arn:{@partition}:autoscaling:{@region}:{@account}:scheduledUpdateGroupAction:{#uuid}:autoScalingGroupName/{autoscaling_group_name}:scheduledActionName/{scheduled_action_name}",
      made,
    ),
  ),

  aws_lb: row("{arn}", (made) => fill(balancing(`loadbalancer/${balancerWord(made)}/{name}/{#hex-16}`), made), {
    arn_suffix: arnSuffix,
    dns_name: (made) =>
      fill(
        `${made.value("internal") === true ? "internal-" : ""}{name}-{#digits-10}.${balancerWord(made) === "net" ? "elb.{@region}" : "{@region}.elb"}.{@suffix}`,
        made,
      ),
    subnet_mapping: (made) => subnetMappings(made.value("subnets")),
    vpc_id: "vpc-{#hex-17}",
    zone_id: balancerZone,
  }),
  aws_lb_listener: row("{arn}", below("listener", "load_balancer_arn"), {
    ssl_policy: (made) => (["HTTPS", "TLS"].includes(textOf(made.value("protocol"))) ? "ELBSecurityPolicy-2016-08" : ""),
    tcp_idle_timeout_seconds: (made) => (textOf(made.value("protocol")) === "TCP" ? 350 : null),
  }),
  aws_lb_listener_certificate: row("{listener_arn}_{certificate_arn}"),
  aws_lb_listener_rule: row("{arn}", below("listener-rule", "listener_arn"), { "action.order": () => 1, priority: () => 1 }),
  aws_lb_target_group: row("{arn}", balancing("targetgroup/{name}/{#hex-16}"), {
    arn_suffix: arnSuffix,
    health_check: (made) => [
      {
        enabled: true,
        healthy_threshold: 5,
        interval: 30,
        matcher: "200",
        path: "/",
        port: "traffic-port",
        protocol: textOf(made.value("protocol")),
        timeout: 5,
        unhealthy_threshold: 2,
      },
    ],
    ip_address_type: "ipv4",
    target_group_health: () => [
      {
        dns_failover: [{ minimum_healthy_targets_count: null, minimum_healthy_targets_percentage: null }],
        unhealthy_state_routing: [{ minimum_healthy_targets_count: null, minimum_healthy_targets_percentage: null }],
      },
    ],
    protocol_version: (made) => (/^HTTPS?$/.test(textOf(made.value("protocol"))) ? "HTTP1" : ""),
  }),
  aws_lb_target_group_attachment: row("{target_group_arn}-{#name}"),
  aws_lb_trust_store: row("{arn}", balancing("truststore/{name}/{#hex-16}"), { arn_suffix: arnSuffix }),
};
