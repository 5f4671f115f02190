import { estate } from "../../../environments";
import { outputName } from "../../../modules/core/contracts";
import { phases } from "../../../modules/core/words";
import { gatewayContract } from "../../../regions/aws/contracts";
import { platformFlows } from "../../../environments/flows";
import { flowAllowed } from "../../../modules/core/flows";
import { countsOf, documentOf, resourceOf } from "../../modules/aws/policy-document/aws-fixture";
import { addressesOf, stackIn } from "./layer-fixture";

const name = "production-mena-aws-me-south-1-gateway";
const json = stackIn(name, "enterprise");
const hostname = "mena-aws-me-south-1.origin.meetbarter.example";
const edge = estate.environments.find((one) => one.name === "production")?.edge;

describe("gateway layer", () => {
  test("is a gateway, its certificate, and two records in the environment's zone", () => {
    expect(countsOf(json)).toMatchObject({
      aws_acm_certificate: 1,
      aws_acm_certificate_validation: 1,
      aws_apigatewayv2_api: 1,
      aws_apigatewayv2_domain_name: 1,
      aws_lb: 1,
      aws_s3_object: 1,
      cloudflare_dns_record: 2,
    });
    expect(addressesOf(json)).toHaveLength(30);
  });

  test("serves the hostname that a pool of the edge names", () => {
    expect(resourceOf(json, "aws_acm_certificate", "certificate")["domain_name"]).toBe(hostname);
    expect(resourceOf(json, "aws_apigatewayv2_domain_name", "gateway_domain")["domain_name"]).toBe(hostname);
    expect(resourceOf(json, "cloudflare_dns_record", "origin-record")).toMatchObject({
      zone_id: edge?.zoneId,
      name: hostname,
      type: "CNAME",
      content: '${trimsuffix(aws_apigatewayv2_domain_name.gateway_domain.domain_name_configuration[0].target_domain_name, ".")}',
      proxied: false,
      ttl: 300,
    });
    expect((json.output as Record<string, { value: unknown }>)["hostname"]?.value).toBe(hostname);
  });

  test("puts the record that validates its certificate into the zone, and waits for it", () => {
    const record = "tolist(aws_acm_certificate.certificate.domain_validation_options).0";
    expect(resourceOf(json, "cloudflare_dns_record", "validation-record")).toMatchObject({
      zone_id: edge?.zoneId,
      type: "CNAME",
      name: `\${trimsuffix(${record}.resource_record_name, ".")}`,
      content: `\${trimsuffix(${record}.resource_record_value, ".")}`,
      proxied: false,
    });
    expect(resourceOf(json, "aws_acm_certificate_validation", "gateway_certificate-issued")["validation_record_fqdns"]).toEqual([
      "${cloudflare_dns_record.validation-record.name}",
    ]);
  });

  test("trusts the environment's own authority for client certificates", () => {
    expect(resourceOf(json, "aws_s3_object", "gateway_client-certificate-authority")["content"]).toBe(edge?.originPullCertificateAuthority);
  });

  test("CI may handle the object with the authority, and its bucket's name is the one that the account names", () => {
    const bucket = resourceOf(json, "aws_s3_bucket", "gateway_truststore")["bucket"];
    const guard = resourceOf(stackIn("production-mena-aws-global-account", "enterprise"), "aws_iam_policy", "ci_data-guard");
    const [objects] = documentOf(guard["policy"]).Statement;
    expect(objects?.NotResource).toContain(`arn:aws:s3:::${String(bucket)}/*`);
  });

  test("stands in the API zone, and opens no connection that no flow allows", () => {
    const network = "data.terraform_remote_state.network.outputs";
    expect(resourceOf(json, "aws_lb", "gateway_load-balancer")).toMatchObject({
      subnets: `\${${network}.api_subnet_ids}`,
      security_groups: [`\${${network}.api_security_group_id}`],
    });
    expect(resourceOf(json, "aws_apigatewayv2_vpc_link", "gateway_link")).toMatchObject({
      subnet_ids: `\${${network}.api_subnet_ids}`,
      security_group_ids: [`\${${network}.api_security_group_id}`],
    });
    const listens = resourceOf(json, "aws_lb_listener", "gateway_load-balancer_listener")["port"] as number;
    const targets = resourceOf(json, "aws_lb_target_group", "gateway_load-balancer_targets")["port"] as number;
    expect(flowAllowed(platformFlows, "api", "api", "tcp", listens)).toBe(true);
    expect(flowAllowed(platformFlows, "api", "mesh", "tcp", targets)).toBe(true);
  });

  test("no phase changes an address or a name, and the limits grow with the size", () => {
    const [foundation, growth, enterprise] = phases.map((phase) => stackIn("production-mena-aws-me-central-1-gateway", phase));
    expect(addressesOf(growth as never)).toEqual(addressesOf(foundation as never));
    expect(addressesOf(enterprise as never)).toEqual(addressesOf(foundation as never));
    const of = (stack: unknown) => {
      const one = stack as typeof json;
      return {
        names: [
          resourceOf(one, "aws_lb", "gateway_load-balancer")["name"],
          resourceOf(one, "aws_lb_target_group", "gateway_load-balancer_targets")["name"],
          resourceOf(one, "aws_s3_bucket", "gateway_truststore")["bucket"],
        ],
        rate: (resourceOf(one, "aws_apigatewayv2_stage", "gateway_stage")["default_route_settings"] as Record<string, number>)[
          "throttling_rate_limit"
        ],
      };
    };
    expect(of(growth).names).toEqual(of(foundation).names);
    expect(of(enterprise).names).toEqual(of(foundation).names);
    expect([foundation, growth, enterprise].map((one) => of(one).rate)).toEqual([200, 1000, 5000]);
  });

  test("offers its contract", () => {
    expect(Object.keys(json.output ?? {}).sort()).toEqual(Object.keys(gatewayContract.fields).map(outputName).sort());
  });
});
