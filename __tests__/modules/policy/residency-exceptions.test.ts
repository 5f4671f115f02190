import { residencyExceptions } from "../../../modules/policy";
import { identityOf, judge, namedIn, resourceStack, stackOf } from "./stacks";

const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab";
const webAcl = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/web/1234abcd-12ab-34cd-56ef-1234567890ab";

/** A web stack whose second provider lies in `region`, with one resource that rides on it. */
const riding = (address: string, attributes: Record<string, unknown>, region: string) => {
  const [type = "", name = ""] = address.split(".");
  return stackOf({
    provider: { aws: [{ region: "eu-central-1" }, { alias: "edge", region }] },
    resource: { [type]: { [name]: { provider: "aws.edge", ...attributes } } },
  });
};

describe("residency exceptions", () => {
  test("each says what it is for, at most how sensitive it is, and where that is written", () => {
    const ids = residencyExceptions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, reason, most, source, types, region } of residencyExceptions) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(reason.length).toBeGreaterThan(20);
      expect(["public", "account-metadata"]).toContain(most);
      expect(source).toMatch(/^https:\/\/\S+, read \d{4}-\d\d-\d\d$/);
      expect(["global", "us-east-1"]).toContain(region);
      expect(new Set(types).size).toBe(types.length);
    }
  });

  test("no type is on the list twice for one region", () => {
    const places = residencyExceptions.flatMap(({ types, region }) => types.map((type) => `${type} ${region}`));
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  test.each([
    ["aws_acm_certificate.web", { domain_name: "web.example.com" }, "cloudfront-certificate"],
    ["aws_wafv2_web_acl.web", { name: "web", scope: "CLOUDFRONT" }, "cloudfront-web-acl"],
    ["aws_wafv2_ip_set.web", { name: "web", scope: "CLOUDFRONT" }, "cloudfront-web-acl"],
  ])("%s in us-east-1 is lawful and reported; in another region it is a breach", (address, attributes, exception) => {
    const stack = riding(address, attributes, "us-east-1");
    expect(judge(stack)).toEqual({ problems: [], exceptions: [{ exception, stack: stack.identity.name, address, uses: 1 }] });
    expect(judge(resourceStack(address, { ...attributes, region: "us-east-1" })).exceptions).toHaveLength(1);
    expect(namedIn(riding(address, attributes, "us-west-2"))).toEqual([`[ResidencyBreach] ${address}.provider`]);
    expect(namedIn(resourceStack(address, { ...attributes, region: "me-central-1" }))).toEqual([`[ResidencyBreach] ${address}.region`]);
  });

  test("in a lawful region no exception is needed", () => {
    expect(judge(resourceStack("aws_acm_certificate.api", { region: "eu-west-1" }))).toEqual({ problems: [], exceptions: [] });
  });

  test.each([
    ["aws_s3_bucket.web", { bucket: "web" }],
    ["aws_cloudwatch_log_group.web", { name: "web" }],
    ["aws_kms_key.web", {}],
    ["aws_wafv2_web_acl.web", { name: "web", scope: "REGIONAL" }],
    ["aws_wafv2_web_acl_logging_configuration.web", {}],
  ])("%s in us-east-1 is not on the list", (address, attributes) => {
    expect(namedIn(riding(address, attributes, "us-east-1"))).toEqual([`[ResidencyBreach] ${address}.provider`]);
  });

  test("a provider in us-east-1 needs something excepted that rides on it", () => {
    expect(namedIn(riding("aws_iam_role.ci", { name: "ci" }, "us-east-1"))).toEqual(["[ResidencyBreach] provider.aws.edge.region"]);
    expect(namedIn(riding("aws_iam_role.ci", { name: "ci" }, "eu-west-1"))).toEqual([]);
  });

  test("a distribution may name its certificate and web ACL, and nothing else there", () => {
    const distribution = (viewer_certificate: object, web_acl_id: string) =>
      resourceStack("aws_cloudfront_distribution.web", { viewer_certificate: [viewer_certificate], web_acl_id });
    const { problems, exceptions } = judge(distribution({ acm_certificate_arn: certificate }, webAcl));
    expect(problems).toEqual([]);
    expect(exceptions.map(({ exception, address }) => `${exception} ${address}`)).toEqual([
      "cloudfront aws_cloudfront_distribution.web",
      "cloudfront-certificate aws_cloudfront_distribution.web.viewer_certificate.acm_certificate_arn",
      "cloudfront-web-acl aws_cloudfront_distribution.web.web_acl_id",
    ]);
    const place = "aws_cloudfront_distribution.web";
    expect(namedIn(distribution({ acm_certificate_arn: certificate.replace("us-east-1", "us-west-2") }, webAcl))).toEqual([
      `[ResidencyBreach] ${place}.viewer_certificate.acm_certificate_arn`,
    ]);
    expect(namedIn(distribution({}, webAcl.replace("global/", "regional/")))).toEqual([`[ResidencyBreach] ${place}.web_acl_id`]);
  });

  test("an account's identities are one line a type, with their number", () => {
    const role = { name: "x", assume_role_policy: "{}" };
    const stack = stackOf(
      {
        resource: {
          aws_iam_role: { plan: { ...role, name: "plan" }, apply: { ...role, name: "apply" } },
          aws_iam_policy: { boundary: { name: "b" } },
        },
      },
      { region: "global", layer: "account" },
    );
    expect(judge(stack)).toEqual({
      problems: [],
      exceptions: [
        { exception: "iam", stack: stack.identity.name, address: "aws_iam_policy.boundary", uses: 1 },
        { exception: "iam", stack: stack.identity.name, address: "aws_iam_role.plan", uses: 2 },
      ],
    });
  });

  test("what is set for a whole account keeps nothing", () => {
    expect(namedIn(riding("aws_s3_account_public_access_block.all", {}, "us-east-1"))).toEqual([
      "[ResidencyBreach] provider.aws.edge.region",
    ]);
    expect(judge(resourceStack("aws_s3_account_public_access_block.all", { block_public_acls: true }))).toEqual({
      problems: [],
      exceptions: [],
    });
  });

  test.each([
    "aws_globalaccelerator_accelerator.a",
    "aws_route53_key_signing_key.a",
    "aws_waf_web_acl.a",
    "cloudflare_r2_bucket.a",
    "cloudflare_workers_kv_namespace.a",
  ])("%s has no region and no exception: a breach", (address) => {
    expect(namedIn(resourceStack(address, {}))).toEqual([`[ResidencyBreach] ${address}`]);
  });

  test("the edge uses its exception, in its own stacks and in an origin's", () => {
    const record = { cloudflare_dns_record: { api: { name: "api.example.com", content: "192.0.2.1" } } };
    const edge = stackOf(
      { resource: record, provider: { cloudflare: [{}] } },
      { origin: "global", cloud: "cloudflare", region: "global", layer: "edge" },
    );
    for (const stack of [edge, stackOf({ resource: record })]) {
      expect(judge({ ...stack, json: { ...stack.json, terraform: {} } })).toEqual({
        problems: [],
        exceptions: [{ exception: "cloudflare-edge", stack: stack.identity.name, address: "cloudflare_dns_record.api", uses: 1 }],
      });
    }
  });

  test("uses of all stacks are sorted by exception and stack", () => {
    const roles = (environment: string) => resourceStack("aws_iam_role.ci", { name: `${environment}-ci` }, { environment });
    const zone = resourceStack("aws_route53_zone.inside", { name: "inside.example.com" }, { layer: "network" });
    expect(judge(zone, roles("staging"), roles("dev")).exceptions.map(({ exception, stack }) => `${exception} ${stack}`)).toEqual([
      `iam ${identityOf({ environment: "dev" }).name}`,
      `iam ${identityOf({ environment: "staging" }).name}`,
      `route53 ${identityOf({ layer: "network" }).name}`,
    ]);
  });
});
