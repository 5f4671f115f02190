import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { Apigatewayv2VpcLink } from "@cdktf/provider-aws/lib/apigatewayv2-vpc-link";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";
import { physicalPath } from "../../core/names";
import { checkProps, holdsToken } from "../../core/props";
import { secondsInMilliseconds } from "../../core/units";
import { accessLogFormat } from "./access-log";
import { ClosedBucket } from "./closed-bucket";
import { awsGatewayRules, type AwsGatewayProps } from "./gateway-props";
import { GatewayLoadBalancer } from "./load-balancer";
import { routeId } from "./route-id";

/** Name of the object with the certificate authority. */
const truststoreKey = "client-certificate-authority.pem";

/**
 * The way into a site: an HTTP API under a hostname of its own, which lets in only callers with a client certificate of one
 * authority, and leads through a link to a load balancer inside the network, and from there to the cluster's ingress
 * gateway. It is TLS all the way, and each part checks the next one's name. The address that AWS would give the API, where
 * no client certificate is asked for, is switched off.
 *
 * The certificate's validation record, and the record that leads from the hostname to `targetHostname`, stand in a zone
 * that this module knows nothing of.
 *
 * The bucket with the authority holds public data only: whoever applies has to read it, for API Gateway does so in their
 * name, and a plan reads it back (Amazon API Gateway Developer Guide, Configuring mutual TLS; read 2026-11).
 */
export class AwsGateway extends Construct {
  /** Id of the interface. */
  readonly apiId: string;
  /** The hostname to which the record of `hostname` has to lead. */
  readonly targetHostname: string;
  /** ARN of the group in which the ingress gateway's pods are registered. */
  readonly targetGroupArn: string;
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /** Name of the log group with a line for each request. */
  readonly accessLogGroupName: string;

  constructor(scope: Construct, id: string, props: AwsGatewayProps) {
    super(scope, id);
    checkProps(this, props, awsGatewayRules);
    const { name, hostname, routes = ["$default"] } = props;
    const issued = new AcmCertificateValidation(this, "certificate-issued", {
      certificateArn: props.certificateArn,
      validationRecordFqdns: [...props.validationRecordNames],
    });
    const balancer = new GatewayLoadBalancer(this, "load-balancer", { ...props, issuedCertificateArn: issued.certificateArn });
    const api = new Apigatewayv2Api(this, "Resource", {
      name,
      description: `Gateway of ${hostname}`,
      protocolType: "HTTP",
      disableExecuteApiEndpoint: true,
    });
    const link = new Apigatewayv2VpcLink(this, "link", {
      name,
      subnetIds: [...props.subnetIds],
      securityGroupIds: [props.securityGroupId],
    });
    const integration = new Apigatewayv2Integration(this, "to-load-balancer", {
      apiId: api.id,
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      integrationUri: balancer.listenerArn,
      connectionType: "VPC_LINK",
      connectionId: link.id,
      payloadFormatVersion: "1.0",
      timeoutMilliseconds: secondsInMilliseconds(props.timeoutSeconds ?? 29),
      tlsConfig: { serverNameToVerify: hostname },
    });
    for (const key of routes) {
      new Apigatewayv2Route(this, `route-${routeId(key)}`, {
        apiId: api.id,
        routeKey: key,
        authorizationType: "NONE",
        target: `integrations/${integration.id}`,
      });
    }
    const stage = this.stage(api, props);
    const domain = this.domain(issued.certificateArn, props);
    new Apigatewayv2ApiMapping(this, "mapping", { apiId: api.id, domainName: domain.domainName, stage: stage.stage.name });
    this.apiId = api.id;
    this.targetHostname = domain.domainNameConfiguration.targetDomainName;
    this.targetGroupArn = balancer.targetGroupArn;
    this.loadBalancerArn = balancer.loadBalancerArn;
    this.accessLogGroupName = stage.logGroupName;
  }

  private stage(api: Apigatewayv2Api, props: AwsGatewayProps): { readonly stage: Apigatewayv2Stage; readonly logGroupName: string } {
    const { name } = props;
    // Below this prefix the policy by which the deliverer of logs writes never grows too long.
    const logs = new CloudwatchLogGroup(this, "access-log", {
      name: holdsToken(name) ? `/aws/vendedlogs/apigateway/${name}` : physicalPath("logGroup", "/aws/vendedlogs/apigateway", name),
      kmsKeyId: props.accessLogKmsKeyArn,
      retentionInDays: props.accessLogRetentionDays ?? 90,
    });
    const stage = new Apigatewayv2Stage(this, "stage", {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: logs.arn, format: accessLogFormat },
      defaultRouteSettings: {
        detailedMetricsEnabled: true,
        throttlingRateLimit: props.requestsPerSecond ?? 1000,
        throttlingBurstLimit: props.burstRequests ?? 500,
      },
    });
    return { stage, logGroupName: logs.name };
  }

  private domain(certificateArn: string, props: AwsGatewayProps): Apigatewayv2DomainName {
    const bucket = new ClosedBucket(this, "truststore", { bucketName: props.truststoreBucketName, dataClass: "public" });
    const authority = new S3Object(this, "client-certificate-authority", {
      bucket: bucket.bucketName,
      key: truststoreKey,
      content: props.clientCertificateAuthority,
      contentType: "application/x-pem-file",
      serverSideEncryption: "AES256",
      dependsOn: [bucket.policy],
    });
    return new Apigatewayv2DomainName(this, "domain", {
      domainName: props.hostname,
      domainNameConfiguration: { certificateArn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
      mutualTlsAuthentication: {
        truststoreUri: `s3://${authority.bucket}/${authority.key}`,
        truststoreVersion: authority.versionId,
      },
    });
  }
}
