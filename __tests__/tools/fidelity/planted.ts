import type { ResourceFacts } from "../../../tools/catalogue/facts";
import type { Diagnostic, PlanAnswer, PlanRequest, Provider } from "../../../tools/protocol/provider";
import type { ObjectValue, Path } from "../../../tools/protocol/values";

/** What is known of one small type. */
export const doorFacts: ResourceFacts = {
  version: 0,
  block: {
    attributes: {
      id: { type: "string", optional: true, computed: true },
      name: { type: "string", required: true },
      kind: { type: "string", optional: true },
      height: { type: "number", optional: true },
      key_arn: { type: "string", optional: true },
      code: { type: "string", optional: true },
      colors: { type: ["set", "string"], optional: true },
    },
    block_types: {
      lock: { nesting_mode: "list", max_items: 1, block: { attributes: { strength: { type: "number", required: true } } } },
    },
  },
  rules: {
    kind: { enum: ["wood", "steel"] },
    height: { min: 1, max: 4 },
    name: { maxLength: 20 },
    key_arn: { format: "arn" },
  },
  relations: [{ kind: "conflicts", path: "code", with: ["lock"] }],
  replace: ["name"],
};

/** A right door. */
export const door: ObjectValue = { id: null, name: "front", kind: "wood", height: 2, key_arn: null, code: null, colors: null, lock: [] };

const refused = (attribute: string): Diagnostic => ({
  severity: "error",
  summary: "Invalid value",
  detail: attribute,
  path: [{ attribute }],
});

/** What a provider that knows doors refuses. */
export const doorErrors = (config: ObjectValue): readonly Diagnostic[] => {
  const { name, kind, height, key_arn: arn, code, lock } = config;
  return [
    ...(typeof name !== "string" || name.length > 20 ? ["name"] : []),
    ...(kind === null || kind === "wood" || kind === "steel" ? [] : ["kind"]),
    ...(typeof height !== "number" || (height >= 1 && height <= 4) ? [] : ["height"]),
    ...(typeof arn !== "string" || arn.startsWith("arn:aws:") ? [] : ["key_arn"]),
    ...(code !== null && Array.isArray(lock) && lock.length > 0 ? ["code", "lock"] : []),
  ].map(refused);
};

/** A provider that has doors only. What it doesn't differ in is what a real one does. */
export const doorProvider = (differs: Partial<Pick<Provider, "validateResource" | "plan">> = {}): Provider => {
  const notAsked = (): never => {
    throw new Error("not asked here");
  };
  return {
    schema: { config: {}, resources: { door: doorFacts }, data_sources: {}, ephemeral_resources: {} },
    validateProviderConfig: notAsked,
    configure: notAsked,
    validateResource: (_, config) => Promise.resolve(doorErrors(config)),
    validateDataSource: notAsked,
    validateEphemeral: notAsked,
    upgradeState: notAsked,
    plan: (request) => Promise.resolve(doorPlan(request, [[{ attribute: "name" }]])),
    apply: notAsked,
    read: notAsked,
    importState: notAsked,
    readDataSource: notAsked,
    openEphemeral: notAsked,
    closeEphemeral: notAsked,
    ...differs,
  };
};

/** A plan that says of these paths that they replace, whether they change or not. */
export const doorPlan = ({ proposed }: PlanRequest, requiresReplace: readonly Path[]): PlanAnswer => ({
  planned: proposed,
  requiresReplace,
  private: new Uint8Array(),
  diagnostics: [],
});
