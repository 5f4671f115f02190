import type { Block } from "../../../tools/catalogue/facts";
import { fromJson, parseJson, typeOfBlock } from "../../../tools/protocol/codec";
import type { Diagnostic, Provider, ProviderSchema } from "../../../tools/protocol/provider";
import { unknown, type ObjectValue, type Value } from "../../../tools/protocol/values";

/** A resource with everything that a schema can say. */
const thing: Block = {
  attributes: {
    id: { type: "string", computed: true },
    name: { type: "string", required: true },
    place: { type: "string", computed: true },
    size: { type: "number", optional: true, computed: true },
    ratio: { type: "number", optional: true },
    tags: { type: ["map", "string"], optional: true },
    words: { type: ["set", "string"], optional: true },
    any: { type: "dynamic", optional: true },
    secret: { type: "string", optional: true, sensitive: true, write_only: true },
    parts: {
      nested_type: {
        nesting_mode: "list",
        attributes: { key: { type: "string", required: true }, value: { type: "string", optional: true, computed: true } },
      },
      optional: true,
    },
    old: { type: "bool", optional: true, deprecated: true },
  },
  block_types: {
    rule: { nesting_mode: "list", block: { attributes: { port: { type: "number", required: true } } }, max_items: 3 },
    member: { nesting_mode: "set", block: { attributes: { name: { type: "string", required: true } } } },
    limits: { nesting_mode: "single", block: { attributes: { most: { type: "number", optional: true } } } },
    zone: { nesting_mode: "map", block: { attributes: { weight: { type: "number", optional: true } } } },
  },
};

const token: Block = { attributes: { length: { type: "number", required: true }, value: { type: "string", computed: true } } };

const where: Block = { attributes: { prefix: { type: "string", optional: true }, place: { type: "string", computed: true } } };

/** The source of the fake provider. */
export const fakeSource = "registry.terraform.io/example/fake";

/** The schema of the fake provider. */
export const fakeSchema: ProviderSchema = {
  config: { attributes: { place: { type: "string", optional: true } } },
  resources: {
    fake_thing: { version: 2, block: thing },
    fake_empty: { version: 0, block: { attributes: { id: { type: "string", computed: true } } } },
  },
  data_sources: { fake_where: { version: 0, block: where } },
  ephemeral_resources: { fake_token: { version: 0, block: token } },
};

const error = (summary: string, ...names: readonly string[]): Diagnostic => ({
  severity: "error",
  summary,
  detail: "",
  path: names.map((name) => ({ attribute: name })),
});

const known = (value: Value | undefined, otherwise: Value): Value => (value === unknown || value === undefined ? otherwise : value);

const text = (value: Value | undefined, otherwise: string): string => (typeof value === "string" ? value : otherwise);

const completed = (planned: ObjectValue, place: string): ObjectValue => {
  const name = text(planned["name"], "");
  const parts = planned["parts"] as readonly ObjectValue[] | null;
  return {
    ...planned,
    id: known(planned["id"], `${place}/${name}`),
    place: known(planned["place"], place),
    parts: parts?.map((part) => ({ ...part, value: known(part["value"], `${name}-part`) })) ?? null,
    secret: null,
  };
};

/** A provider whose configuration says in which place things are made. A thing's new name replaces it. */
export const fakeProvider = (): Provider => {
  let place = "nowhere";
  return {
    schema: fakeSchema,
    validateProviderConfig: (config) => Promise.resolve(config["place"] === "" ? [error("Empty place", "place")] : []),
    configure: (config) => {
      place = text(config["place"], "home");
      return Promise.resolve([]);
    },
    validateResource: (_type, config) => {
      if (config["name"] === "broken") return Promise.reject(new Error("no such luck"));
      return Promise.resolve(config["name"] === "bad" ? [error("Bad name", "name")] : []);
    },
    validateDataSource: () => Promise.resolve([]),
    validateEphemeral: () => Promise.resolve([]),
    upgradeState: (_type, _version, json) =>
      Promise.resolve({ state: fromJson(typeOfBlock(thing), parseJson(json)) as ObjectValue, diagnostics: [] }),
    plan: ({ prior, proposed, private: kept }) => {
      const isNew = prior === null || (proposed !== null && prior["name"] !== proposed["name"]);
      const unset: ObjectValue = isNew ? { id: unknown, place: unknown } : {};
      const planned: ObjectValue | null =
        proposed === null ? null : { ...proposed, ...unset, size: known(proposed["size"], 1) ?? 1, secret: null };
      const requiresReplace = prior !== null && proposed !== null && isNew ? [[{ attribute: "name" }]] : [];
      return Promise.resolve({ planned, requiresReplace, private: kept, diagnostics: [] });
    },
    apply: ({ planned }) =>
      Promise.resolve({ state: planned === null ? null : completed(planned, place), private: Uint8Array.of(1, 2, 3), diagnostics: [] }),
    read: (_type, state, kept) => Promise.resolve({ state, private: kept, diagnostics: [] }),
    importState: (type, id) => {
      const all = fromJson(typeOfBlock(thing), { name: id, id, place, size: 1, rule: [], member: [], zone: {} }) as ObjectValue;
      return Promise.resolve({ resources: [{ type, state: all, private: Uint8Array.of(4) }], diagnostics: [] });
    },
    readDataSource: (_type, config) =>
      Promise.resolve({ state: { ...config, place: `${text(config["prefix"], "")}${place}` }, diagnostics: [] }),
    openEphemeral: (_type, config) =>
      Promise.resolve({ state: { ...config, value: "x".repeat(Number(config["length"])) }, diagnostics: [] }),
    closeEphemeral: () => Promise.resolve([]),
  };
};
