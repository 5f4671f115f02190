import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { arn } from "../../core/checks";
import { checkProps, value, type PropRules, type Value } from "../../core/props";

/** Props of {@link AwsOperatingSystemMetrics}. */
export interface AwsOperatingSystemMetricsProps {
  /** ARN of the key that encrypts the log group. */
  readonly kmsKeyArn: Value<string>;
}

/** What each prop has to be. */
export const rules: PropRules<AwsOperatingSystemMetricsProps> = { kmsKeyArn: value(arn("kms")) };

/**
 * Where RDS writes the metrics of its instances' operating systems: one log group for all instances of an account and
 * region, whose name RDS has fixed. RDS would make it without a key. It keeps metrics for 30 days, as RDS itself says
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.overview.html, read 2026-11).
 */
export class AwsOperatingSystemMetrics extends Construct {
  /** ARN of the log group. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AwsOperatingSystemMetricsProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const group = new CloudwatchLogGroup(this, "Resource", { name: "RDSOSMetrics", kmsKeyId: props.kmsKeyArn, retentionInDays: 30 });
    this.arn = group.arn;
  }
}
