import type { ObjectValue } from "../../../tools/protocol/values";
import type { Scope, WorldObject } from "../../../tools/world/world";
import { cluster, edge, here, otherRegion, project } from "./planted";

const of =
  (stack: string, scope: Scope) =>
  (type: string, id: string, values: ObjectValue = {}): WorldObject => ({
    type,
    id,
    stack,
    scope,
    values: { id, ...values },
  });

const arn = (service: string, resource: string, region = "eu-central-1"): string => `arn:aws:${service}:${region}:111122223333:${resource}`;
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const key = (id: string, region = "eu-central-1"): string => arn("kms", `key/${id}`, region);
const policy = (...principals: readonly string[]): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: principals }, Action: "*", Resource: "*" }] });

const root = "arn:aws:iam::111122223333:root";
const account = of("account", here);
const keys = of("keys", here);
const network = of("network", here);
const data = of("data", here);
const workloads = of("workloads", here);
const gateway = of("gateway", here);
const web = of("web", { ...here, region: "us-east-1" });
const standby = of("standby", otherRegion);
const google = of("google", project);
const platform = of("platform", cluster);
const releases = of("platform", { ...cluster, provider: "helm" });
const dns = of("edge", edge);

const subnets = ["a", "b", "c"].map((zone, index) =>
  network("aws_subnet", `subnet-${zone}`, {
    vpc_id: "vpc-1",
    cidr_block: `10.0.${String(index)}.0/24`,
    availability_zone: `eu-central-1${zone}`,
  }),
);
const subnetIds = subnets.map(({ id }) => id);
const group = { vpc_security_group_ids: ["sg-1"] };
const assumed = { assume_role_policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { Service: "eks.amazonaws.com" } }] }) };

const foundations: readonly WorldObject[] = [
  ...["cluster", "nodes", "pods", "replication", "backup", "task", "config"].map((name) =>
    account("aws_iam_role", name, { name, arn: role(name), ...assumed }),
  ),
  account("aws_iam_role_policy_attachment", "attachment-1", {
    role: "nodes",
    policy_arn: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
  }),
  account("aws_iam_instance_profile", "nodes-profile", { name: "nodes-profile", role: "nodes" }),
  keys("aws_kms_key", "k-1", { key_id: "k-1", arn: key("k-1"), policy: policy(root, role("pods")) }),
  keys("aws_kms_alias", "alias/data", { name: "alias/data", arn: arn("kms", "alias/data"), target_key_id: "k-1" }),
  standby("aws_kms_key", "k-2", { key_id: "k-2", arn: key("k-2", "us-west-2"), policy: policy(root) }),
];

const networks: readonly WorldObject[] = [
  network("aws_vpc", "vpc-1", {
    cidr_block: "10.0.0.0/16",
    default_security_group_id: "sg-default",
    main_route_table_id: "rtb-main",
    default_route_table_id: "rtb-main",
    default_network_acl_id: "acl-default",
  }),
  network("aws_default_security_group", "sg-default", { vpc_id: "vpc-1" }),
  network("aws_vpc_ipv4_cidr_block_association", "cidr-1", { vpc_id: "vpc-1", cidr_block: "100.64.0.0/16" }),
  ...subnets,
  network("aws_subnet", "subnet-pods", { vpc_id: "vpc-1", cidr_block: "100.64.0.0/20", availability_zone: "eu-central-1a" }),
  network("aws_internet_gateway", "igw-1", { vpc_id: "vpc-1" }),
  network("aws_route_table", "rtb-1", { vpc_id: "vpc-1" }),
  network("aws_route", "r-1", { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }),
  network("aws_route_table_association", "assoc-1", { route_table_id: "rtb-1", subnet_id: "subnet-a" }),
  network("aws_eip", "eip-1", { allocation_id: "eip-1" }),
  network("aws_nat_gateway", "nat-1", { allocation_id: "eip-1", subnet_id: "subnet-a", connectivity_type: "public" }),
  network("aws_route", "r-2", { route_table_id: "rtb-main", destination_cidr_block: "0.0.0.0/0", nat_gateway_id: "nat-1" }),
  network("aws_security_group", "sg-1", { name: "one", vpc_id: "vpc-1" }),
  network("aws_security_group", "sg-2", { name: "two", vpc_id: "vpc-1" }),
  network("aws_vpc_security_group_ingress_rule", "sgr-1", {
    security_group_id: "sg-1",
    referenced_security_group_id: "sg-2",
    ip_protocol: "-1",
  }),
  network("aws_vpc_security_group_ingress_rule", "sgr-2", {
    security_group_id: "sg-1",
    referenced_security_group_id: "sg-1",
    ip_protocol: "-1",
  }),
  network("aws_vpc_endpoint", "vpce-1", {
    vpc_id: "vpc-1",
    vpc_endpoint_type: "Interface",
    service_name: "com.amazonaws.eu-central-1.kms",
    private_dns_enabled: true,
    subnet_ids: subnetIds,
    security_group_ids: ["sg-1"],
  }),
];

