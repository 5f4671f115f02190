import { page, type WorldRule } from "../rule";
import { askedTexts, textAt, textsAt } from "../values";
import type { WorldObject } from "../world";
import { placeOf, sharesPlace } from "../place";
import { othersOf } from "./find";

const version = /_v\d+(?:(?:alpha|beta)\d+)?$/;

/** The kind of a type: `kubernetes_deployment` and `kubernetes_deployment_v1` make the same things. */
const kindOf = (type: string): string => type.replace(version, "");

/** Types that change a part of something that others made. */
const parts =
  /^kubernetes_(?:annotations|labels|env|node_taint|default_service_account|config_map_v1_data|secret_v1_data|manifest|token_request)/;

const versions = ["", "_v1", "_v2", "_v1beta1", "_v2beta2"];

/** Names of Kubernetes objects are unique by kind and namespace in their cluster, whatever the version of their API. */
const objectName: WorldRule = {
  name: "name-taken:kubernetes",
  source: page("https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"),
  types: (type) => type.startsWith("kubernetes_") && !parts.test(type),
  onPut: (question) => {
    const { object, view } = question;
    const [name] = askedTexts(object, "metadata.name");
    if (name === undefined) return [];
    const namespace = textAt(object, "metadata.namespace") ?? "";
    const kind = kindOf(object.type);
    const owners = othersOf(
      versions.flatMap((suffix) => view.by(`${kind}${suffix}`, "metadata.name", name)),
      question,
    ).filter(
      (other) => (textAt(other, "metadata.namespace") ?? "") === namespace && sharesPlace(placeOf(other), placeOf(object), "account"),
    );
    const [owner] = owners;
    if (owner === undefined) return [];
    const where = namespace === "" ? "the cluster" : `the namespace '${namespace}'`;
    return [{ code: "AlreadyExists", path: "metadata.name", value: name, says: `the name is taken in ${where}`, other: owner }];
  },
};

/** Where each cloud says how the API of a cluster is reached. */
const clusterEndpoints = [
  ["aws_eks_cluster", "endpoint"],
  ["google_container_cluster", "endpoint"],
  ["google_container_cluster", "private_cluster_config.private_endpoint"],
  ["google_container_cluster", "control_plane_endpoints_config.dns_endpoint_config.endpoint"],
] as const;

/** The host of an endpoint, with or without a scheme. */
const hostOf = (endpoint: string): string => endpoint.replace(/^https?:\/\//, "").replace(/[/:].*$/, "");

/** Whether one of these clusters answers at a host. */
const answers = (clusters: (type: string) => readonly WorldObject[], host: string): boolean =>
  clusterEndpoints.some(([type, path]) =>
    clusters(type).some((cluster) => textsAt(cluster.values, path).some((one) => hostOf(one) === host)),
  );

/**
 * What is put into a cluster needs one that answers. Where nobody has made a cluster at all, it is another's and out of
 * sight; where some are known, a host that is none of theirs belongs to one that is yet to be made, or is gone.
 */
const clusterAnswers: WorldRule = {
  name: "reachable:cluster",
  source: page("https://kubernetes.io/docs/concepts/overview/kubernetes-api/"),
  types: (type) => type === "helm_release" || type.startsWith("kubernetes_"),
  onPut: ({ object, view }) => {
    const { cluster } = object.scope;
    if (cluster === undefined || cluster === "") return [];
    const host = hostOf(cluster);
    const standing = (type: string): readonly WorldObject[] => view.all(type);
    const gone = (type: string): readonly WorldObject[] => view.allGone(type);
    if (answers(standing, host)) return [];
    const known = clusterEndpoints.some(([type]) => standing(type).length + gone(type).length > 0);
    const once = answers(gone, host);
    if (!once && (!known || view.outside === "open")) return [];
    const says = `Kubernetes cluster unreachable: the cluster that the provider names ${once ? "is no longer there" : "does not exist"}`;
    return [{ code: "Unreachable", value: cluster, says, other: { noun: "cluster", value: cluster } }];
  },
};

/** What an API server of Kubernetes refuses, and who reaches none. */
export const kubernetesRules: readonly WorldRule[] = [objectName, clusterAnswers];
