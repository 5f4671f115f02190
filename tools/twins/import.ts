import type { Block, ResourceFacts } from "../catalogue/facts";
import { typeOfBlock } from "../protocol/codec";
import type { Diagnostic } from "../protocol/provider";
import type { ObjectValue, Value, ValueType } from "../protocol/values";
import type { Scope } from "../world/world";
import { awsImports, importedBy, notImportable, type Told } from "./computed/aws-imports";
import { conform } from "./computed/conform";
import { formOf } from "./computed/forms";
import { readBack } from "./computed/made";

/** Why something can't be imported by this text; empty where it can. Messages are those of the AWS provider 5.100.0. */
export const importProblems = (type: string, id: string): readonly Diagnostic[] => {
  const never = notImportable[type];
  if (never === "sdk") return [error(`resource ${type} doesn't support import`)];
  if (never === "framework") {
    return [
      error(
        "Resource Import Not Implemented",
        "This resource does not support import. Please contact the provider developer for additional information.",
      ),
    ];
  }
  const form = awsImports[type];
  if (form === undefined || form.given.some((given) => tellsOf(given, id) !== undefined)) return [];
  return [error(form.says.replaceAll("<ID>", id), form.detail?.replaceAll("<ID>", id))];
};

const error = (summary: string, detail = ""): Diagnostic => ({ severity: "error", summary, detail });

/**
 * The state of something that is imported: its id, what the id tells of it, and nothing else. The text must be one that
 * {@link importProblems} finds nothing wrong with.
 *
 * @param source the provider with its host: `registry.terraform.io/hashicorp/aws`
 */
export const importedState = (source: string, type: string, facts: ResourceFacts, id: string, scope: Scope): ObjectValue => {
  const told = { ...fromScope(facts, scope), ...toldBy(source, type, facts, id) };
  const types = membersOf(facts.block);
  return Object.fromEntries(
    Object.entries(types).map(([name, one]) => {
      const value = told[name];
      return [name, value === undefined ? nothing(facts.block, name) : conform(one, value)];
    }),
  );
};

const membersOf = (block: Block): Readonly<Record<string, ValueType>> => {
  const type = typeOfBlock(block);
  return Array.isArray(type) && type[0] === "object" ? (type[1] as Readonly<Record<string, ValueType>>) : {};
};

/** Blocks are never null but where there is at most one by form. */
const nothing = ({ block_types: nested = {} }: Block, name: string): Value => {
  const mode = nested[name]?.nesting_mode;
  return mode === "list" || mode === "set" ? [] : null;
};

/** Google's project and region are known even where an id doesn't name them. */
const fromScope = ({ block }: ResourceFacts, { provider, project, region }: Scope): Told => {
  if (!provider.startsWith("google")) return {};
  const known = { project, region };
  return Object.fromEntries(
    Object.entries(known).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && block.attributes?.[entry[0]]?.computed === true,
    ),
  );
};

const toldBy = (source: string, type: string, facts: ResourceFacts, id: string): Readonly<Record<string, Value>> => {
  switch (source.slice(source.lastIndexOf("/") + 1)) {
    case "cloudflare":
      return toldToCloudflare(facts, id);
    case "kubernetes":
      return toldToKubernetes(facts, id);
    case "helm": {
      const [namespace = "default", name = id] = id.split("/");
      return { id: name, name, namespace };
    }
    default:
      return toldByForm(source, type, facts, id);
  }
};

/** `<zone or account>/<id>`; where a type is in either of them, `zones/` or `accounts/` stands in front. */
const toldToCloudflare = ({ block }: ResourceFacts, id: string): Told => {
  const parts = id.split("/");
  const [kind = "", owner = ""] = parts;
  if (!("id" in (block.attributes ?? {}))) return toldInOrder(block, parts);
  const last = parts.at(-1) ?? id;
  if (kind === "zones" || kind === "accounts") return { [kind === "zones" ? "zone_id" : "account_id"]: owner, id: last };
  if (parts.length === 1) return { id: last, ...("zone_id" in (block.attributes ?? {}) ? { zone_id: last } : {}) };
  return { ["zone_id" in (block.attributes ?? {}) ? "zone_id" : "account_id"]: kind, id: last };
};

/** What has no id is told by the arguments that it must have, its owner first. */
const toldInOrder = ({ attributes = {} }: Block, parts: readonly string[]): Told => {
  const owners = ["account_id", "zone_id"].filter((name) => name in attributes).slice(0, 1);
  const required = Object.keys(attributes).filter((name) => attributes[name]?.required === true && attributes[name].type === "string");
  const names = [...owners, ...required.filter((name) => !owners.includes(name))];
  return Object.fromEntries(parts.flatMap((part, index) => (names[index] === undefined ? [] : [[names[index], part]])));
};

/** `namespace/name`, or the name alone. */
const toldToKubernetes = ({ block }: ResourceFacts, id: string): Readonly<Record<string, Value>> => {
  const slash = id.indexOf("/");
  const [namespace, name] = slash < 0 ? [null, id] : [id.slice(0, slash), id.slice(slash + 1)];
  return "metadata" in (block.block_types ?? {}) ? { id, metadata: [{ name, namespace }] } : { id };
};

const toldByForm = (source: string, type: string, facts: ResourceFacts, id: string): Told => {
  const form = awsImports[type];
  if (form !== undefined) {
    const told = form.given.map((given) => tellsOf(given, id)).find((one) => one !== undefined) ?? {};
    return { id, ...told, ...form.tells?.(told, id) };
  }
  const name = importedBy[type];
  if (name !== undefined) return { [name]: id };
  const maker = formOf({ source, type, facts })["id"];
  const told = typeof maker === "string" ? (readBack(maker, id) ?? {}) : {};
  return { ...told, id };
};

const special = /[.+^${}()|[\]\\*?/]/g;

/** The attributes that a text tells in this form; `undefined` where it has another. */
const tellsOf = (given: string, text: string): Told | undefined => {
  const names: string[] = [];
  const pieces = given.split(/\{([a-z0-9_]+\*?)\}/);
  const separators = [
    ...new Set(pieces.filter((_, index) => index % 2 === 0 && index > 0 && index < pieces.length - 1).map((piece) => piece.charAt(0))),
  ].join("");
  const pattern = pieces
    .map((piece, index) => {
      if (index % 2 === 0) return piece.replace(special, "\\$&");
      names.push(piece.replace("*", ""));
      return piece.endsWith("*") ? "(.+)" : separators === "" ? "(.+)" : `([^${separators.replace(special, "\\$&")}]+)`;
    })
    .join("");
  const found = new RegExp(`^${pattern}$`, "s").exec(text);
  return found === null ? undefined : Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""]));
};