const stores: readonly WorldObject[] = [
  data("aws_db_subnet_group", "database", { name: "database", subnet_ids: subnetIds }),
  data("aws_db_parameter_group", "postgres", { name: "postgres" }),
  data("aws_db_instance", "db-1", {
    identifier: "main",
    arn: arn("rds", "db:main"),
    db_subnet_group_name: "database",
    parameter_group_name: "postgres",
    option_group_name: "default:postgres-17",
    kms_key_id: key("k-1"),
    backup_retention_period: 7,
    master_user_secret: [{ secret_arn: arn("secretsmanager", "secret:rds!db-1") }],
    ...group,
  }),
  standby("aws_db_instance", "db-2", {
    identifier: "main",
    replicate_source_db: arn("rds", "db:main"),
    kms_key_id: key("k-2", "us-west-2"),
    parameter_group_name: "default.postgres17",
  }),
  data("aws_elasticache_subnet_group", "cache", { name: "cache", subnet_ids: subnetIds }),
  data("aws_elasticache_replication_group", "cache-1", {
    replication_group_id: "cache-1",
    subnet_group_name: "cache",
    parameter_group_name: "default.valkey8",
    security_group_ids: ["sg-1"],
    multi_az_enabled: true,
    kms_key_id: "alias/data",
  }),
  data("aws_dynamodb_table", "ledger", {
    name: "ledger",
    arn: arn("dynamodb", "table/ledger"),
    server_side_encryption: [{ kms_key_arn: key("k-1") }],
    replica: [{ region_name: "us-west-2", kms_key_arn: key("k-2", "us-west-2") }],
  }),
  data("aws_s3_bucket", "documents", { bucket: "documents" }),
  data("aws_s3_bucket_versioning", "documents", { bucket: "documents", versioning_configuration: [{ status: "Enabled" }] }),
  standby("aws_s3_bucket", "documents-copy", { bucket: "documents-copy" }),
  standby("aws_s3_bucket_versioning", "documents-copy", { bucket: "documents-copy", versioning_configuration: [{ status: "Enabled" }] }),
  data("aws_s3_bucket_replication_configuration", "documents", {
    bucket: "documents",
    role: role("replication"),
    rule: [
      {
        destination: [
          { bucket: "arn:aws:s3:::documents-copy", encryption_configuration: [{ replica_kms_key_id: key("k-2", "us-west-2") }] },
        ],
      },
    ],
  }),
  data("aws_secretsmanager_secret", arn("secretsmanager", "secret:one"), {
    name: "one",
    arn: arn("secretsmanager", "secret:one"),
    kms_key_id: "aws/secretsmanager",
  }),
  data("aws_secretsmanager_secret_version", "version-1", { secret_id: arn("secretsmanager", "secret:one") }),
  data("aws_msk_cluster", "msk-1", {
    cluster_name: "events",
    arn: arn("kafka", "cluster/events"),
    broker_node_group_info: [{ client_subnets: subnetIds, security_groups: ["sg-1"] }],
  }),
  data("aws_cloudwatch_event_bus", "domain", { name: "domain", arn: arn("events", "event-bus/domain") }),
  data("aws_sqs_queue", "https://sqs/dead", {
    name: "dead",
    arn: arn("sqs", "dead"),
    url: "https://sqs/dead",
    kms_master_key_id: "alias/aws/sqs",
  }),
  data("aws_sqs_queue", "https://sqs/work", {
    name: "work",
    arn: arn("sqs", "work"),
    url: "https://sqs/work",
    redrive_policy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead") }),
  }),
  data("aws_sqs_queue_policy", "https://sqs/work", { queue_url: "https://sqs/work", policy: policy("*", "111122223333", role("pods")) }),
  data("aws_cloudwatch_event_rule", "domain/all", { name: "all", event_bus_name: "domain" }),
  data("aws_cloudwatch_event_target", "target-1", {
    rule: "all",
    event_bus_name: "domain",
    arn: arn("sqs", "work"),
    dead_letter_config: [{ arn: arn("sqs", "dead") }],
  }),
  data("aws_cloudwatch_event_rule", "default/nightly", { name: "nightly", event_bus_name: "default" }),
  data("aws_sns_topic", arn("sns", "alerts"), { name: "alerts", arn: arn("sns", "alerts") }),
  data("aws_sns_topic_subscription", "subscription-1", { topic_arn: arn("sns", "alerts"), protocol: "email", endpoint: "ops@one.example" }),
  data("aws_backup_vault", "main", { name: "main", arn: arn("backup", "backup-vault:main"), kms_key_arn: key("k-1") }),
  data("aws_backup_plan", "plan-1", {
    rule: [{ target_vault_name: "main", copy_action: [{ destination_vault_arn: arn("backup", "backup-vault:main") }] }],
  }),
  data("aws_backup_selection", "selection-1", { plan_id: "plan-1", iam_role_arn: role("backup") }),
];

