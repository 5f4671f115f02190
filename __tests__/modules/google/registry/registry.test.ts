import { expandInstances } from "../../../../modules/core/expand";
import { GoogleRegistry, type GoogleRegistryProps } from "../../../../modules/google/registry/registry";
import { account, counts, made, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const goodProps: GoogleRegistryProps = {
  projectId: project,
  region,
  repositories: { images: "images" },
  keyId: `projects/${project}/locations/${region}/keyRings/test/cryptoKeys/registry-internal`,
};

const problems = (changes: Partial<GoogleRegistryProps>): string =>
  problemsOnGoogle((stack) => new GoogleRegistry(stack, "registry", { ...goodProps, ...changes }));

describe("registry", () => {
  test("is a repository of the region under our key, whose tags stay and which is kept", () => {
    const json = synthesizedOnGoogle((stack) => new GoogleRegistry(stack, "registry", goodProps));
    expect(counts(json)).toEqual({ google_artifact_registry_repository: 1 });
    expect(made(json, "google_artifact_registry_repository", 'registry_repository["images"]')).toEqual({
      project,
      location: region,
      repository_id: "images",
      format: "DOCKER",
      mode: "STANDARD_REPOSITORY",
      kms_key_name: goodProps.keyId,
      docker_config: { immutable_tags: true },
      vulnerability_scanning_config: { enablement_config: "INHERITED" },
      cleanup_policy_dry_run: false,
      cleanup_policies: [
        { id: "keep-recent", action: "KEEP", most_recent_versions: { keep_count: 20 } },
        { id: "delete-untagged", action: "DELETE", condition: { tag_state: "UNTAGGED", older_than: "1209600s" } },
      ],
      lifecycle: { prevent_destroy: true },
    });
  });

  test("gives each of its readers and writers every repository, and nobody else", () => {
    const json = synthesizedOnGoogle(
      (stack) =>
        new GoogleRegistry(stack, "registry", {
          ...goodProps,
          repositories: { images: "images", charts: "helm-charts" },
          readers: { nodes: account("cluster-nodes") },
          writers: { ci: account("builder") },
        }),
    );
    const members = Object.fromEntries(
      Object.entries(expandInstances(json).resource?.["google_artifact_registry_repository_iam_member"] ?? {}).map(
        ([name, { role, member, repository }]) => [name, [role, member, repository]],
      ),
    );
    const of = (word: string): string => `\${google_artifact_registry_repository.registry_repository["${word}"].repository_id}`;
    expect(members).toEqual({
      'registry_readers["charts/nodes"]': ["roles/artifactregistry.reader", account("cluster-nodes"), of("charts")],
      'registry_writers["charts/ci"]': ["roles/artifactregistry.writer", account("builder"), of("charts")],
      'registry_readers["images/nodes"]': ["roles/artifactregistry.reader", account("cluster-nodes"), of("images")],
      'registry_writers["images/ci"]': ["roles/artifactregistry.writer", account("builder"), of("images")],
    });
  });

  test("says where its images lie", () => {
    let urls: Readonly<Record<string, string>> = {};
    synthesizedOnGoogle((stack) => {
      const registry = new GoogleRegistry(stack, "registry", { ...goodProps, repositories: { charts: "helm-charts", images: "images" } });
      urls = registry.repositoryUrls;
      expect(registry.host).toBe("europe-west4-docker.pkg.dev");
    });
    expect(urls).toEqual({
      charts: `europe-west4-docker.pkg.dev/${project}/helm-charts`,
      images: `europe-west4-docker.pkg.dev/${project}/images`,
    });
  });

  test.each<[string, Partial<GoogleRegistryProps>]>([
    ["projectId", { projectId: "X" }],
    ["region", { region: "europe" }],
    ["repositories", { repositories: {} }],
    ["repositories", { repositories: { images: "Images" } }],
    ["repositories", { repositories: { images: "one", charts: "one" } }],
    ["keyId", { keyId: "" }],
    ["readers", { readers: { everybody: "allUsers" } }],
    ["writers", { writers: { somebody: "user:a@meetbarter.example" } }],
    ["untaggedDays", { untaggedDays: 0 }],
    ["keptImages", { keptImages: 1001 }],
  ])("a wrong %s is told", (prop, changes) => {
    const told = problems(changes);
    expect(told).toContain("[BadProp]");
    expect(told).toContain(`'${prop}'`);
  });
});
