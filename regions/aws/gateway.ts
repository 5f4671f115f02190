import { AwsCertificate } from "../../modules/aws/certificate/certificate";
import { AwsGateway } from "../../modules/aws/gateway/gateway";
import { offer, readContract } from "../../modules/core/contracts";
import { global } from "../../modules/core/words";
import { originHostname } from "../hostnames";
import { nameWords } from "../names";
import type { LayerBuilder, Place } from "../place";
import { zoneRecords } from "../zone-records";
import { gatewayContract, keysContract, networkContract } from "./contracts";
import { gatewayLogBucketName, gatewayTargetGroupName, loadBalancerName, partitionOf, truststoreBucketName } from "./names";
import { awsProvider } from "./provider";

/** What a gateway takes in all, by size. The limits by kind of request, for each user, are the edge's. */
const limits = {
  small: { requestsPerSecond: 200, burstRequests: 100 },
  medium: { requestsPerSecond: 1_000, burstRequests: 500 },
  large: { requestsPerSecond: 5_000, burstRequests: 2_500 },
} as const;

/** Days that access logs are kept, by size. */
const accessLogDays = { small: 30, medium: 90, large: 400 } as const;

/** The port of the flow from the API zone to the mesh: on it the ingress gateway speaks TLS. */
const ingressPort = 8443;

/** How long resolvers keep the way to the gateway, in seconds: AWS may move it, and a switch of pools is the edge's own. */
const originTtl = 300;

const hostnameOf = ({ environment, origin, site }: Place): string =>
  origin === global ? "" : originHostname(environment, origin, site.key);

/** The site's gateway: the origin that the edge names. Its two DNS records are the only things that it has outside the site. */
export const gatewayLayer: LayerBuilder = {
  contract: gatewayContract,
  reads: [keysContract, networkContract],
  build: (stack, place) => {
    awsProvider(stack, place);
    const putRecord = zoneRecords(stack, place);
    const keys = readContract(stack, keysContract, place.source("keys"));
    const network = readContract(stack, networkContract, place.source("network"));
    const region = place.site.region.code;
    const hostname = hostnameOf(place);
    const certificate = new AwsCertificate(stack, "certificate", { hostname });
    const validation = putRecord("validation-record", {
      name: certificate.validationRecord.name,
      type: "CNAME",
      content: certificate.validationRecord.value,
    });
    const gateway = new AwsGateway(stack, "gateway", {
      name: nameWords(place).join("-"),
      loadBalancerName: loadBalancerName(place, "gateway"),
      targetGroupName: gatewayTargetGroupName(place),
      hostname,
      certificateArn: certificate.arn,
      validationRecordNames: [validation.name],
      vpcId: network.vpcId,
      subnetIds: network.apiSubnetIds,
      securityGroupId: network.apiSecurityGroupId,
      accountId: place.account,
      partition: partitionOf(place),
      targetPort: ingressPort,
      clientCertificateAuthority: place.environment.edge.originPullCertificateAuthority,
      truststoreBucketName: truststoreBucketName(place, region),
      logBucketName: gatewayLogBucketName(place, region),
      accessLogRetentionDays: accessLogDays[place.size],
      accessLogKmsKeyArn: keys.logsKeyArn,
      ...limits[place.size],
    });
    putRecord("origin-record", { name: hostname, type: "CNAME", content: gateway.targetHostname, ttlSeconds: originTtl });
    offer(stack, gatewayContract, {
      targetGroupArn: gateway.targetGroupArn,
      loadBalancerArn: gateway.loadBalancerArn,
      apiId: gateway.apiId,
      hostname,
      accessLogGroupName: gateway.accessLogGroupName,
    });
  },
};
