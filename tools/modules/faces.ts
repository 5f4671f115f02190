import type { PublishedModule } from "../../modules/core/published";
import { awsAccountDefaultsModule } from "../../modules/aws/account-defaults/account-defaults.module";
import { awsBucketModule } from "../../modules/aws/bucket/bucket.module";
import { awsCertificateModule } from "../../modules/aws/certificate/certificate.module";
import { awsCiAccessModule } from "../../modules/aws/ci-access/ci-access.module";
import { awsClusterModule } from "../../modules/aws/cluster/cluster.module";
import { awsDatabaseModule } from "../../modules/aws/database/database.module";
import { awsOperatingSystemMetricsModule } from "../../modules/aws/database/operating-system-metrics.module";
import { awsEventBusModule } from "../../modules/aws/event-bus/event-bus.module";
import { awsGatewayModule } from "../../modules/aws/gateway/gateway.module";
import { awsKeyModule } from "../../modules/aws/key/key.module";
import { awsNetworkModule } from "../../modules/aws/network/network.module";
import { awsQueueModule } from "../../modules/aws/queue/queue.module";
import { awsRegistryModule } from "../../modules/aws/registry/registry.module";
import { awsRolePermissionsModule } from "../../modules/aws/role-permissions/role-permissions.module";
import { awsCredentialModule } from "../../modules/aws/runner/credential.module";
import { awsRunnerModule } from "../../modules/aws/runner/runner.module";
import { awsSecretModule } from "../../modules/aws/secret/secret.module";
import { awsServiceRoleModule } from "../../modules/aws/service-role/service-role.module";
import { awsStateBucketModule } from "../../modules/aws/state-bucket/state-bucket.module";
import { awsTableReplicaModule } from "../../modules/aws/table-replica/table-replica.module";
import { awsTableModule } from "../../modules/aws/table/table.module";
import { awsTopicModule } from "../../modules/aws/topic/topic.module";
import { cloudflareBotProtectionModule } from "../../modules/cloudflare/bot-protection/bot-protection.module";
import { cloudflareCacheModule } from "../../modules/cloudflare/cache/cache.module";
import { cloudflareDevicePostureModule } from "../../modules/cloudflare/device-posture/device-posture.module";
import { cloudflareFirewallModule } from "../../modules/cloudflare/firewall/firewall.module";
import { cloudflareLeakedCredentialsModule } from "../../modules/cloudflare/leaked-credentials/leaked-credentials.module";
import { cloudflareLoadBalancerModule } from "../../modules/cloudflare/load-balancer/load-balancer.module";
import { cloudflareOriginPullModule } from "../../modules/cloudflare/origin-pull/origin-pull.module";
import { cloudflareRateLimitsModule } from "../../modules/cloudflare/rate-limits/rate-limits.module";
import { cloudflareRegionalHostnameModule } from "../../modules/cloudflare/regional-hostname/regional-hostname.module";
import { cloudflareZoneRecordModule } from "../../modules/cloudflare/zone-record/zone-record.module";
import { cloudflareZoneModule } from "../../modules/cloudflare/zone/zone.module";
import { googleBucketModule } from "../../modules/google/bucket/bucket.module";
import { googleCiAccessModule } from "../../modules/google/ci-access/ci-access.module";
import { googleClusterModule } from "../../modules/google/cluster/cluster.module";
import { googleDatabaseModule } from "../../modules/google/database/database.module";
import { googleDocumentStoreModule } from "../../modules/google/document-store/document-store.module";
import { googleGatewayModule } from "../../modules/google/gateway/gateway.module";
import { googleImagePolicyModule } from "../../modules/google/image-policy/image-policy.module";
import { googleKeyRingModule } from "../../modules/google/key-ring/key-ring.module";
import { googleKeyModule } from "../../modules/google/key/key.module";
import { googleNetworkModule } from "../../modules/google/network/network.module";
import { googleProjectModule } from "../../modules/google/project/project.module";
import { googleRegistryModule } from "../../modules/google/registry/registry.module";
import { googleSecretModule } from "../../modules/google/secret/secret.module";
import { googleServiceIdentityModule } from "../../modules/google/service-identity/service-identity.module";
import { googleServicePermissionsModule } from "../../modules/google/service-permissions/service-permissions.module";
import { googleStateBucketModule } from "../../modules/google/state-bucket/state-bucket.module";
import { googleWorkloadIdentityModule } from "../../modules/google/workload-identity/workload-identity.module";
import { kubernetesReleaseModule } from "../../modules/kubernetes/release/release.module";
import { buildModules, type BuiltModule } from "./module";