const clusters: readonly WorldObject[] = [
  workloads("aws_eks_cluster", "eks", {
    name: "eks",
    endpoint: cluster.cluster ?? "",
    role_arn: role("cluster"),
    vpc_config: [{ subnet_ids: subnetIds, security_group_ids: ["sg-1"], cluster_security_group_id: "sg-eks" }],
    encryption_config: [{ provider: [{ key_arn: key("k-1") }] }],
  }),
  workloads("aws_vpc_security_group_ingress_rule", "sgr-3", {
    security_group_id: "sg-1",
    referenced_security_group_id: "sg-eks",
    ip_protocol: "-1",
  }),
  workloads("aws_launch_template", "lt-1", { name: "nodes", vpc_security_group_ids: ["sg-eks"] }),
  workloads("aws_eks_node_group", "eks:nodes", {
    cluster_name: "eks",
    node_group_name: "nodes",
    node_role_arn: role("nodes"),
    subnet_ids: subnetIds,
    launch_template: [{ id: "lt-1", name: "nodes" }],
  }),
  workloads("aws_eks_addon", "eks:cni", { cluster_name: "eks", addon_name: "vpc-cni" }),
  workloads("aws_eks_access_entry", "eks:pods", { cluster_name: "eks", principal_arn: role("pods") }),
  workloads("aws_eks_access_policy_association", "eks:pods:view", { cluster_name: "eks", principal_arn: role("pods") }),
  workloads("aws_eks_pod_identity_association", "eks:api", {
    cluster_name: "eks",
    namespace: "api",
    service_account: "api",
    role_arn: role("pods"),
  }),
  workloads("aws_ecr_repository", "api", { name: "api", encryption_configuration: [{ kms_key: key("k-1") }] }),
  workloads("aws_ecr_repository_policy", "api", { repository: "api", policy: policy(role("pods")) }),
  workloads("aws_lb", arn("elasticloadbalancing", "loadbalancer/net/one"), {
    name: "one",
    arn: arn("elasticloadbalancing", "loadbalancer/net/one"),
    load_balancer_type: "network",
    subnets: subnetIds,
    security_groups: ["sg-1"],
  }),
  workloads("aws_lb_target_group", arn("elasticloadbalancing", "targetgroup/one"), {
    name: "one",
    arn: arn("elasticloadbalancing", "targetgroup/one"),
    vpc_id: "vpc-1",
  }),
  workloads("aws_lb_listener", "listener-1", {
    load_balancer_arn: arn("elasticloadbalancing", "loadbalancer/net/one"),
    port: 443,
    default_action: [{ target_group_arn: arn("elasticloadbalancing", "targetgroup/one") }],
  }),
  gateway("aws_apigatewayv2_api", "api-1", { name: "api" }),
  gateway("aws_apigatewayv2_vpc_link", "link-1", { name: "link", subnet_ids: subnetIds, security_group_ids: ["sg-1"] }),
  gateway("aws_apigatewayv2_integration", "integration-1", { api_id: "api-1", connection_id: "link-1" }),
  gateway("aws_apigatewayv2_route", "route-1", { api_id: "api-1", route_key: "$default" }),
  gateway("aws_cloudwatch_log_group", "/api", { name: "/api", arn: arn("logs", "log-group:/api"), kms_key_id: key("k-1") }),
  gateway("aws_apigatewayv2_stage", "stage-1", {
    api_id: "api-1",
    name: "$default",
    access_log_settings: [{ destination_arn: arn("logs", "log-group:/api") }],
  }),
  gateway("aws_acm_certificate", "certificate-1", { arn: arn("acm", "certificate/1") }),
  gateway("aws_apigatewayv2_domain_name", "api.one.example", {
    domain_name: "api.one.example",
    domain_name_configuration: [{ certificate_arn: arn("acm", "certificate/1") }],
  }),
  gateway("aws_apigatewayv2_api_mapping", "mapping-1", { api_id: "api-1", domain_name: "api.one.example" }),
  gateway("aws_config_configuration_recorder", "default", { name: "default", role_arn: role("config") }),
  gateway("aws_config_delivery_channel", "default", { name: "default", s3_bucket_name: "documents" }),
  gateway("aws_config_configuration_recorder_status", "default", { name: "default" }),
  gateway("aws_cloudtrail", "trail", {
    name: "trail",
    s3_bucket_name: "documents",
    cloud_watch_logs_group_arn: `${arn("logs", "log-group:/api")}:*`,
    kms_key_id: "alias/data",
  }),
  web("aws_acm_certificate", "certificate-2", { arn: arn("acm", "certificate/2", "us-east-1") }),
  web("aws_wafv2_web_acl", "acl-1", { name: "edge", scope: "CLOUDFRONT", arn: arn("wafv2", "global/webacl/edge/1", "us-east-1") }),
  web("aws_cloudfront_origin_access_control", "oac-1", { name: "oac" }),
  web("aws_cloudfront_distribution", "distribution-1", {
    web_acl_id: arn("wafv2", "global/webacl/edge/1", "us-east-1"),
    viewer_certificate: [{ acm_certificate_arn: arn("acm", "certificate/2", "us-east-1") }],
    origin: [{ origin_access_control_id: "oac-1" }],
    default_cache_behavior: [{ cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6" }],
  }),
];

const keyRing = "projects/example-project/locations/europe-west4/keyRings/main";
const path = (kind: string): string => `projects/example-project/${kind}`;

const others: readonly WorldObject[] = [
  ...["compute", "container", "sqladmin"].map((service) =>
    google("google_project_service", `on-${service}`, { service: `${service}.googleapis.com` }),
  ),
  google("google_compute_network", path("global/networks/main"), {
    name: "main",
    self_link: `https://www.googleapis.com/compute/v1/${path("global/networks/main")}`,
  }),
  google("google_compute_subnetwork", path("regions/europe-west4/subnetworks/main"), {
    name: "main",
    region: "europe-west4",
    network: `https://www.googleapis.com/compute/v1/${path("global/networks/main")}`,
  }),
  google("google_compute_router", path("regions/europe-west4/routers/main"), { name: "main", region: "europe-west4", network: "main" }),
  google("google_compute_router_nat", "nat-1", { name: "main", router: "main", region: "europe-west4" }),
  google("google_kms_key_ring", keyRing, { name: "main", location: "europe-west4" }),
  google("google_kms_crypto_key", `${keyRing}/cryptoKeys/data`, { name: "data", key_ring: keyRing }),
  google("google_service_account", "account-1", { account_id: "nodes", email: "nodes@example-project.iam.gserviceaccount.com" }),
  google("google_project_iam_member", "member-1", { member: "serviceAccount:nodes@example-project.iam.gserviceaccount.com" }),
  google("google_project_iam_member", "member-3", { member: "serviceAccount:service-1@container-engine-robot.iam.gserviceaccount.com" }),
  google("google_kms_crypto_key_iam_binding", "binding-1", {
    crypto_key_id: `${keyRing}/cryptoKeys/data`,
    role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
    members: ["container-engine-robot", "gcp-sa-cloud-sql", "gs-project-accounts"].map(
      (agent) => `serviceAccount:service-1@${agent}.iam.gserviceaccount.com`,
    ),
  }),
  google("google_storage_bucket", "copy", {
    name: "copy",
    location: "EUROPE-WEST4",
    encryption: [{ default_kms_key_name: `${keyRing}/cryptoKeys/data` }],
  }),
  google("google_container_cluster", path("locations/europe-west4/clusters/main"), {
    name: "main",
    location: "europe-west4",
    network: path("global/networks/main"),
    subnetwork: "main",
    database_encryption: [{ key_name: `${keyRing}/cryptoKeys/data` }],
    workload_identity_config: [{ workload_pool: "example-project.svc.id.goog" }],
    deletion_protection: false,
  }),
  google("google_project_iam_member", "member-2", { member: "serviceAccount:example-project.svc.id.goog[api/api]" }),
  google("google_container_node_pool", "pool-1", {
    name: "pool",
    cluster: "main",
    location: "europe-west4",
    node_config: [{ service_account: "nodes@example-project.iam.gserviceaccount.com" }],
  }),
  google("google_sql_database_instance", "sql-1", {
    name: "sql",
    region: "europe-west4",
    encryption_key_name: `${keyRing}/cryptoKeys/data`,
    deletion_protection: false,
  }),
  google("google_sql_database", "database-1", { name: "app", instance: "sql" }),
  platform("kubernetes_namespace_v1", "api", { metadata: [{ name: "api" }] }),
  platform("kubernetes_service_account_v1", "api/api", { metadata: [{ name: "api", namespace: "api" }] }),
  platform("kubernetes_config_map_v1", "kube-system/aws-logging", { metadata: [{ name: "aws-logging", namespace: "kube-system" }] }),
  releases("helm_release", "istio", { name: "istio", namespace: "istio-system", create_namespace: true }),
  releases("helm_release", "istiod", { name: "istiod", namespace: "istio-system", create_namespace: false }),
  dns("cloudflare_zone", "zone-1", { name: "one.example", account: { id: "account-1" } }),
  dns("cloudflare_load_balancer_monitor", "monitor-1", { account_id: "account-1" }),
  dns("cloudflare_load_balancer_pool", "pool-1", { account_id: "account-1", name: "primary", monitor: "monitor-1" }),
  dns("cloudflare_load_balancer", "balancer-1", {
    zone_id: "zone-1",
    name: "api.one.example",
    default_pools: ["pool-1"],
    fallback_pool: "pool-1",
  }),
  dns("cloudflare_dns_record", "record-1", { zone_id: "zone-1", name: "one.example", type: "A", content: "192.0.2.1" }),
  dns("cloudflare_dns_record", "record-2", { zone_id: "zone-1", name: "one.example", type: "A", content: "192.0.2.2" }),
  dns("cloudflare_ruleset", "ruleset-1", { zone_id: "zone-1", kind: "zone", phase: "http_ratelimit" }),
  dns("cloudflare_ruleset", "ruleset-2", { zone_id: "zone-1", kind: "zone", phase: "http_request_firewall_custom" }),
];

/** What the layers of the roadmap will make, in an order in which clouds take it. */
export const nextLayers: readonly WorldObject[] = [...foundations, ...networks, ...stores, ...clusters, ...others];
