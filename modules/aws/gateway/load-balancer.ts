import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { awsArn } from "../policy-document/policy-document";
import { ClosedBucket } from "./closed-bucket";
import type { AwsGatewayProps } from "./gateway-props";

/** TLS 1.2 and 1.3, with forward secrecy: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html, read 2026-11. */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** Who writes access logs, in every region: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html, read 2026-11. */
const logWriter = "logdelivery.elasticloadbalancing.amazonaws.com";

/** What the load balancer is made with. */
export type GatewayLoadBalancerInput = AwsGatewayProps & {
  /** ARN of the certificate, known once it is issued. */
  readonly issuedCertificateArn: string;
};

/**
 * An application load balancer that nobody outside reaches, with one listener that speaks TLS to the link, and one group of
 * targets that it speaks TLS to. Targets are addresses: the cluster registers them, for it knows its pods.
 *
 * It has no web ACL, and an HTTP API can't have one. Requests are filtered at the edge, and nobody but the edge has a
 * certificate that the gateway lets in; an ACL here would see the same requests again, all from the link's addresses.
 */
export class GatewayLoadBalancer extends Construct {
  readonly loadBalancerArn: string;
  readonly listenerArn: string;
  readonly targetGroupArn: string;

  constructor(scope: Construct, id: string, props: GatewayLoadBalancerInput) {
    super(scope, id);
    const { accountId, partition = "aws", targetPort = 8443, healthCheckPath = "/healthz/ready", accessLogRetentionDays = 90 } = props;
    const logs = new ClosedBucket(this, "logs", {
      bucketName: props.logBucketName,
      dataClass: "internal",
      expirationDays: accessLogRetentionDays,
      allowed: [
        {
          sid: "LoadBalancersWriteLogs",
          principals: { service: [logWriter] },
          actions: ["s3:PutObject"],
          // The account stands in the path, so no other account's load balancer can write here.
          resources: [awsArn({ partition, service: "s3", resource: `${props.logBucketName}/AWSLogs/${accountId}/*` })],
        },
      ],
    });
    const balancer = new Lb(this, "Resource", {
      name: props.loadBalancerName,
      loadBalancerType: "application",
      internal: true,
      ipAddressType: "ipv4",
      subnets: [...props.subnetIds],
      securityGroups: [props.securityGroupId],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "strictest",
      enableDeletionProtection: true,
      enableHttp2: true,
      enableZonalShift: true,
      preserveHostHeader: true,
      xffHeaderProcessingMode: "append",
      idleTimeout: 60,
      accessLogs: { bucket: logs.bucketName, enabled: true },
      lifecycle: { preventDestroy: true },
      dependsOn: [logs.policy],
    });
    const targets = new LbTargetGroup(this, "targets", {
      name: props.targetGroupName,
      vpcId: props.vpcId,
      targetType: "ip",
      port: targetPort,
      protocol: "HTTPS",
      protocolVersion: "HTTP1",
      loadBalancingAlgorithmType: "least_outstanding_requests",
      deregistrationDelay: "60",
      healthCheck: {
        enabled: true,
        protocol: "HTTPS",
        port: "traffic-port",
        path: healthCheckPath,
        matcher: "200",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 2,
      },
    });
    const listener = new LbListener(this, "listener", {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: tlsPolicy,
      certificateArn: props.issuedCertificateArn,
      defaultAction: [{ type: "forward", targetGroupArn: targets.arn }],
    });
    this.loadBalancerArn = balancer.arn;
    this.listenerArn = listener.arn;
    this.targetGroupArn = targets.arn;
  }
}
