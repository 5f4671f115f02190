import { contract, listField, textField } from "../../modules/core/contracts";

const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const subnets = ["subnet-0aaa1111bbbb22220", "subnet-0aaa1111bbbb22221", "subnet-0aaa1111bbbb22222"];

/** Form of a certificate, not one: `-----BEGIN CERTIFICATE-----` … in base64. */
const sampleCertificate = Buffer.from("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n").toString("base64");

/** A plausible key for each store that services can have. */
const storeKeys = Object.fromEntries(
  ["database", "events", "objects", "table"].flatMap((purpose) =>
    ["internal", "public", "sensitive"].map((dataClass) => [`${purpose}-${dataClass}`, key]),
  ),
);

/**
 * What `keys` offers. Which keys of stores there are follows from the services, so they stand in one text. Where an alias
 * will do, it is derived; databases and tables want the key's own ARN, for that is what AWS hands back.
 */
export const keysContract = contract("keys", {
  logsKeyArn: textField("ARN of the key that encrypts log groups", key),
  secretsKeyArn: textField("ARN of the key that encrypts secrets", key),
  clusterKeyArn: textField("ARN of the key that encrypts the cluster's secrets", key),
  volumesKeyArn: textField("ARN of the key that encrypts volumes", key),
  imagesKeyArn: textField("ARN of the key that encrypts the registry", key),
  runnerCredentialArn: textField(
    "ARN of the secret with the credential of CI's runner",
    "arn:aws:secretsmanager:eu-central-1:111122223333:secret:meetbarter-dev-eu/runner-credential-AbCdEf",
  ),
  storeKeyArns: textField("ARNs of the keys of stores, by purpose and data class, as JSON", JSON.stringify(storeKeys)),
  eventsKeyArn: textField("ARN of the key that encrypts the event bus", key),
});

/** What `network` offers. Lists of subnets are in the order of the availability zones. */
export const networkContract = contract("network", {
  vpcId: textField("id of the VPC", "vpc-0aaa1111bbbb22223"),
  publicSubnetIds: listField("ids of the public zone's subnets", subnets),
  apiSubnetIds: listField("ids of the API zone's subnets", subnets),
  meshSubnetIds: listField("ids of the mesh zone's subnets", subnets),
  dataSubnetIds: listField("ids of the data zone's subnets", subnets),
  vaultSubnetIds: listField("ids of the vault zone's subnets", subnets),
  podSubnetIds: listField("ids of the pods' subnets", subnets),
  apiSecurityGroupId: textField("id of the API zone's security group", "sg-0aaa1111bbbb22224"),
  meshSecurityGroupId: textField("id of the mesh zone's security group", "sg-0aaa1111bbbb22225"),
  dataSecurityGroupId: textField("id of the data zone's security group", "sg-0aaa1111bbbb22226"),
  vaultSecurityGroupId: textField("id of the vault zone's security group", "sg-0aaa1111bbbb22227"),
});

/** What `cluster` offers. The queue stands from growth on, its name always. */
export const clusterContract = contract("cluster", {
  clusterName: textField("name of the cluster", "meetbarter-dev-eu"),
  clusterEndpoint: textField("URL of the Kubernetes API", "https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com"),
  clusterCertificateAuthority: textField("certificate authority of the Kubernetes API, PEM in base64", sampleCertificate),
  clusterSecurityGroupId: textField("id of the security group of the control plane's interfaces", "sg-0aaa1111bbbb22228"),
  nodeRoleName: textField("name of the nodes' role", "meetbarter-dev-eu-nodes"),
  registryHost: textField("host of the site's own registry", "111122223333.dkr.ecr.eu-central-1.amazonaws.com"),
  interruptionQueueName: textField("name of the queue of interruptions", "meetbarter-dev-eu-interruptions"),
});

const storeArn = (service: string, resource: string): string => `arn:aws:${service}:eu-central-1:111122223333:${resource}`;

/** What `data` offers. Lists are in the order of the stores' names; texts in JSON are by data class or service. */
export const dataContract = contract("data", {
  databaseAddresses: textField(
    "host names of the databases by data class, as JSON",
    JSON.stringify({ sensitive: "meetbarter-dev-eu-sensitive.abcdefghijkl.eu-central-1.rds.amazonaws.com" }),
  ),
  databaseArns: listField("ARNs of the databases", [storeArn("rds", "db:meetbarter-dev-eu-sensitive")]),
  tableArns: listField("ARNs of the tables, or of their replicas here", [storeArn("dynamodb", "table/meetbarter-dev-eu-ledger")]),
  bucketArns: listField("ARNs of the buckets of objects", ["arn:aws:s3:::meetbarter-dev-eu-eu-central-1-attachments"]),
  secretArns: textField(
    "ARNs of the services' secrets by identity, as JSON",
    JSON.stringify({ api: storeArn("secretsmanager", "secret:meetbarter-dev-eu/api/runtime-AbCdEf") }),
  ),
});

/** What `state` offers, for people and tools; other layers derive the names. */
export const stateContract = contract("state", {
  bucketName: textField("name of the state bucket", "meetbarter-dev-eu-eu-central-1-state"),
  keyArn: textField("ARN of the key that encrypts it", key),
});

/** What `account` offers, for people and tools; other layers derive the names. */
export const accountContract = contract("account", {
  planRoleArn: textField("ARN of the role that plans", "arn:aws:iam::111122223333:role/meetbarter-dev-eu-terraform-plan"),
  applyRoleArn: textField("ARN of the role that applies", "arn:aws:iam::111122223333:role/meetbarter-dev-eu-terraform-apply"),
  boundaryArn: textField("ARN of the permission boundary", "arn:aws:iam::111122223333:policy/meetbarter-dev-eu-boundary"),
});

/** What `events` offers. Lists are in the order of the streams' names. */
export const eventsContract = contract("events", {
  busName: textField("name of the event bus", "meetbarter-dev-eu-events"),
  busArn: textField("ARN of the event bus", "arn:aws:events:eu-central-1:111122223333:event-bus/meetbarter-dev-eu-events"),
  queueArns: listField("ARNs of the streams' queues", ["arn:aws:sqs:eu-central-1:111122223333:meetbarter-dev-eu-notifications-outbox"]),
  topicArns: listField("ARNs of the streams' topics", ["arn:aws:sns:eu-central-1:111122223333:meetbarter-dev-eu-notifications-outbox"]),
  deadLetterArns: listField("ARNs of all queues of dead letters: each has an alarm", [
    "arn:aws:sqs:eu-central-1:111122223333:meetbarter-dev-eu-events-dead",
  ]),
});

/** What `gateway` offers: the platform's load balancer controller registers the ingress gateway's pods in the target group. */
export const gatewayContract = contract("gateway", {
  targetGroupArn: textField(
    "ARN of the target group of the ingress gateway's pods",
    "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/meetbarter-dev-eu-ingress/0123456789abcdef",
  ),
  loadBalancerArn: textField(
    "ARN of the internal load balancer",
    "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/meetbarter-dev-eu-gateway/0123456789abcdef",
  ),
  apiId: textField("id of the interface", "a1b2c3d4e5"),
  hostname: textField("hostname that the gateway serves", "eu-aws-eu-central-1.origin.meetbarter-dev.example"),
  accessLogGroupName: textField("name of the log group with a line for each request", "/aws/vendedlogs/apigateway/meetbarter-dev-eu"),
});
