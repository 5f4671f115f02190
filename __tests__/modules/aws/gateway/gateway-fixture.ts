import { TerraformOutput } from "cdktf";
import { AwsGateway } from "../../../../modules/aws/gateway/gateway";
import type { AwsGatewayProps } from "../../../../modules/aws/gateway/gateway-props";
import { account, synthesized } from "../policy-document/aws-fixture";

export const authority = "-----BEGIN CERTIFICATE-----\nMIIB1jCCAXugAwIBAgIURnKftahpaGQzFyCCfVMYkkm0ZSE=\n-----END CERTIFICATE-----\n";

/** Props that are right. */
export const props: AwsGatewayProps = {
  name: "test-eu",
  loadBalancerName: "test-eu-gateway",
  targetGroupName: "test-eu-ingress",
  hostname: "eu-aws-eu-central-1.origin.one.example",
  certificateArn: `arn:aws:acm:eu-central-1:${account}:certificate/1234abcd-12ab-34cd-56ef-1234567890ab`,
  validationRecordNames: ["_0123.eu-aws-eu-central-1.origin.one.example"],
  vpcId: "vpc-0aaa1111bbbb22223",
  subnetIds: ["subnet-0aaa1111bbbb22220", "subnet-0aaa1111bbbb22221", "subnet-0aaa1111bbbb22222"],
  securityGroupId: "sg-0aaa1111bbbb22224",
  accountId: account,
  clientCertificateAuthority: authority,
  truststoreBucketName: "test-eu-eu-central-1-gateway-trust",
  logBucketName: "test-eu-eu-central-1-gateway-logs",
  accessLogKmsKeyArn: `arn:aws:kms:eu-central-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
};

/** What they make. */
export const made = (more: Partial<AwsGatewayProps> = {}) =>
  synthesized((stack) => {
    const gateway = new AwsGateway(stack, "gateway", { ...props, ...more });
    for (const name of ["apiId", "targetHostname", "targetGroupArn", "loadBalancerArn", "accessLogGroupName"] as const) {
      new TerraformOutput(stack, name, { value: gateway[name] });
    }
  });
