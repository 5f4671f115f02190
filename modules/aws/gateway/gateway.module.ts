import { publish } from "../../core/published";
import { AwsGateway } from "./gateway";
import { awsGatewayRules, type AwsGatewayProps } from "./gateway-props";

/** The gateway as a Terraform module. */
export const awsGatewayModule = publish<AwsGatewayProps>({
  name: "aws-gateway",
  construct: AwsGateway,
  rules: awsGatewayRules,
  shapes: {
    "": {
      summary: "A way in for everything that shows a client certificate, to targets that speak TLS inside the network.",
      basic: {
        name: "orders",
        loadBalancerName: "orders-gateway",
        targetGroupName: "orders-ingress",
        hostname: "api.orders.example",
        certificateArn: "arn:aws:acm:eu-central-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab",
        validationRecordNames: ["_0123.api.orders.example"],
        vpcId: "vpc-0aaa1111bbbb22223",
        subnetIds: ["subnet-0aaa1111bbbb22200", "subnet-0aaa1111bbbb22201", "subnet-0aaa1111bbbb22202"],
        securityGroupId: "sg-0aaa1111bbbb22224",
        accountId: "111122223333",
        clientCertificateAuthority:
          "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUExample0000000000000000wCgYIKoZIzj0EAwIw\n-----END CERTIFICATE-----\n",
        truststoreBucketName: "orders-eu-central-1-trust",
        logBucketName: "orders-eu-central-1-gateway-logs",
        accessLogKmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      },
      complete: {
        partition: "aws",
        targetPort: 9443,
        healthCheckPath: "/ready",
        accessLogRetentionDays: 180,
        requestsPerSecond: 500,
        burstRequests: 200,
        timeoutSeconds: 20,
      },
    },
  },
});
