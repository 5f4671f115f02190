import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsCertificate, type AwsCertificateProps } from "../../../../modules/aws/certificate/certificate";
import { countsOf, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";

const made = (props: AwsCertificateProps) =>
  synthesized((stack) => {
    const certificate = new AwsCertificate(stack, "certificate", props);
    new TerraformOutput(stack, "arn", { value: certificate.arn });
    new TerraformOutput(stack, "record", { value: certificate.validationRecord });
  });

describe("certificate", () => {
  test("is one that ACM issues by itself, and a new one comes before the old one goes", () => {
    const json = made({ hostname: "eu-aws-eu-central-1.origin.one.example" });
    expect(countsOf(json)).toEqual({ aws_acm_certificate: 1 });
    expect(resourceOf(json, "aws_acm_certificate", "certificate")).toMatchObject({
      domain_name: "eu-aws-eu-central-1.origin.one.example",
      validation_method: "DNS",
      key_algorithm: "RSA_2048",
      options: { certificate_transparency_logging_preference: "ENABLED" },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("tells the record that validates it", () => {
    const json = made({ hostname: "api.one.example", keyAlgorithm: "EC_prime256v1" });
    const options = "tolist(aws_acm_certificate.certificate.domain_validation_options).0";
    expect(json.output?.["record"]?.["value"]).toEqual({
      name: `\${${options}.resource_record_name}`,
      value: `\${${options}.resource_record_value}`,
    });
    expect(json.output?.["arn"]?.["value"]).toBe("${aws_acm_certificate.certificate.arn}");
    expect(resourceOf(json, "aws_acm_certificate", "certificate")["key_algorithm"]).toBe("EC_prime256v1");
  });

  test("takes a name that is known later", () => {
    const json = synthesized((stack) => {
      new AwsCertificate(stack, "certificate", { hostname: new TerraformVariable(stack, "hostname", { type: "string" }).stringValue });
    });
    expect(resourceOf(json, "aws_acm_certificate", "certificate")["domain_name"]).toBe("${var.hostname}");
  });

  test.each<[string, AwsCertificateProps, string]>([
    ["a wildcard", { hostname: "*.one.example" }, "[BadProp] 'hostname'"],
    ["a dot at the end", { hostname: "one.example." }, "[BadProp] 'hostname'"],
    ["a name that is too long", { hostname: `${"a".repeat(60)}.example` }, "[BadProp] 'hostname'"],
    ["a weak key", { hostname: "one.example", keyAlgorithm: "RSA_1024" as "RSA_2048" }, "[BadProp] 'keyAlgorithm'"],
  ])("refuses %s", (_, props, message) => {
    expect(problemsOf((stack) => new AwsCertificate(stack, "certificate", props))).toContain(message);
  });
});