/** Every face of the library, with the folder of its construct. */
export const faces: readonly (readonly [folder: string, face: PublishedModule])[] = [
  ["modules/aws/account-defaults", awsAccountDefaultsModule],
  ["modules/aws/bucket", awsBucketModule],
  ["modules/aws/certificate", awsCertificateModule],
  ["modules/aws/ci-access", awsCiAccessModule],
  ["modules/aws/cluster", awsClusterModule],
  ["modules/aws/database", awsDatabaseModule],
  ["modules/aws/database", awsOperatingSystemMetricsModule],
  ["modules/aws/event-bus", awsEventBusModule],
  ["modules/aws/gateway", awsGatewayModule],
  ["modules/aws/key", awsKeyModule],
  ["modules/aws/network", awsNetworkModule],
  ["modules/aws/queue", awsQueueModule],
  ["modules/aws/registry", awsRegistryModule],
  ["modules/aws/role-permissions", awsRolePermissionsModule],
  ["modules/aws/runner", awsCredentialModule],
  ["modules/aws/runner", awsRunnerModule],
  ["modules/aws/secret", awsSecretModule],
  ["modules/aws/service-role", awsServiceRoleModule],
  ["modules/aws/state-bucket", awsStateBucketModule],
  ["modules/aws/table-replica", awsTableReplicaModule],
  ["modules/aws/table", awsTableModule],
  ["modules/aws/topic", awsTopicModule],
  ["modules/cloudflare/bot-protection", cloudflareBotProtectionModule],
  ["modules/cloudflare/cache", cloudflareCacheModule],
  ["modules/cloudflare/device-posture", cloudflareDevicePostureModule],
  ["modules/cloudflare/firewall", cloudflareFirewallModule],
  ["modules/cloudflare/leaked-credentials", cloudflareLeakedCredentialsModule],
  ["modules/cloudflare/load-balancer", cloudflareLoadBalancerModule],
  ["modules/cloudflare/origin-pull", cloudflareOriginPullModule],
  ["modules/cloudflare/rate-limits", cloudflareRateLimitsModule],
  ["modules/cloudflare/regional-hostname", cloudflareRegionalHostnameModule],
  ["modules/cloudflare/zone-record", cloudflareZoneRecordModule],
  ["modules/cloudflare/zone", cloudflareZoneModule],
  ["modules/google/bucket", googleBucketModule],
  ["modules/google/ci-access", googleCiAccessModule],
  ["modules/google/cluster", googleClusterModule],
  ["modules/google/database", googleDatabaseModule],
  ["modules/google/document-store", googleDocumentStoreModule],
  ["modules/google/gateway", googleGatewayModule],
  ["modules/google/image-policy", googleImagePolicyModule],
  ["modules/google/key-ring", googleKeyRingModule],
  ["modules/google/key", googleKeyModule],
  ["modules/google/network", googleNetworkModule],
  ["modules/google/project", googleProjectModule],
  ["modules/google/registry", googleRegistryModule],
  ["modules/google/secret", googleSecretModule],
  ["modules/google/service-identity", googleServiceIdentityModule],
  ["modules/google/service-permissions", googleServicePermissionsModule],
  ["modules/google/state-bucket", googleStateBucketModule],
  ["modules/google/workload-identity", googleWorkloadIdentityModule],
  ["modules/kubernetes/release", kubernetesReleaseModule],
];

/** Folders of the library without a module, and why. */
export const unpublished: Readonly<Record<string, string>> = {
  "modules/aws/permission-boundary": "a policy whose text lists the estate's own services: another estate writes another one",
  "modules/aws/policy-document": "writes texts of policies and makes nothing",
  "modules/kubernetes/charts": "writes values for charts and makes nothing",
  "modules/kubernetes/namespaces": "writes values for the chart of objects and makes nothing",
  "modules/kubernetes/objects": "a chart, which is published as charts are",
};

/** Every published module, by name. */
export const projectModules = (): readonly BuiltModule[] =>
  faces.flatMap(([folder, face]) => buildModules(".", folder, face)).sort((a, b) => (a.name < b.name ? -1 : 1));
