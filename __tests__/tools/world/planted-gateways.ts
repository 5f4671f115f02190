import type { ObjectValue } from "../../../tools/protocol/values";
import { edge, here, thing, type PlantedCase } from "./planted";

const certificateArn = "arn:aws:acm:eu-central-1:111122223333:certificate/1";
const recordName = "_0123.api.one.example";

const certificate = thing("aws_acm_certificate", "certificate-1", {
  arn: certificateArn,
  validation_method: "DNS",
  domain_validation_options: [{ domain_name: "api.one.example", resource_record_name: `${recordName}.`, resource_record_type: "CNAME" }],
});
const imported = thing("aws_acm_certificate", "certificate-1", { arn: certificateArn, certificate_body: "PEM" });
const validation = thing("aws_acm_certificate_validation", "validation-1", { certificate_arn: certificateArn });

const unissued = (type: string, code: string, values: ObjectValue, standing = [certificate]): PlantedCase => ({
  rule: `certificate-issued:${type}`,
  code,
  standing,
  asked: { create: thing(type, "user-9", values) },
  other: "certificate-1",
  allowed: { standing: [...standing, validation] },
});

const used = { certificate_arn: certificateArn };
const distributionArn = certificateArn.replace("eu-central-1", "us-east-1");
const inVirginia = { ...here, region: "us-east-1" };

const certificateCases: readonly PlantedCase[] = [
  unissued("aws_lb_listener", "UnsupportedCertificate", used),
  unissued("aws_lb_listener_certificate", "CertificateNotFound", used),
  unissued("aws_apigatewayv2_domain_name", "BadRequestException", { domain_name_configuration: [used] }),
  {
    rule: "certificate-issued:aws_cloudfront_distribution",
    code: "InvalidViewerCertificate",
    standing: [thing("aws_acm_certificate", "certificate-1", { ...certificate.values, arn: distributionArn }, inVirginia)],
    asked: {
      create: thing(
        "aws_cloudfront_distribution",
        "user-9",
        { viewer_certificate: [{ acm_certificate_arn: distributionArn }] },
        inVirginia,
      ),
    },
    other: "certificate-1",
    allowed: {
      standing: [thing("aws_acm_certificate", "certificate-1", { arn: distributionArn, certificate_body: "PEM" }, inVirginia)],
    },
  },
  // One that was imported needs no validation.
  { ...unissued("aws_lb_listener", "UnsupportedCertificate", used), allowed: { standing: [imported] } },
  {
    rule: "validation-record-exists",
    code: "PENDING_VALIDATION",
    standing: [certificate, thing("cloudflare_dns_record", "record-1", { name: "www.one.example" }, edge)],
    asked: { create: validation },
    other: `${recordName}.`,
    allowed: { standing: [certificate, thing("cloudflare_dns_record", "record-1", { name: recordName }, edge)] },
  },
];

const groupArn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/one/1";
const group = thing("aws_lb_target_group", "group-1", { arn: groupArn });
const listener = (arn: string) => thing("aws_lb_listener", "listener-1", { default_action: [{ type: "forward", target_group_arn: arn }] });

const groupCases: readonly PlantedCase[] = [
  {
    rule: "target-group-without-listener",
    code: "InvalidParameterException",
    standing: [group, listener(groupArn.replace("one", "two"))],
    asked: { create: thing("aws_ecs_service", "service-9", { load_balancer: [{ target_group_arn: groupArn }] }) },
    other: "group-1",
    allowed: { standing: [group, listener(groupArn)] },
  },
];

/** Cases of the rules about certificates, their records, and groups of targets. */
export const gatewayCases: readonly PlantedCase[] = [...certificateCases, ...groupCases];
