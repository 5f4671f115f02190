import type { ResourceFacts } from "../../catalogue/facts";
import type { ObjectValue, Value } from "../../protocol/values";
import { firstBlock, textOf, type Form, type Made } from "./made";

/** `namespace/name`; what has no namespace is named alone. */
const id = (made: Made): string => {
  const metadata = firstBlock(made, "metadata");
  return [textOf(metadata["namespace"]), textOf(metadata["name"])].filter((text) => text !== "").join("/");
};

/** A name that is made up begins with what was given for it; five characters follow. */
const name = (made: Made, here: ObjectValue): Value => `${textOf(here["generate_name"]) || "twin-"}${made.chance("lower", 5, "name")}`;

const metadata: Form = {
  "metadata.generation": () => 1,
  "metadata.name": name,
  "metadata.namespace": "default",
  "metadata.resource_version": "{#digits-7}",
  "metadata.uid": "{#uuid}",
};

const service: Form = {
  "spec.cluster_ip": (made, here) => (textOf(here["type"]) === "ExternalName" ? "" : address(made)),
  "spec.cluster_ips": (made) => [address(made)],
  "spec.health_check_node_port": () => 0,
  "spec.internal_traffic_policy": "Cluster",
  "spec.ip_families": () => ["IPv4"],
  "spec.ip_family_policy": "SingleStack",
};

/** Services have their addresses in the range that clusters take where none is chosen. */
const address = (made: Made): string =>
  `172.20.${String(Number(made.chance("digits", 4, "a")) % 256)}.${String(1 + (Number(made.chance("digits", 4, "b")) % 254))}`;

/** The form of a type: by its parts, for all of them are made alike. */
export const kubernetesForm = ({ block }: ResourceFacts): Form => ({
  ...("metadata" in (block.block_types ?? {}) ? { ...metadata, id } : {}),
  ...("default_secret_name" in (block.attributes ?? {}) ? { default_secret_name: "" } : {}),
  ...("cluster_ip" in (block.block_types?.["spec"]?.block.attributes ?? {}) ? service : {}),
});
