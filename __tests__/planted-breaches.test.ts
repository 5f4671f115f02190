import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { KmsReplicaKey } from "@cdktf/provider-aws/lib/kms-replica-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataTerraformRemoteStateS3 } from "cdktf";
import { synthesizeEstate } from "../main";
import { eachOf } from "../modules/core/each";
import { EstateError } from "../modules/core/errors";
import type { EstateStack } from "../modules/core/stack";
import { awsLayers } from "../regions/aws";
import type { LayerBuilder, Place } from "../regions/place";

const victim = "production-mena-aws-me-central-1-keys";

/** What comes out when something is planted into one stack of the real estate. */
const planted = (plant: (stack: EstateStack, place: Place) => unknown): string[] => {
  const layers = awsLayers as Record<string, LayerBuilder>;
  const keys = layers["keys"];
  if (keys === undefined) throw new Error("no layer of keys");
  layers["keys"] = {
    ...keys,
    build: (stack, place) => {
      keys.build(stack, place);
      if (stack.identity.name === victim) plant(stack, place);
    },
  };
  try {
    synthesizeEstate();
  } catch (error) {
    if (error instanceof EstateError) return error.problems.map(({ code, place }) => `${code} ${place}`);
    throw error;
  } finally {
    layers["keys"] = keys;
  }
  return [];
};

const frankfurt = (stack: EstateStack): AwsProvider => new AwsProvider(stack, "frankfurt", { alias: "frankfurt", region: "eu-central-1" });

describe("a breach planted into a real stack is caught by its name, and nothing else is", () => {
  test("nothing planted, nothing caught", () => {
    expect(planted(() => undefined)).toEqual([]);
  });

  test.each<[string, (stack: EstateStack, place: Place) => unknown, string]>([
    [
      "a bucket",
      (stack) => new S3Bucket(stack, "archive", { bucket: "meetbarter-archive-of-mena", region: "eu-central-1" }),
      `ResidencyBreach ${victim} aws_s3_bucket.archive.region`,
    ],
    [
      "a bucket among others",
      (stack) => {
        const regions = { home: { region: "me-central-1" }, away: { region: "eu-central-1" } };
        const each = eachOf<{ region: string }>(stack, "buckets", regions, {});
        new S3Bucket(stack, "archive", { forEach: each.forEach, bucket: `meetbarter-${each.key}`, region: each.text("region") });
      },
      `ResidencyBreach ${victim} aws_s3_bucket.archive["away"].region`,
    ],
    [
      "a log sink among others",
      (stack) => {
        const sinks = { away: "arn:aws:logs:eu-central-1:555566667777:log-group:flows" };
        const each = eachOf<string>(stack, "sinks", sinks, {});
        new FlowLog(stack, "flows", { forEach: each.forEach, vpcId: "vpc-1", trafficType: "ALL", logDestination: `${each.value}:*` });
      },
      `ResidencyBreach ${victim} aws_flow_log.flows["away"].log_destination`,
    ],
    [
      "a log sink",
      (stack) =>
        new FlowLog(stack, "flows", {
          vpcId: "vpc-1",
          trafficType: "ALL",
          logDestination: "arn:aws:logs:eu-central-1:555566667777:log-group:flows",
        }),
      `ResidencyBreach ${victim} aws_flow_log.flows.log_destination`,
    ],
    [
      "a log group",
      (stack) => new CloudwatchLogGroup(stack, "logs", { name: "/mena/logs", region: "eu-west-1" }),
      `ResidencyBreach ${victim} aws_cloudwatch_log_group.logs.region`,
    ],
    [
      "a key's replica",
      (stack) => new KmsReplicaKey(stack, "replica", { primaryKeyArn: "arn:aws:kms:eu-central-1:444455556666:key/mrk-1" }),
      `ResidencyBreach ${victim} aws_kms_replica_key.replica.primary_key_arn`,
    ],
    [
      "a resource behind a provider's alias",
      (stack) => new S3Bucket(stack, "copy", { bucket: "meetbarter-copy-of-mena", provider: frankfurt(stack) }),
      `ResidencyBreach ${victim} aws_s3_bucket.copy.provider`,
    ],
    ["a provider's alias alone", (stack) => frankfurt(stack), `ResidencyBreach ${victim} provider.aws`],
    [
      "a state bucket",
      (stack) => {
        stack.addOverride("terraform.backend.s3.bucket", "meetbarter-production-eu-eu-central-1-state");
        stack.addOverride("terraform.backend.s3.region", "eu-central-1");
      },
      `ResidencyBreach ${victim} terraform.backend`,
    ],
    [
      "a read of another jurisdiction's state",
      (stack) =>
        new DataTerraformRemoteStateS3(stack, "other", {
          bucket: "meetbarter-production-eu-eu-central-1-state",
          key: "production/eu/aws/eu-central-1/keys.tfstate",
          region: "eu-central-1",
        }),
      `RemoteStateAcrossSites ${victim} data.terraform_remote_state.other`,
    ],
    ["a question to the cloud", (stack) => new DataAwsCallerIdentity(stack, "me"), `AsksCloud ${victim} data.aws_caller_identity.me`],
    [
      "a name that another stack has",
      (stack) => new S3Bucket(stack, "state", { bucket: "meetbarter-production-mena-me-central-1-state" }),
      "NameClaimedTwice production-mena-aws-me-central-1-state aws_s3_bucket.state.bucket",
    ],
  ])("%s", (_, plant, expected) => {
    const found = planted(plant);
    // A state of another jurisdiction is both: another site's, and out of place.
    const codes = [...new Set(found.map((problem) => problem.split(" ")[0]))];
    expect(codes.filter((code) => code !== "ResidencyBreach" || !expected.startsWith("RemoteState"))).toEqual([expected.split(" ")[0]]);
    expect(found.join("\n")).toContain(expected);
  });
});
