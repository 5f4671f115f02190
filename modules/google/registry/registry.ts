import { ArtifactRegistryRepository } from "@cdktf/provider-google/lib/artifact-registry-repository";
import { ArtifactRegistryRepositoryIamMember } from "@cdktf/provider-google/lib/artifact-registry-repository-iam-member";
import { Construct } from "constructs";
import { member, projectId, region } from "../../core/google";
import { recordOf, text, wholeNumber } from "../../core/checks";
import { eachOf, eachPair, hasMembers, instanceOf } from "../../core/each";
import { allOf, distinctMembers, members } from "../../core/member-checks";
import { checkProps, value, type PropRules, type Value } from "../../core/props";
import { daysInSeconds } from "../../core/units";

/** Props of {@link GoogleRegistry}. */
export interface GoogleRegistryProps {
  /** The project that the repositories belong to. */
  readonly projectId: Value<string>;
  /** The region's code, for example `europe-west4`: images lie there and nowhere else. A change replaces the repositories. */
  readonly region: Value<string>;
  /**
   * Ids of the repositories by a word: for images and for charts, whose own names stand below. At most 63 characters,
   * unique in project and region. Renaming replaces a repository, which Terraform refuses; so does another word, for it
   * stands in the address.
   */
  readonly repositories: Value<Readonly<Record<string, string>>>;
  /** Id of the key that encrypts the repositories; Artifact Registry's service agent has to be allowed to use it. A change replaces them. */
  readonly keyId: Value<string>;
  /** Who may read every repository, as IAM names them (`serviceAccount:...`), by a word. @default {} */
  readonly readers?: Value<Readonly<Record<string, string>>>;
  /** Who may add images to every repository, as IAM names them, by a word. @default {} */
  readonly writers?: Value<Readonly<Record<string, string>>>;
  /** Days after which what no tag names is deleted, 1 to 365. @default 14 */
  readonly untaggedDays?: Value<number>;
  /** The newest versions of each image that are kept even without a tag, 1 to 1,000. @default 20 */
  readonly keptImages?: Value<number>;
}

const repositoryId = text(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, "lower-case letters, digits and hyphens", 1, 63);

/** What each prop has to be. */
export const rules: PropRules<GoogleRegistryProps> = {
  projectId: value(projectId),
  region: value(region),
  // https://cloud.google.com/artifact-registry/docs/repositories/create-repos, read 2026-11-23.
  repositories: value(allOf(members(1, 100), distinctMembers("id"), recordOf(repositoryId))),
  keyId: value(
    text(/^projects\/[^/]+\/locations\/[a-z0-9-]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+$/, "the id of a Cloud KMS key", 30, 512),
  ),
  readers: value(recordOf(member)),
  writers: value(recordOf(member)),
  untaggedDays: value(wholeNumber(1, 365, "days")),
  keptImages: value(wholeNumber(1, 1000, "images")),
};

/** Who gets what. */
const roles = { readers: "roles/artifactregistry.reader", writers: "roles/artifactregistry.writer" } as const;

/**
 * Repositories for container images and Helm charts in one region, encrypted under our own key. A tag, once given, stays
 * with its image; images are scanned where the project's service for that is on; what has no tag goes after a while.
 * Terraform doesn't destroy a repository: a cluster couldn't start a pod again.
 */
export class GoogleRegistry extends Construct {
  /** The host of all of the project's repositories in the region. */
  readonly host: string;
  /** Where images and charts of each repository lie, `<host>/<project>/<id>`, by its word. */
  readonly repositoryUrls: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: GoogleRegistryProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { projectId, region, keyId, untaggedDays = 14, keptImages = 20 } = props;
    const each = eachOf(this, "repositories", props.repositories, {});
    const repository = new ArtifactRegistryRepository(this, "repository", {
      forEach: each.forEach,
      project: projectId,
      location: region,
      repositoryId: each.value,
      format: "DOCKER",
      mode: "STANDARD_REPOSITORY",
      kmsKeyName: keyId,
      dockerConfig: { immutableTags: true },
      vulnerabilityScanningConfig: { enablementConfig: "INHERITED" },
      cleanupPolicyDryRun: false,
      cleanupPolicies: [
        { id: "keep-recent", action: "KEEP", mostRecentVersions: { keepCount: keptImages } },
        {
          id: "delete-untagged",
          action: "DELETE",
          condition: { tagState: "UNTAGGED", olderThan: `${String(daysInSeconds(untaggedDays))}s` },
        },
      ],
      lifecycle: { preventDestroy: true },
    });
    for (const kind of ["readers", "writers"] as const) {
      const given = props[kind];
      if (given === undefined || !hasMembers(given)) continue;
      const grant = eachPair(this, kind, props.repositories, given);
      new ArtifactRegistryRepositoryIamMember(this, kind, {
        forEach: grant.forEach,
        project: projectId,
        location: region,
        repository: instanceOf(repository, grant.text("member"), "repositoryId"),
        role: roles[kind],
        member: grant.text("text"),
      });
    }
    this.host = `${region}-docker.pkg.dev`;
    this.repositoryUrls = each.texts(({ value: repositoryId }) => `${this.host}/${projectId}/${repositoryId}`);
  }
}
