import { TerraformOutput } from "cdktf";
import { AwsRegistry, type AwsRegistryProps } from "../../../../modules/aws/registry/registry";
import { account, countsOf, problemsOf, argumentsOf, synthesized } from "../policy-document/aws-fixture";

const key = `arn:aws:kms:eu-central-1:${account}:alias/images`;
const props: AwsRegistryProps = { repositories: { api: "test/api", "charts-argo-cd": "charts/argo-cd" }, kmsKeyArn: key };

const json = synthesized((stack) => {
  const registry = new AwsRegistry(stack, "registry", props);
  new TerraformOutput(stack, "url", { value: registry.repositoryUrls["api"] });
});
const problems = (changes: Partial<AwsRegistryProps>): string =>
  problemsOf((stack) => new AwsRegistry(stack, "registry", { ...props, ...changes }));

describe("registry", () => {
  test("is a repository and its lifecycle for each name, and one rule of scanning", () => {
    expect(countsOf(json)).toEqual({ aws_ecr_lifecycle_policy: 2, aws_ecr_registry_scanning_configuration: 1, aws_ecr_repository: 2 });
    expect(json.output?.["url"]?.["value"]).toBe('${aws_ecr_repository.registry_repository["api"].repository_url}');
  });

  test("a repository is encrypted, scanned and kept, and its tags stay where they are", () => {
    expect(argumentsOf(json, "aws_ecr_repository", 'registry_repository["charts-argo-cd"]')).toEqual({
      name: "charts/argo-cd",
      image_tag_mutability: "IMMUTABLE",
      force_delete: false,
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "KMS", kms_key: key }],
      lifecycle: { prevent_destroy: true },
    });
    expect(argumentsOf(json, "aws_ecr_registry_scanning_configuration", "registry_scanning")).toEqual({
      scan_type: "BASIC",
      rule: [{ scan_frequency: "SCAN_ON_PUSH", repository_filter: [{ filter: "*", filter_type: "WILDCARD" }] }],
    });
  });

  test("what no tag names goes first, and then the oldest", () => {
    const lifecycle = argumentsOf(json, "aws_ecr_lifecycle_policy", 'registry_lifecycle["api"]');
    expect(lifecycle["repository"]).toBe('${aws_ecr_repository.registry_repository["api"].name}');
    const { rules } = JSON.parse(String(lifecycle["policy"])) as { rules: { rulePriority: number; selection: unknown }[] };
    expect(rules.map(({ rulePriority, selection }) => [rulePriority, selection])).toEqual([
      [1, { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 }],
      [2, { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 500 }],
    ]);
  });

  test("addresses and names don't follow from the order in which they were given", () => {
    const reversed = Object.fromEntries(Object.entries(props.repositories).reverse());
    expect(synthesized((stack) => new AwsRegistry(stack, "registry", { ...props, repositories: reversed })).resource).toEqual(
      json.resource,
    );
  });

  test.each([
    ["repositories", { repositories: { Api: "test/api" } }],
    ["repositories", { repositories: { api: "Test/API" } }],
    ["repositories", { repositories: { api: "test/api", also: "test/api" } }],
    ["kmsKeyArn", { kmsKeyArn: "images" }],
    ["untaggedDays", { untaggedDays: 0 }],
    ["keptImages", { keptImages: 10 }],
  ] as const)("a wrong '%s' is refused: %j", (name, changes) => {
    expect(problems(changes)).toMatch(new RegExp(`\\[BadProp\\] '${name}' must`));
  });
});
