import { api, page, type Refusal, type Source, type WorldRule, type WorldView } from "../rule";
import { textAt, textsAt } from "../values";
import type { WorldObject } from "../world";
import { namedBy } from "./find";

/** An argument that wants a certificate which has been issued. */
interface CertificateUse {
  readonly type: string;
  readonly path: string;
  readonly code: string;
  readonly source: Source;
}

const certificateUses: readonly CertificateUse[] = [
  { type: "aws_lb_listener", path: "certificate_arn", code: "UnsupportedCertificate", source: api("ELB CreateListener") },
  { type: "aws_lb_listener_certificate", path: "certificate_arn", code: "CertificateNotFound", source: api("ELB AddListenerCertificates") },
  {
    type: "aws_apigatewayv2_domain_name",
    path: "domain_name_configuration.certificate_arn",
    code: "BadRequestException",
    source: page("https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames.html"),
  },
  {
    type: "aws_cloudfront_distribution",
    path: "viewer_certificate.acm_certificate_arn",
    code: "InvalidViewerCertificate",
    source: api("CloudFront CreateDistribution"),
  },
];

/** A certificate that ACM issues by itself, once it has seen its records. One that was imported is there at once. */
const waitsForRecords = (certificate: WorldObject): boolean =>
  certificate.type === "aws_acm_certificate" && textAt(certificate, "validation_method") === "DNS";

const isIssued = (certificate: WorldObject, view: WorldView): boolean =>
  textsAt(certificate.values, "arn").some((arn) => view.by("aws_acm_certificate_validation", "certificate_arn", arn).length > 0);

const issuedRule = ({ type, path, code, source }: CertificateUse): WorldRule => ({
  name: `certificate-issued:${type}`,
  source,
  types: [type],
  onPut: ({ object, view }) =>
    view.outside === "open"
      ? []
      : namedBy(object, path, view)
          .filter((certificate) => waitsForRecords(certificate) && !isIssued(certificate, view))
          .map((certificate): Refusal => {
            const says = "the certificate was asked for and is not issued: nothing waits for its validation";
            return { code, path, value: textAt(certificate, "arn") ?? certificate.id, says, other: certificate };
          }),
});

const hostname = (name: string): string => name.toLowerCase().replace(/\.$/, "");

/** DNS records, and where they say what they are called. */
const recordNames = [
  ["aws_route53_record", "fqdn"],
  ["aws_route53_record", "name"],
  ["cloudflare_dns_record", "name"],
  ["google_dns_record_set", "name"],
] as const;

const hasRecord = (name: string, view: WorldView): boolean =>
  recordNames.some(([type, path]) =>
    view.all(type).some((record) => textsAt(record.values, path).some((one) => hostname(one) === hostname(name))),
  );

const validated: WorldRule = {
  name: "validation-record-exists",
  source: page("https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html"),
  types: ["aws_acm_certificate_validation"],
  onPut: ({ object, view }) =>
    view.outside === "open"
      ? []
      : namedBy(object, "certificate_arn", view)
          .filter(waitsForRecords)
          .flatMap((certificate) => textsAt(certificate.values, "domain_validation_options.resource_record_name"))
          .filter((name) => !hasRecord(name, view))
          .map((value): Refusal => {
            const says = "the certificate is never issued, for a record that validates it does not stand";
            return { code: "PENDING_VALIDATION", path: "certificate_arn", value, says, other: { noun: "DNS record", value } };
          }),
};

/** Where listeners and their rules say to which group they send. */
const sendingPaths = [
  ["aws_lb_listener", "default_action.target_group_arn"],
  ["aws_lb_listener", "default_action.forward.target_group.arn"],
  ["aws_lb_listener_rule", "action.target_group_arn"],
  ["aws_lb_listener_rule", "action.forward.target_group.arn"],
] as const;

/** A group has a load balancer once a listener sends to it. */
const served: WorldRule = {
  name: "target-group-without-listener",
  source: page("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html"),
  types: ["aws_ecs_service"],
  onPut: ({ object, view }) =>
    namedBy(object, "load_balancer.target_group_arn", view)
      .filter((group) => {
        const arns = textsAt(group.values, "arn");
        return !sendingPaths.some(([type, path]) => arns.some((arn) => view.by(type, path, arn).length > 0));
      })
      .map((group): Refusal => {
        const says = "no listener sends to the target group, so it has no load balancer";
        return {
          code: "InvalidParameterException",
          path: "load_balancer.target_group_arn",
          value: textAt(group, "arn") ?? group.id,
          says,
          other: group,
        };
      }),
};

/** The least that a way in needs: certificates that are issued, and groups that a listener sends to. */
export const gatewayRules: readonly WorldRule[] = [...certificateUses.map(issuedRule), validated, served];
