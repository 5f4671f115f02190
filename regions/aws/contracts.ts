import { contract, listField, textField } from "../../modules/core/contracts";

const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const subnets = ["subnet-0aaa1111bbbb22220", "subnet-0aaa1111bbbb22221", "subnet-0aaa1111bbbb22222"];

/** Form of a certificate, not one: `-----BEGIN CERTIFICATE-----` … in base64. */
const sampleCertificate = Buffer.from("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n").toString("base64");

/** What `keys` offers that every workload has, whatever its services are. Keys of stores are reached by their alias. */
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
