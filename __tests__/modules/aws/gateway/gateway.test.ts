import { TerraformVariable } from "cdktf";
import { AwsGateway } from "../../../../modules/aws/gateway/gateway";
import type { AwsGatewayProps } from "../../../../modules/aws/gateway/gateway-props";
import { routeId } from "../../../../modules/aws/gateway/route-id";
import { countsOf, documentOf, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { authority, made, props } from "./gateway-fixture";

describe("gateway", () => {
  test("is an API under a name of its own, a link, a load balancer, and two buckets", () => {
    expect(countsOf(made())).toEqual({
      aws_acm_certificate_validation: 1,
      aws_apigatewayv2_api: 1,
      aws_apigatewayv2_api_mapping: 1,
      aws_apigatewayv2_domain_name: 1,
      aws_apigatewayv2_integration: 1,
      aws_apigatewayv2_route: 1,
      aws_apigatewayv2_stage: 1,
      aws_apigatewayv2_vpc_link: 1,
      aws_cloudwatch_log_group: 1,
      aws_lb: 1,
      aws_lb_listener: 1,
      aws_lb_target_group: 1,
      aws_s3_bucket: 2,
      aws_s3_bucket_lifecycle_configuration: 2,
      aws_s3_bucket_ownership_controls: 2,
      aws_s3_bucket_policy: 2,
      aws_s3_bucket_public_access_block: 2,
      aws_s3_bucket_server_side_encryption_configuration: 2,
      aws_s3_bucket_versioning: 2,
      aws_s3_object: 1,
    });
    const outputs = Object.fromEntries(Object.entries(made().output ?? {}).map(([name, { value }]) => [name, value]));
    expect(outputs).toEqual({
      apiId: "${aws_apigatewayv2_api.gateway.id}",
      targetHostname: "${aws_apigatewayv2_domain_name.gateway_domain.domain_name_configuration[0].target_domain_name}",
      targetGroupArn: "${aws_lb_target_group.gateway_load-balancer_targets.arn}",
      loadBalancerArn: "${aws_lb.gateway_load-balancer.arn}",
      accessLogGroupName: "${aws_cloudwatch_log_group.gateway_access-log.name}",
    });
  });

  test("is reached by its own name alone, over TLS 1.2, with a certificate of the named authority", () => {
    const json = made();
    expect(resourceOf(json, "aws_apigatewayv2_api", "gateway")).toMatchObject({
      name: "test-eu",
      protocol_type: "HTTP",
      disable_execute_api_endpoint: true,
    });
    expect(resourceOf(json, "aws_apigatewayv2_domain_name", "gateway_domain")).toMatchObject({
      domain_name: props.hostname,
      domain_name_configuration: {
        certificate_arn: "${aws_acm_certificate_validation.gateway_certificate-issued.certificate_arn}",
        endpoint_type: "REGIONAL",
        security_policy: "TLS_1_2",
      },
      mutual_tls_authentication: {
        truststore_uri:
          "s3://${aws_s3_object.gateway_client-certificate-authority.bucket}/${aws_s3_object.gateway_client-certificate-authority.key}",
        truststore_version: "${aws_s3_object.gateway_client-certificate-authority.version_id}",
      },
    });
    expect(resourceOf(json, "aws_s3_object", "gateway_client-certificate-authority")).toMatchObject({
      bucket: "${aws_s3_bucket.gateway_truststore.bucket}",
      content: authority,
      server_side_encryption: "AES256",
      depends_on: ["aws_s3_bucket_policy.gateway_truststore_policy"],
    });
    expect(resourceOf(json, "aws_apigatewayv2_api_mapping", "gateway_mapping")).toMatchObject({
      api_id: "${aws_apigatewayv2_api.gateway.id}",
      domain_name: "${aws_apigatewayv2_domain_name.gateway_domain.domain_name}",
      stage: "${aws_apigatewayv2_stage.gateway_stage.name}",
    });
  });

  test("uses the certificate only once it is issued", () => {
    const json = made();
    expect(resourceOf(json, "aws_acm_certificate_validation", "gateway_certificate-issued")).toMatchObject({
      certificate_arn: props.certificateArn,
      validation_record_fqdns: props.validationRecordNames,
    });
    expect(resourceOf(json, "aws_lb_listener", "gateway_load-balancer_listener")["certificate_arn"]).toBe(
      "${aws_acm_certificate_validation.gateway_certificate-issued.certificate_arn}",
    );
    // Nothing else names the certificate.
    const { aws_acm_certificate_validation: __, ...rest } = json.resource ?? {};
    expect(JSON.stringify(rest)).not.toContain(props.certificateArn);
  });

  test("leads through its link to the load balancer, and checks its name", () => {
    const json = made({ timeoutSeconds: 10 });
    expect(resourceOf(json, "aws_apigatewayv2_vpc_link", "gateway_link")).toMatchObject({
      subnet_ids: props.subnetIds,
      security_group_ids: [props.securityGroupId],
    });
    expect(resourceOf(json, "aws_apigatewayv2_integration", "gateway_to-load-balancer")).toMatchObject({
      integration_type: "HTTP_PROXY",
      integration_method: "ANY",
      integration_uri: "${aws_lb_listener.gateway_load-balancer_listener.arn}",
      connection_type: "VPC_LINK",
      connection_id: "${aws_apigatewayv2_vpc_link.gateway_link.id}",
      payload_format_version: "1.0",
      timeout_milliseconds: 10_000,
      tls_config: { server_name_to_verify: props.hostname },
    });
    expect(resourceOf(json, "aws_apigatewayv2_route", "gateway_route-default")).toMatchObject({
      route_key: "$default",
      target: "integrations/${aws_apigatewayv2_integration.gateway_to-load-balancer.id}",
    });
  });

  test("lets through the routes that are named, and no others", () => {
    const routes = made({ routes: ["GET /offers/{id}", "ANY /trades/{proxy+}", "POST /"] }).resource?.["aws_apigatewayv2_route"] ?? {};
    expect(Object.fromEntries(Object.entries(routes).map(([name, body]) => [name, body["route_key"]]))).toEqual({
      "gateway_route-get-offers-id": "GET /offers/{id}",
      "gateway_route-any-trades-proxy-rest": "ANY /trades/{proxy+}",
      "gateway_route-post": "POST /",
    });
    expect(routeId("GET /offers/{id+}")).not.toBe(routeId("GET /offers/{id}"));
  });

  test("slows down what is too much, and writes a line for each request", () => {
    const json = made({ requestsPerSecond: 200, burstRequests: 100, accessLogRetentionDays: 30 });
    const stage = resourceOf(json, "aws_apigatewayv2_stage", "gateway_stage");
    expect(stage).toMatchObject({
      name: "$default",
      auto_deploy: true,
      default_route_settings: { detailed_metrics_enabled: true, throttling_rate_limit: 200, throttling_burst_limit: 100 },
      access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.gateway_access-log.arn}" },
    });
    const { format } = stage["access_log_settings"] as { readonly format: string };
    expect(documentOf(format)).toMatchObject({ requestId: "$context.requestId", status: "$context.status" });
    // What a request carries is nobody's business here.
    expect(format).not.toMatch(/authorizer|\$context\.identity\.clientCert\.clientCertPem|header|queryString/);
    expect(resourceOf(json, "aws_cloudwatch_log_group", "gateway_access-log")).toMatchObject({
      name: "/aws/vendedlogs/apigateway/test-eu",
      kms_key_id: props.accessLogKmsKeyArn,
      retention_in_days: 30,
    });
  });

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const list = (name: string) => new TerraformVariable(stack, name, { type: "list(string)" }).listValue;
      new AwsGateway(stack, "gateway", {
        ...props,
        name: text("name"),
        validationRecordNames: list("records"),
        subnetIds: list("subnets"),
        partition: text("partition"),
        logBucketName: text("logs"),
        clientCertificateAuthority: text("authority"),
        timeoutSeconds: new TerraformVariable(stack, "timeout", { type: "number" }).numberValue,
      });
    });
    expect(resourceOf(json, "aws_cloudwatch_log_group", "gateway_access-log")["name"]).toBe("/aws/vendedlogs/apigateway/${var.name}");
    expect(resourceOf(json, "aws_apigatewayv2_vpc_link", "gateway_link")["subnet_ids"]).toBe("${var.subnets}");
    expect(resourceOf(json, "aws_apigatewayv2_integration", "gateway_to-load-balancer")["timeout_milliseconds"]).toBe(
      "${(var.timeout * 1000)}",
    );
  });

  test.each<[string, Partial<AwsGatewayProps>, string]>([
    ["a name in capitals", { name: "Test" }, "[BadProp] 'name'"],
    ["a load balancer's name that is too long", { loadBalancerName: "x".repeat(33) }, "[BadProp] 'loadBalancerName'"],
    ["a name that AWS keeps for itself", { loadBalancerName: "internal-gateway" }, "[BadProp] 'loadBalancerName'"],
    ["a target group's name with a dot", { targetGroupName: "a.b" }, "[BadProp] 'targetGroupName'"],
    ["a wildcard", { hostname: "*.one.example" }, "[BadProp] 'hostname'"],
    ["a certificate of IAM's", { certificateArn: "arn:aws:iam::111122223333:server-certificate/a" }, "[BadProp] 'certificateArn'"],
    ["no validation", { validationRecordNames: [] }, "[BadProp] 'validationRecordNames'"],
    ["a VPC that is none", { vpcId: "net-1" }, "[BadProp] 'vpcId'"],
    ["one subnet", { subnetIds: ["subnet-0aaa1111bbbb22220"] }, "[BadProp] 'subnetIds'"],
    ["a group that is none", { securityGroupId: "group-1" }, "[BadProp] 'securityGroupId'"],
    ["a short account", { accountId: "1" }, "[BadProp] 'accountId'"],
    ["a partition of others", { partition: "gcp" }, "[BadProp] 'partition'"],
    ["port 0", { targetPort: 0 }, "[BadProp] 'targetPort'"],
    ["a path that begins nowhere", { healthCheckPath: "health" }, "[BadProp] 'healthCheckPath'"],
    ["no certificate", { clientCertificateAuthority: "none" }, "[BadProp] 'clientCertificateAuthority' must be one certificate in PEM"],
    ["a bucket in capitals", { truststoreBucketName: "Trust" }, "[BadProp] 'truststoreBucketName'"],
    ["a short bucket", { logBucketName: "a" }, "[BadProp] 'logBucketName'"],
    ["a retention that CloudWatch has not", { accessLogRetentionDays: 31 }, "[BadProp] 'accessLogRetentionDays'"],
    ["a key of another service", { accessLogKmsKeyArn: props.certificateArn }, "[BadProp] 'accessLogKmsKeyArn'"],
    ["more than an account takes", { requestsPerSecond: 10_001 }, "[BadProp] 'requestsPerSecond'"],
    ["a burst of none", { burstRequests: 0 }, "[BadProp] 'burstRequests'"],
    ["a route without a method", { routes: ["/offers"] }, "[BadProp] 'routes'"],
    ["a rest in the middle", { routes: ["GET /{proxy+}/offers"] }, "[BadProp] 'routes'"],
    ["no route", { routes: [] }, "[BadProp] 'routes'"],
    ["a minute", { timeoutSeconds: 60 }, "[BadProp] 'timeoutSeconds'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsGateway(stack, "gateway", { ...props, ...change }))).toContain(message);
  });

  test("a private key is not repeated in a message", () => {
    const key = `${authority}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`;
    const said = problemsOf((stack) => new AwsGateway(stack, "gateway", { ...props, clientCertificateAuthority: key }));
    expect(said).toContain("[BadProp] 'clientCertificateAuthority'");
    expect(said).not.toContain("AAAA");
  });
});
