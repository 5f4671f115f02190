import { page, type WorldRule } from "../rule";
import { askedTexts, textAt } from "../values";
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

/** What an API server of Kubernetes refuses. */
export const kubernetesRules: readonly WorldRule[] = [objectName];
