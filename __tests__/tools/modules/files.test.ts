import { moduleFiles } from "../../../tools/modules/files";
import { publication, publishedModule, publishedModules } from "../../support/modules";

const textOf = (name: string, path: string): string => {
  const found = moduleFiles(publishedModule(name), publication).get(path);
  if (found === undefined) throw new Error(`${name} has no ${path}`);
  return found;
};

describe("the files of a module", () => {
  test("are those of the registry's standard structure", () => {
    for (const module of publishedModules()) {
      expect([...moduleFiles(module, publication).keys()].sort()).toEqual(
        [
          "CHANGELOG.md",
          "LICENSE",
          "README.md",
          "examples/basic/main.tf",
          "examples/complete/main.tf",
          "main.tf",
          "outputs.tf",
          `tests/${module.name}.tftest.hcl`,
          "variables.tf",
          "versions.tf",
        ].sort(),
      );
    }
  });

  test("name their source and version, and neither a provider nor a path of a machine", () => {
    const header = "# aws-key 1.2.3, made from modules/aws/key of meetbarter-infrastructure; changes belong there.\n";
    for (const path of ["main.tf", "variables.tf", "outputs.tf", "versions.tf"]) {
      expect(textOf("aws-key", path).startsWith(header)).toBe(true);
      expect(textOf("aws-key", path)).not.toMatch(/^(provider|backend) |\/home\/|\/tmp\//m);
    }
  });

  test("have an example that gives what has to be given, with a provider of its own", () => {
    expect(textOf("aws-topic", "examples/basic/main.tf"))
      .toBe(`# aws-topic 1.2.3, made from modules/aws/topic of meetbarter-infrastructure; changes belong there.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

module "aws_topic" {
  source = "../.."

  topic_name  = "orders"
  data_class  = "internal"
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  account_id  = "111122223333"
}
`);
  });

  test("give a secret by a variable of the example, never by a value", () => {
    const example = textOf("aws-database", "examples/complete/main.tf");
    expect(example).toMatch(/ master_password += var\.master_password/);
    expect(example).toMatch(/variable "master_password" \{[^}]*ephemeral\s+= true/);
    expect(textOf("aws-database", "tests/aws-database.tftest.hcl")).not.toContain("password_wo ==");
  });

  test("have a native test: two plans, and one run of refusals", () => {
    const text = textOf("aws-topic", "tests/aws-topic.tftest.hcl");
    expect(text.match(/^run "\w+"/gm)).toEqual(['run "basic"', 'run "complete"', 'run "refuses"']);
    expect(text).toContain("condition     = aws_sns_topic.this.name == var.topic_name");
    expect(/expect_failures = \[([^\]]*)\]/.exec(text)?.[1]?.match(/var\.\w+/g)).toEqual([
      "var.topic_name",
      "var.data_class",
      "var.kms_key_arn",
      "var.account_id",
      "var.subscribers",
    ]);
    expect(text).toContain("condition     = length(aws_sns_topic_subscription.subscription) == length(var.subscribers)");
  });

  test("put each kind of block into its file", () => {
    expect(
      textOf("aws-topic", "variables.tf")
        .match(/^\w+(?= )/gm)
        ?.filter((word) => word !== "variable"),
    ).toEqual([]);
    expect(textOf("aws-topic", "main.tf")).not.toMatch(/^(variable|output|terraform) /m);
  });
});
