import { contract, listField, textField } from "../../modules/core/contracts";

const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const subnets = ["subnet-0aaa1111bbbb22220", "subnet-0aaa1111bbbb22221", "subnet-0aaa1111bbbb22222"];

/** What `keys` offers that every workload has, whatever its services are. Keys of stores are reached by their alias. */
export const keysContract = contract("keys", {
  logsKeyArn: textField("ARN of the key that encrypts log groups", key),
  secretsKeyArn: textField("ARN of the key that encrypts secrets", key),
  clusterKeyArn: textField("ARN of the key that encrypts the cluster's secrets", key),
  volumesKeyArn: textField("ARN of the key that encrypts volumes", key),
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
