import { account, documentOf, resourceOf } from "../policy-document/aws-fixture";
import { decide } from "../policy-document/policy-evaluator";
import { made, props } from "./gateway-fixture";

const logs = "arn:aws:s3:::test-eu-eu-central-1-gateway-logs";
const trust = "arn:aws:s3:::test-eu-eu-central-1-gateway-trust";
const policyOf = (name: string, arn: string) =>
  documentOf(resourceOf(made(), "aws_s3_bucket_policy", `${name}_policy`)["policy"], { [`aws_s3_bucket.${name}.arn`]: arn });

describe("gateway's load balancer", () => {
  test("is inside, kept, and strict about requests", () => {
    expect(resourceOf(made(), "aws_lb", "gateway_load-balancer")).toMatchObject({
      name: "test-eu-gateway",
      load_balancer_type: "application",
      internal: true,
      subnets: props.subnetIds,
      security_groups: [props.securityGroupId],
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "strictest",
      enable_deletion_protection: true,
      enable_zonal_shift: true,
      access_logs: { bucket: "${aws_s3_bucket.gateway_load-balancer_logs.bucket}", enabled: true },
      depends_on: ["aws_s3_bucket_policy.gateway_load-balancer_logs_policy"],
      lifecycle: { prevent_destroy: true },
    });
  });

  test("speaks TLS to both sides", () => {
    const json = made({ targetPort: 9443, healthCheckPath: "/ready" });
    expect(resourceOf(json, "aws_lb_listener", "gateway_load-balancer_listener")).toMatchObject({
      load_balancer_arn: "${aws_lb.gateway_load-balancer.arn}",
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.gateway_load-balancer_targets.arn}" }],
    });
    expect(resourceOf(json, "aws_lb_target_group", "gateway_load-balancer_targets")).toMatchObject({
      name: "test-eu-ingress",
      vpc_id: props.vpcId,
      target_type: "ip",
      port: 9443,
      protocol: "HTTPS",
      health_check: { protocol: "HTTPS", port: "traffic-port", path: "/ready", matcher: "200" },
    });
  });

  test("alone writes its logs, below the account's own path, and they go in time", () => {
    const policy = policyOf("gateway_load-balancer_logs", logs);
    const may = (principal: string, object: string, secure = "true") =>
      decide([policy], {
        action: "s3:PutObject",
        resource: `${logs}/${object}`,
        principal,
        context: { "aws:SecureTransport": secure },
      });
    const writer = "logdelivery.elasticloadbalancing.amazonaws.com";
    expect(may(writer, `AWSLogs/${account}/elasticloadbalancing/a.log.gz`)).toBe("allowed");
    expect(may(writer, `AWSLogs/${account}/elasticloadbalancing/a.log.gz`, "false")).toBe("denied");
    expect(may(writer, "AWSLogs/444455556666/elasticloadbalancing/a.log.gz")).toBe("not allowed");
    expect(may("delivery.logs.amazonaws.com", `AWSLogs/${account}/a`)).toBe("not allowed");
    const lifecycle = resourceOf(
      made({ accessLogRetentionDays: 400 }),
      "aws_s3_bucket_lifecycle_configuration",
      "gateway_load-balancer_logs_lifecycle",
    );
    expect(lifecycle["rule"]).toMatchObject([{ expiration: [{ days: 400 }], noncurrent_version_expiration: [{ noncurrent_days: 30 }] }]);
  });
});

describe("gateway's buckets", () => {
  test.each([
    ["gateway_truststore", "test-eu-eu-central-1-gateway-trust", "public"],
    ["gateway_load-balancer_logs", "test-eu-eu-central-1-gateway-logs", "internal"],
  ])("%s is closed, versioned and kept", (name, bucket, dataClass) => {
    const json = made();
    expect(resourceOf(json, "aws_s3_bucket", name)).toMatchObject({
      bucket,
      force_destroy: false,
      tags: { "estate:data-class": dataClass },
      lifecycle: { prevent_destroy: true },
    });
    expect(resourceOf(json, "aws_s3_bucket_public_access_block", `${name}_public-access`)).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resourceOf(json, "aws_s3_bucket_versioning", `${name}_versioning`)["versioning_configuration"]).toEqual({ status: "Enabled" });
    expect(resourceOf(json, "aws_s3_bucket_ownership_controls", `${name}_ownership`)["rule"]).toEqual({
      object_ownership: "BucketOwnerEnforced",
    });
    // Load balancers write under no other key, and what is public needs none.
    expect(resourceOf(json, "aws_s3_bucket_server_side_encryption_configuration", `${name}_encryption`)["rule"]).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
  });

  test("the authority stays, is given to nobody by the bucket's policy, and moves over TLS only", () => {
    const policy = policyOf("gateway_truststore", trust);
    expect(policy.Statement.map(({ Sid, Effect }) => [Sid, Effect])).toEqual([["EncryptedTransportOnly", "Deny"]]);
    const lifecycle = resourceOf(made(), "aws_s3_bucket_lifecycle_configuration", "gateway_truststore_lifecycle");
    expect((lifecycle["rule"] as readonly unknown[])[0]).not.toHaveProperty("expiration");
  });
});
