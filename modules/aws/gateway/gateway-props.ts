import { regexCondition } from "../../core/bounds";
import { accountId, arn, listOf, oneOfNumbers, partition, text, wholeNumber } from "../../core/checks";
import { nameRules } from "../../core/names";
import { bounded, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { logRetentionDays } from "../../core/units";
import { knownList } from "../policy-document/policy-document";

/** What an {@link AwsGateway} is made with. */
export interface AwsGatewayProps {
  /** Name of the interface, its link and its log group: kebab-case, 2 to 100 characters. Renaming replaces the log group. */
  readonly name: Value<string>;
  /** Name of the load balancer, at most 32 letters, digits and hyphens. Renaming replaces it, which Terraform refuses. */
  readonly loadBalancerName: Value<string>;
  /** Name of the target group, at most 32 letters, digits and hyphens. Renaming replaces it, and targets have to be registered again. */
  readonly targetGroupName: Value<string>;
  /** The hostname that the gateway serves: the certificate's, 4 to 64 characters. A change replaces the domain name. */
  readonly hostname: Value<string>;
  /** ARN of the certificate for the hostname, in the gateway's region. Changed in place. */
  readonly certificateArn: Value<string>;
  /** Full names of the DNS records that validate the certificate, 1 to 10. Nothing uses it before ACM has seen them. */
  readonly validationRecordNames: Value<readonly string[]>;
  /** Id of the VPC. A change replaces the target group. */
  readonly vpcId: Value<string>;
  /** Ids of the subnets of link and load balancer, in 2 to 4 availability zones. A change replaces the link. */
  readonly subnetIds: Value<readonly string[]>;
  /** Id of the security group of link and load balancer: port 443 from itself, and out to the targets. A change replaces the link. */
  readonly securityGroupId: Value<string>;
  /** Twelve digits: the account of the gateway. */
  readonly accountId: Value<string>;
  /** The partition of every ARN. @default "aws" */
  readonly partition?: Value<string>;
  /** Port of the targets, 1 to 65,535, on which they speak TLS. A change replaces the target group. @default 8443 */
  readonly targetPort?: Value<number>;
  /** Path on which a target answers 200 for as long as it is well. Changed in place. @default "/healthz/ready" */
  readonly healthCheckPath?: Value<string>;
  /** Certificate, in PEM, of the authority whose client certificates are let in. Public. Changed in place, by a new version. */
  readonly clientCertificateAuthority: Value<string>;
  /** Name of the bucket that the gateway reads the authority from, and that holds nothing else. Renaming replaces it, which Terraform refuses. */
  readonly truststoreBucketName: Value<string>;
  /** Name of the bucket of the load balancer's access logs. Renaming replaces it, which Terraform refuses. */
  readonly logBucketName: Value<string>;
  /** Days that access logs are kept, one of those that CloudWatch Logs offers. Storage costs by the gigabyte. @default 90 */
  readonly accessLogRetentionDays?: Value<number>;
  /** ARN of the key that encrypts the log group. Its policy has to let CloudWatch Logs use it. Changed in place. */
  readonly accessLogKmsKeyArn: Value<string>;
  /** Requests a second that the whole gateway takes, 1 to 10,000; more are answered with 429. Changed in place. @default 1000 */
  readonly requestsPerSecond?: Value<number>;
  /** Requests that it takes at one moment, 1 to 5,000. Changed in place. @default 500 */
  readonly burstRequests?: Value<number>;
  /** What is let through, 1 to 50 of `<method> <path>` or `$default`, which is everything. @default ["$default"] */
  readonly routes?: Shape<readonly string[]>;
  /** How long an answer may take, 1 to 30 seconds. Changed in place. @default 29 */
  readonly timeoutSeconds?: Value<number>;
}

const routeKey = text(
  /^(\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) \/([\w.~-]+\/|\{[\w.-]+\}\/)*([\w.~-]+|\{[\w.-]+\+?\})?)$/,
  "'$default', or a method and a path such as 'GET /offers/{id}'",
  5,
  128,
);

const pemForm = /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\s*$/;
const pem: Check<string> = bounded(
  (body) =>
    pemForm.test(body)
      ? undefined
      : { must: "be one certificate in PEM", fix: "give the certificate of the authority alone, and no key", got: "something else" },
  {
    must: "be one certificate in PEM",
    condition: (body) => regexCondition(pemForm, body),
    domain: { kind: "text", pattern: pemForm, min: 1, max: 8192 },
  },
);

const bucketName = text(nameRules.s3Bucket.pattern, "a bucket's name", 3, nameRules.s3Bucket.max);
const balancerName = text(nameRules.loadBalancer.pattern, "letters, digits and hyphens", 1, nameRules.loadBalancer.max);

/** One row a prop. */
export const awsGatewayRules: PropRules<AwsGatewayProps> = {
  name: value(text(/^[a-z][a-z0-9-]*[a-z0-9]$/, "kebab-case", 2, 100)),
  loadBalancerName: value(balancerName),
  targetGroupName: value(balancerName),
  hostname: value(text(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "a full hostname in lower case", 4, 64)),
  certificateArn: value(arn("acm")),
  validationRecordNames: value(knownList(listOf(text(/^[a-z0-9_.-]+$/, "a full hostname in lower case", 4, 254), 1, 10))),
  vpcId: value(text(/^vpc-[0-9a-f]{8,17}$/, "the id of a VPC", 12, 21)),
  subnetIds: value(knownList(listOf(text(/^subnet-[0-9a-f]{8,17}$/, "the id of a subnet", 15, 24), 2, 4))),
  securityGroupId: value(text(/^sg-[0-9a-f]{8,17}$/, "the id of a security group", 11, 20)),
  accountId: value(accountId),
  partition: value(partition),
  targetPort: value(wholeNumber(1, 65_535, "port")),
  healthCheckPath: value(text(/^\/[\w./-]*$/, "a path", 1, 256)),
  clientCertificateAuthority: value(pem),
  truststoreBucketName: value(bucketName),
  logBucketName: value(bucketName),
  accessLogRetentionDays: value(oneOfNumbers(logRetentionDays, "days")),
  accessLogKmsKeyArn: value(arn("kms")),
  // What an account and region have unless AWS raises it: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html, read 2026-11.
  requestsPerSecond: value(wholeNumber(1, 10_000, "requests a second")),
  burstRequests: value(wholeNumber(1, 5_000, "requests")),
  routes: shape(listOf(routeKey, 1, 50)),
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html, read 2026-11.
  timeoutSeconds: value(wholeNumber(1, 30, "seconds")),
};
