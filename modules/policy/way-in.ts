import type { Problem } from "../core/errors";
import type { ClusterDoor, ClusterUse, StackFindings } from "./model";
import { isRecord, literal, valuesAt, type ResourceView, type StackView } from "./view";

/** Providers that speak to a cluster's Kubernetes API, by the first word of their types. */
const clusterProviders = ["helm", "kubernetes"] as const;

const isClusterProvider = (name: string): boolean => (clusterProviders as readonly string[]).includes(name);

/** A vault's clusters are not the workload's: they share a site and no account. */
const siteOf = ({ stack: { identity } }: StackView): string =>
  [identity.environment, identity.origin, identity.cloud, identity.region, identity.purpose].join(" ");

/** Where a stack speaks to a cluster: its provider blocks, or a first resource where Terraform makes up the block by itself. */
export const clusterUses = (view: StackView): readonly ClusterUse[] => {
  const blocks = [...view.providers.values()].filter(({ reference }) => isClusterProvider(reference.split(".")[0] ?? ""));
  const without = clusterProviders.flatMap((name) => {
    if (blocks.some(({ reference }) => reference.split(".")[0] === name)) return [];
    return view.resources.filter(({ type }) => type.startsWith(`${name}_`)).slice(0, 1);
  });
  return [...blocks, ...without].map(({ address }) => ({ stack: view.name, address, site: siteOf(view) }));
};

/** The clusters that a stack makes, and whether CI comes to each from outside its network, or has a runner inside. */
export const clusterDoors = (view: StackView): readonly ClusterDoor[] =>
  view.resources.flatMap((resource) => {
    const kind = kinds[resource.type];
    if (kind === undefined) return [];
    const reachable = kind.isOpen(resource) || kind.hasRunner(view.resources);
    return [{ stack: view.name, address: resource.address, site: siteOf(view), reachable, wayIn: kind.wayIn }];
  });

const has = ({ attributes }: ResourceView, path: string, wanted: boolean): boolean =>
  valuesAt(attributes, path).some((value) => value === wanted);

/** What GitHub's queued jobs wake: AWS CodeBuild User Guide, Self-hosted GitHub Actions runners; read 2026-11. */
const jobQueued = "WORKFLOW_JOB_QUEUED";

/** A CodeBuild project inside a network that jobs wake. One that nothing wakes, or that stands outside, is no way in. */
const hasCodeBuildRunner = (resources: readonly ResourceView[]): boolean => {
  const woken = resources
    .filter(
      ({ type, attributes }) => type === "aws_codebuild_webhook" && valuesAt(attributes, "filter_group.filter.pattern").includes(jobQueued),
    )
    .map(({ attributes }) => attributes["project_name"]);
  return resources.some(
    ({ type, address, attributes }) =>
      type === "aws_codebuild_project" &&
      valuesAt(attributes, "vpc_config").some(isRecord) &&
      woken.some((name) => name === `\${${address}.name}` || (literal(name) !== undefined && name === attributes["name"])),
  );
};

/** How a cloud's kind of cluster is reached. What is not said, or known only at plan, counts as closed. */
interface ClusterKind {
  readonly isOpen: (cluster: ResourceView) => boolean;
  readonly hasRunner: (resources: readonly ResourceView[]) => boolean;
  /** The smallest way in. */
  readonly wayIn: string;
}

const kinds: Readonly<Record<string, ClusterKind>> = {
  aws_eks_cluster: {
    isOpen: (cluster) => has(cluster, "vpc_config.endpoint_public_access", true),
    hasRunner: hasCodeBuildRunner,
    wayIn: "put a CodeBuild runner into the cluster's stack",
  },
  google_container_cluster: {
    isOpen: (cluster) => {
      if (has(cluster, "control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic", true)) return true;
      const said = valuesAt(cluster.attributes, "private_cluster_config.enable_private_endpoint");
      const enabled = valuesAt(cluster.attributes, "control_plane_endpoints_config.ip_endpoints_config.enabled");
      return said.every((value) => value === false) && enabled.every((value) => value === true);
    },
    hasRunner: (resources) =>
      resources.some(
        ({ type, attributes }) => type === "google_cloudbuild_worker_pool" && valuesAt(attributes, "network_config").some(isRecord),
      ),
    wayIn: "open the cluster's host name (dns_endpoint_config.allow_external_traffic), where IAM asks who it is",
  },
};

/**
 * Whether every stack that works inside a cluster can come to it: it stands at a site with a cluster, and the cluster is
 * open or names its way in. One that is private and has none could be planned, and neither applied nor mended.
 */
export const clustersWithoutWayIn = (findings: readonly StackFindings[]): readonly Problem[] => {
  const doors = new Map<string, ClusterDoor[]>();
  for (const door of findings.flatMap(({ clusters }) => clusters)) doors.set(door.site, [...(doors.get(door.site) ?? []), door]);
  return findings
    .flatMap(({ clusterUses: uses }) => uses)
    .flatMap(({ stack, address, site }): readonly Problem[] => {
      const place = `${stack} ${address}`;
      const standing = doors.get(site) ?? [];
      const rule = "a stack that works inside a cluster must have a way to it";
      if (standing.length === 0) {
        return [
          { code: "NoWayIn", place, rule: `${rule}, and no cluster stands at its site`, fix: "build the cluster in an earlier layer" },
        ];
      }
      return standing
        .filter(({ reachable }) => !reachable)
        .map((door) => ({
          code: "NoWayIn",
          place,
          rule: `${rule}, and ${door.stack} ${door.address} has a private endpoint alone`,
          fix: door.wayIn,
        }));
    });
};
