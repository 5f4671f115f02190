import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { physicalPath } from "../../core/names";
import { templateLiteral } from "../../core/output-guards";
import { holdsToken } from "../../core/props";
import { nameTag } from "../../core/child-name";

/**
 * Fields of a record, the default ones first and in their order, so that queries for the default format keep working
 * (Amazon VPC User Guide, Flow log records, versions 2 to 5; read 2026-11).
 */
export const flowLogFields = [
  "version",
  "account-id",
  "interface-id",
  "srcaddr",
  "dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "action",
  "log-status",
  // Version 3: behind a NAT gateway, a load balancer or a node, the addresses that the packet itself carries.
  "vpc-id",
  "subnet-id",
  "instance-id",
  "tcp-flags",
  "type",
  "pkt-srcaddr",
  "pkt-dstaddr",
  // Version 4.
  "region",
  "az-id",
  // Version 5: which AWS service is spoken to, in which direction, and by which way the traffic left.
  "pkt-src-aws-service",
  "pkt-dst-aws-service",
  "flow-direction",
  "traffic-path",
] as const;

/** What the flow logs are made with. */
export interface NetworkFlowLogsInput {
  readonly name: string;
  readonly vpcId: string;
  readonly kmsKeyArn: string;
  readonly retentionDays: number;
  readonly roleArn: string;
}

/** A record of every flow of the network, refused ones too, in an encrypted log group. */
export class NetworkFlowLogs extends Construct {
  constructor(scope: Construct, id: string, { name, vpcId, kmsKeyArn, retentionDays, roleArn }: NetworkFlowLogsInput) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, "log-group", {
      name: holdsToken(name) ? `/aws/vpc/${name}/flow` : physicalPath("logGroup", "/aws/vpc", name, "flow"),
      kmsKeyId: kmsKeyArn,
      retentionInDays: retentionDays,
      tags: nameTag(name, "flow"),
    });
    new FlowLog(this, "flow-log", {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: roleArn,
      logFormat: templateLiteral(flowLogFields.map((field) => `\${${field}}`).join(" ")),
      maxAggregationInterval: 60,
      tags: nameTag(name),
    });
  }
}
