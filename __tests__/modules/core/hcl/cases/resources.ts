import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { TerraformHclModule, TerraformIterator, TerraformOutput, TerraformVariable, type TerraformStack } from "cdktf";
import type { Builds } from "./case";

const aws = (stack: TerraformStack, id = "aws", config: AwsProviderConfig = {}): AwsProvider =>
  new AwsProvider(stack, id, {
    region: "eu-central-1",
    accessKey: "rehearsal",
    secretKey: "rehearsal",
    skipCredentialsValidation: true,
    skipMetadataApiCheck: "true",
    skipRequestingAccountId: true,
    ...config,
  });

const statement = (resource: string) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Read", Effect: "Allow", Principal: { AWS: "*" }, Action: ["s3:GetObject", "s3:ListBucket"], Resource: resource }],
});

/** Resources of AWS: blocks and arguments at every depth, documents, providers. */
export const resources: Builds = {
  "a resource with tags": (stack) => {
    aws(stack);
    new Vpc(stack, "main", { cidrBlock: "10.0.0.0/16", tags: { Name: 'the "main"', "kubernetes.io/cluster/a": "owned", "a b": "" } });
  },
  "falsy arguments": (stack) => {
    aws(stack);
    new Vpc(stack, "main", { cidrBlock: "10.0.0.0/16", enableDnsSupport: false, enableDnsHostnames: false, tags: {} });
    new SqsQueue(stack, "queue", { name: "a", delaySeconds: 0, kmsMasterKeyId: "" });
  },
  "references between resources": (stack) => {
    aws(stack);
    const vpc = new Vpc(stack, "main", { cidrBlock: "10.0.0.0/16" });
    new SecurityGroup(stack, "group", { name: "a", vpcId: vpc.id, description: `of ${vpc.arn}` });
  },
  "lists of objects that are attributes": (stack) => {
    aws(stack);
    const rule = {
      fromPort: 443,
      toPort: 443,
      protocol: "tcp",
      cidrBlocks: ["10.0.0.0/8"],
      ipv6CidrBlocks: [],
      prefixListIds: [],
      securityGroups: [],
      selfAttribute: false,
      description: "",
    };
    new SecurityGroup(stack, "group", { name: "a", ingress: [rule, { ...rule, fromPort: 80, toPort: 80 }], egress: [] });
  },
  "repeated blocks": (stack) => {
    aws(stack);
    new DynamodbTable(stack, "table", {
      name: "a",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [
        { name: "id", type: "S" },
        { name: "other", type: "N" },
      ],
      globalSecondaryIndex: [{ name: "by-other", hashKey: "other", projectionType: "ALL" }],
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: false },
      timeouts: { create: "10m" },
    });
  },
  "blocks three levels deep": (stack) => {
    aws(stack);
    new S3BucketLifecycleConfiguration(stack, "lifecycle", {
      bucket: "a",
      rule: [
        { id: "tmp", status: "Enabled", filter: [{ and: [{ prefix: "tmp/", tags: { a: "b" } }] }], expiration: [{ days: 1 }] },
        { id: "old", status: "Disabled", filter: [{ prefix: "" }], transition: [{ days: 30, storageClass: "GLACIER" }] },
      ],
    });
  },
  "an empty block": (stack) => {
    aws(stack);
    new S3BucketLifecycleConfiguration(stack, "lifecycle", {
      bucket: "a",
      rule: [{ id: "all", status: "Enabled", filter: [{}], abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }] }],
    });
  },
  "a dynamic block": (stack) => {
    aws(stack);
    const each = TerraformIterator.fromMap({ id: { type: "S" }, other: { type: "N" } });
    new DynamodbTable(stack, "table", {
      name: "a",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      rangeKey: "other",
      attribute: each.dynamic({ name: each.key, type: each.getString("type") }),
    });
  },
  "a dynamic block of a variable": (stack) => {
    aws(stack);
    const names = new TerraformVariable(stack, "names", { type: "list(string)", default: ["eu-west-1", "eu-north-1"] });
    const each = TerraformIterator.fromList(names.listValue);
    new DynamodbTable(stack, "table", {
      name: "a",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      attribute: [{ name: "id", type: "S" }],
      replica: each.dynamic({ region_name: each.value as unknown }),
    });
  },
  "a dynamic block in a dynamic block": (stack) => {
    aws(stack);
    stack.addOverride("resource.aws_s3_bucket_lifecycle_configuration.main", {
      bucket: "a",
      dynamic: {
        rule: {
          for_each: { tmp: ["tmp/"], log: [] },
          iterator: "each_rule",
          content: {
            id: "${each_rule.key}",
            status: "Enabled",
            expiration: { days: 1 },
            dynamic: { filter: [{ for_each: "${each_rule.value}", content: { prefix: "${filter.value}" } }] },
          },
        },
      },
    });
  },
  "for_each of resources": (stack) => {
    aws(stack);
    const each = TerraformIterator.fromMap({ a: { days: 1 }, "b-c": { days: 7 } });
    new CloudwatchLogGroup(stack, "logs", { forEach: each, name: `/logs/${each.key}`, retentionInDays: each.getNumber("days") });
    new TerraformOutput(stack, "value", { value: '${aws_cloudwatch_log_group.logs["b-c"].name}' });
  },
  "count of resources": (stack) => {
    aws(stack);
    new SqsQueue(stack, "queue", { count: 2, name: "queue-${count.index}" });
  },
  "a policy": (stack) => {
    aws(stack);
    new KmsKey(stack, "key", { policy: JSON.stringify(statement("*")) });
  },
  "a policy with a reference": (stack) => {
    aws(stack);
    const topic = new SnsTopic(stack, "topic", { name: "a" });
    new SqsQueue(stack, "queue", { name: "a", policy: JSON.stringify(statement(topic.arn)) });
  },
  "a policy with a condition on an escaped variable": (stack) => {
    aws(stack);
    const trust = {
      ...statement("*"),
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "a" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringEquals: { "oidc.example:sub": "$${aws:username}" } },
        },
      ],
    };
    new IamRole(stack, "role", { name: "a", assumeRolePolicy: JSON.stringify(trust) });
  },
  "a policy with a variable of text": (stack) => {
    aws(stack);
    const name = new TerraformVariable(stack, "bucket", { type: "string", default: "logs" });
    new SqsQueue(stack, "queue", { name: "a", policy: JSON.stringify(statement(`arn:aws:s3:::${name.stringValue}/*`)) });
  },
  "a policy with a variable of a number": (stack) => {
    aws(stack);
    const account = new TerraformVariable(stack, "account", { type: "number", default: 111122223333 });
    new SqsQueue(stack, "queue", { name: "a", policy: JSON.stringify(statement("${var.account}")) });
    new TerraformOutput(stack, "value", { value: account.value as unknown });
  },
  "a policy document as a data source": (stack) => {
    aws(stack);
    const document = new DataAwsIamPolicyDocument(stack, "policy", {
      statement: [
        {
          actions: ["s3:*"],
          resources: ["*"],
          principals: [{ type: "AWS", identifiers: ["*"] }],
          condition: [{ test: "StringEquals", variable: "aws:SourceVpc", values: ["vpc-1"] }],
        },
      ],
    });
    new SqsQueue(stack, "queue", { name: "a", policy: document.json });
  },
  "lifecycle of a resource": (stack) => {
    aws(stack);
    new SqsQueue(stack, "queue", { name: "a", lifecycle: { createBeforeDestroy: true, ignoreChanges: ["tags", 'tags["a b"]'] } });
  },
  "provider aliases": (stack) => {
    aws(stack);
    const west = aws(stack, "west", { alias: "west", region: "eu-west-1" });
    new SqsQueue(stack, "queue", { name: "a", provider: west });
  },
  "a data source with a provider's alias": (stack) => {
    aws(stack);
    const west = aws(stack, "west", { alias: "west", region: "eu-west-1" });
    const document = new DataAwsIamPolicyDocument(stack, "policy", {
      provider: west,
      statement: [{ actions: ["s3:*"], resources: ["*"] }],
    });
    new TerraformOutput(stack, "value", { value: document.json });
  },
  "blocks of a provider": (stack) => {
    aws(stack, "aws", {
      defaultTags: [{ tags: { "a b": "c" } }],
      ignoreTags: [{ keyPrefixes: ["x/"] }],
      allowedAccountIds: ["111122223333"],
    });
    new SqsQueue(stack, "queue", { name: "a" });
  },
  "overrides of blocks at depth": (stack) => {
    aws(stack);
    const table = new DynamodbTable(stack, "table", {
      name: "a",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
    });
    table.addOverride("point_in_time_recovery", { enabled: true });
    table.addOverride("ttl", [{ attribute_name: "until", enabled: true }]);
    table.addOverride("tags", { "a.b/c": "8080" });
  },
  "a write-only argument fed by an ephemeral variable": (stack) => {
    aws(stack);
    stack.addOverride("variable.password", { type: "string", ephemeral: true, sensitive: true, default: "a" });
    stack.addOverride("resource.aws_db_instance.main", {
      instance_class: "db.t4g.micro",
      engine: "postgres",
      allocated_storage: 20,
      username: "owner",
      skip_final_snapshot: true,
      password_wo: "${var.password}",
      password_wo_version: 1,
    });
  },
  "a module with providers": (stack) => {
    const west = aws(stack, "west", { alias: "west", region: "eu-west-1" });
    new TerraformHclModule(stack, "child", {
      source: "./aliases",
      skipAssetCreationFromLocalModules: true,
      providers: [west, { provider: west, moduleAlias: "other" }],
    });
  },
  configuration_aliases: (stack) => {
    stack.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", configuration_aliases: ["aws.other", "aws.third"] });
    stack.addOverride("resource.aws_sqs_queue.two", { provider: "aws.other", name: "two" });
  },
};

/** A module that is given two providers. */
export const aliasesModule = {
  "aliases/main.tf": `terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.other]
    }
  }
}
resource "aws_sqs_queue" "one" {
  name = "one"
}
resource "aws_sqs_queue" "two" {
  provider = aws.other
  name     = "two"
}
`,
};

/** A caller of the module in `inner/` that gives it what its configuration_aliases ask for. */
export const aliasesCaller = {
  "main.tf.json": JSON.stringify({
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: {
      aws: { alias: "west", region: "eu-west-1", access_key: "rehearsal", secret_key: "rehearsal", skip_requesting_account_id: true },
    },
    module: { inner: { source: "./inner", providers: { aws: "aws.west", "aws.other": "aws.west", "aws.third": "aws.west" } } },
  }),
};
