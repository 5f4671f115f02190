import { jsonDocument } from "../../core/json";
import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRegistryScanningConfiguration } from "@cdktf/provider-aws/lib/ecr-registry-scanning-configuration";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Construct } from "constructs";
import { arn, recordOf, text, wholeNumber } from "../../core/checks";
import { nameRules } from "../../core/names";
import { eachOf } from "../../core/each";
import { allOf, distinctMembers } from "../../core/member-checks";
import { checkProps, value, type PropRules, type Value } from "../../core/props";

/** What an {@link AwsRegistry} is made with. */
export interface AwsRegistryProps {
  /**
   * Names of the repositories by a word: of images and of charts, for example `{ api: "meetbarter/api" }`. Renaming
   * replaces a repository, which Terraform refuses; so does another word, for it stands in the address.
   */
  readonly repositories: Value<Readonly<Record<string, string>>>;
  /** ARN of the key that encrypts what lies in them. A change replaces every repository. */
  readonly kmsKeyArn: Value<string>;
  /** Days after which what no tag names is deleted, 1 to 365. @default 14 */
  readonly untaggedDays?: Value<number>;
  /** The newest images of a repository that are kept, 50 to 1,000: enough that nothing which runs is among the others. @default 500 */
  readonly keptImages?: Value<number>;
}

const name = text(nameRules.ecrRepository.pattern, "lower-case words joined by '/', '-', '_' or '.'", 2, nameRules.ecrRepository.max);

/** One row a prop. */
export const awsRegistryRules: PropRules<AwsRegistryProps> = {
  repositories: value(allOf(distinctMembers("name"), recordOf(name))),
  kmsKeyArn: value(arn("kms")),
  untaggedDays: value(wholeNumber(1, 365, "days")),
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html, read 2026-11, has no upper bound for the count.
  keptImages: value(wholeNumber(50, 1000, "images")),
};

/**
 * The registry of one account and region: its repositories, whose tags never move from one image to another, whose images
 * are looked through for known holes when they arrive, and which keep what may still run. What is scanned is a setting
 * of the whole registry, so there is one of these in an account and region.
 */
export class AwsRegistry extends Construct {
  /** URL of each repository, by its word. */
  readonly repositoryUrls: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: AwsRegistryProps) {
    super(scope, id);
    checkProps(this, props, awsRegistryRules);
    const { untaggedDays = 14, keptImages = 500 } = props;
    new EcrRegistryScanningConfiguration(this, "scanning", {
      scanType: "BASIC",
      rule: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilter: [{ filter: "*", filterType: "WILDCARD" }] }],
    });
    const policy = lifecyclePolicy(untaggedDays, keptImages);
    const each = eachOf(this, "repositories", props.repositories, {});
    const repository = new EcrRepository(this, "repository", {
      forEach: each.forEach,
      name: each.value,
      imageTagMutability: "IMMUTABLE",
      forceDelete: false,
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: props.kmsKeyArn }],
      lifecycle: { preventDestroy: true },
    });
    new EcrLifecyclePolicy(this, "lifecycle", { forEach: each.forEach, repository: each.its(repository, "name"), policy });
    this.repositoryUrls = each.all(repository, "repositoryUrl");
  }
}

/** Rules are tried in the order of their numbers; the one for any image has to come last. */
const lifecyclePolicy = (untaggedDays: number, keptImages: number): string =>
  jsonDocument({
    rules: [
      {
        rulePriority: 1,
        description: "what no tag names",
        selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: untaggedDays },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: "the oldest beyond those that are kept",
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keptImages },
        action: { type: "expire" },
      },
    ],
  });
