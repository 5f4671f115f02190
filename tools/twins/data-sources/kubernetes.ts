import type { ObjectValue } from "../../protocol/values";
import { conform } from "../computed/conform";
import { chanceOf } from "../computed/made";
import { typeOfBlock } from "../../protocol/types";
import { placeOf, placeOfScope, sharesPlace } from "../../world/place";
import { blocksOf, givenText, isObject, mapOf, textOf } from "./config";
import { found, type DataSourceRequest, type Found, type Reader } from "./data-source";
import { genericValues } from "./generic";

/** Namespaces that every cluster has. */
const standingNamespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];

const objects = (request: DataSourceRequest, type: string): readonly ObjectValue[] => {
  const here = placeOfScope(request.scope);
  const stem = type.replace(/_v\d\w*$/, "");
  // A type with a version in its name and the one without are the same kind.
  return [stem, type.startsWith(`${stem}_v`) ? type : `${stem}_v1`].flatMap((one) =>
    request.world.all(one).flatMap((object) => (sharesPlace(placeOf(object), here, "account") ? [object.values] : [])),
  );
};

const metadataOf = (values: ObjectValue): ObjectValue => blocksOf(values, "metadata")[0] ?? {};

const nameOf = (values: ObjectValue): string => textOf(metadataOf(values), "name") ?? "";

const namespaceOf = (values: ObjectValue): string => givenText(metadataOf(values), "namespace") ?? "default";

const isNamespaced = ({ facts }: DataSourceRequest): boolean =>
  facts.block.block_types?.["metadata"]?.block.attributes?.["namespace"] !== undefined;

const idOf = (request: DataSourceRequest, values: ObjectValue): string =>
  isNamespaced(request) ? `${namespaceOf(values)}/${nameOf(values)}` : nameOf(values);

/**
 * An object of a cluster by name and namespace. Where there is none, the provider of 2.38 answers without an error, and
 * all but the name is null (its issue 2672); in an open world one is made up.
 */
const readObject: Reader = (request) => {
  const { type, config } = request;
  const made = objects(request, type).find(
    (values) => nameOf(values) === nameOf(config) && (!isNamespaced(request) || namespaceOf(values) === namespaceOf(config)),
  );
  if (made !== undefined) return found({ ...shaped(request, made), id: idOf(request, made) });
  if (request.open === true || (type.includes("namespace") && standingNamespaces.includes(nameOf(config)))) return madeUp(request);
  return found({ id: idOf(request, config), metadata: [{ ...metadata(request), generation: 0, resource_version: "", uid: "" }] });
};

const shaped = ({ facts }: DataSourceRequest, values: ObjectValue): ObjectValue => {
  const value = conform(typeOfBlock(facts.block), values);
  return isObject(value) ? value : {};
};

const metadata = (request: DataSourceRequest): ObjectValue => {
  const given = metadataOf(request.config);
  return {
    ...given,
    annotations: mapOf(given, "annotations"),
    labels: mapOf(given, "labels"),
    ...(isNamespaced(request) ? { namespace: namespaceOf(request.config) } : {}),
  };
};

const madeUp = (request: DataSourceRequest): Found => {
  const id = idOf(request, request.config);
  const hex = chanceOf(`${request.scope.cluster ?? ""}\0${request.type}\0${id}`, "hex", 32);
  const uid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  return found({ ...genericValues(request), id, metadata: [{ ...metadata(request), generation: 1, resource_version: "1", uid }] });
};

const readNamespaces: Reader = (request) => {
  const made = objects(request, "kubernetes_namespace_v1").map(nameOf);
  const names = [...new Set([...standingNamespaces, ...made])].sort();
  return found({ id: chanceOf(names.join(), "hex", 64), namespaces: names });
};

const serverVersion = "1.33";

const readServerVersion: Reader = () =>
  found({
    id: "rehearsal",
    version: `${serverVersion}.5`,
    git_version: `v${serverVersion}.5`,
    major: serverVersion.split(".")[0] ?? "",
    minor: serverVersion.split(".")[1] ?? "",
    build_date: "2026-01-01T00:00:00Z",
    compiler: "gc",
    git_commit: chanceOf("kubernetes", "hex", 40),
    git_tree_state: "clean",
    go_version: "go1.24.6",
    platform: "linux/amd64",
  });

/** The reader of a Kubernetes data source, if more is known of it than its schema. */
export const kubernetesReader = ({ type, facts }: DataSourceRequest): Reader | undefined => {
  if (type === "kubernetes_all_namespaces") return readNamespaces;
  if (type === "kubernetes_server_version") return readServerVersion;
  if (type === "kubernetes_resource" || type === "kubernetes_resources" || type === "kubernetes_nodes") return undefined;
  return facts.block.block_types?.["metadata"] === undefined ? undefined : readObject;
};
