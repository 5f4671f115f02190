import { createHash } from "node:crypto";
import type { Block, Constraints, ProviderFacts, ResourceFacts } from "../catalogue/facts";
import { fromJson, parseJson, typeOfBlock } from "../protocol/codec";
import type {
  ApplyRequest,
  Diagnostic,
  ImportedResource,
  PlanAnswer,
  PlanRequest,
  PrivateData,
  Provider,
  ReadAnswer,
  StateAnswer,
} from "../protocol/provider";
import type { ObjectValue } from "../protocol/values";
import type { World, WorldObject } from "../world/world";
import { applyValues } from "./computed";
import { conventionOf } from "./conventions";
import { readDataSource } from "./data-sources";
import { openEphemeral } from "./ephemeral";
import { fingerprint } from "./fingerprint";
import { importedState, importProblems } from "./import";
import { markOf, readMark } from "./marks";
import { planResource } from "./plan";
import { readConfiguration, type Configuration } from "./scope";
import type { Seeds } from "./seeds";
import { validateConfig } from "./validate";

/** What a twin is made of. */
export interface TwinRequest {
  /** What is known of the provider whose twin it is. */
  readonly facts: ProviderFacts;
  /** Shared by all twins of a rehearsal. */
  readonly world: World;
  /** Whose Terraform asks: a stack's name, or a folder. */
  readonly stack: string;
  /** Shared by all twins of a rehearsal. */
  readonly seeds: Seeds;
  /** Whether things that twins didn't make may stand outside the world. @default false */
  readonly open?: boolean;
}

/** One configuration of a provider, answered from facts and from the one world, as the real one would answer. */
export const createTwin = (request: TwinRequest): Provider => {
  const twin = new Twin(request);
  return {
    schema: twin.schema,
    validateProviderConfig: promised((config) => twin.validateProviderConfig(config)),
    configure: promised((config) => twin.configure(config)),
    validateResource: promised((type, config) => twin.validateResource(type, config)),
    validateDataSource: promised((type, config) => twin.validateDataSource(type, config)),
    validateEphemeral: promised((type, config) => twin.validateEphemeral(type, config)),
    upgradeState: promised((type, _version, json) => twin.upgradeState(type, json)),
    plan: promised((asked) => twin.plan(asked)),
    apply: promised((asked) => twin.apply(asked)),
    read: promised((type, state, privateData) => twin.read(type, state, privateData)),
    importState: promised((type, id) => twin.importState(type, id)),
    readDataSource: promised((type, config) => twin.readDataSource(type, config)),
    openEphemeral: promised((type, config) => twin.openEphemeral(type, config)),
    closeEphemeral: () => Promise.resolve([]),
  };
};

/** A twin knows its answers at once; a provider may take its time. */
const promised =
  <Asked extends readonly unknown[], Answer>(answer: (...asked: Asked) => Answer) =>
  (...asked: Asked): Promise<Answer> =>
    Promise.resolve().then(() => answer(...asked));

type ImportAnswer = Awaited<ReturnType<Provider["importState"]>>;

class Twin {
  readonly schema: ProviderFacts;
  private configuration: Configuration;

  constructor(private readonly request: TwinRequest) {
    this.schema = request.facts;
    this.configuration = readConfiguration(request.facts.provider, nothingIn(request.facts.config));
  }

  validateProviderConfig(config: ObjectValue): readonly Diagnostic[] {
    return validateConfig({ block: this.schema.config }, config);
  }

  configure(config: ObjectValue): readonly Diagnostic[] {
    this.configuration = readConfiguration(this.schema.provider, config);
    return this.configuration.diagnostics;
  }

  validateResource(type: string, config: ObjectValue): readonly Diagnostic[] {
    return validateConfig(this.resource(type), config, type);
  }

  validateDataSource(type: string, config: ObjectValue): readonly Diagnostic[] {
    return validateConfig(known(this.schema.data_sources, type), config, type);
  }

  validateEphemeral(type: string, config: ObjectValue): readonly Diagnostic[] {
    return validateConfig(known(this.schema.ephemeral_resources, type), config, type);
  }

  upgradeState(type: string, json: string): ReadAnswer {
    return { state: fromJson(typeOfBlock(this.resource(type).block), parseJson(json)) as ObjectValue, diagnostics: [] };
  }

  plan(request: PlanRequest): PlanAnswer {
    const { type, prior } = request;
    const { planned, requiresReplace, diagnostics, legacyTypeSystem } = planResource(
      this.resource(type),
      request,
      this.configuration.context,
      type,
    );
    // What was imported has no known past: that an argument differs from nothing is no reason to replace it.
    const isImported = prior !== null && readMark(request.private)?.imported === true;
    return {
      planned,
      requiresReplace: isImported ? [] : requiresReplace,
      private: prior === null ? markOf({}) : request.private,
      diagnostics,
      legacyTypeSystem,
    };
  }

  apply(request: ApplyRequest): StateAnswer {
    const { type, prior, planned } = request;
    if (planned === null) return prior === null ? nothing : this.destroy(type, prior, request.private);
    const seed = (prior === null ? undefined : readMark(request.private)?.seed) ?? this.newSeed(type, planned);
    const legacyTypeSystem = conventionOf(this.configuration.context.provider).isSdk(type, this.resource(type).block);
    const values = applyValues({
      source: this.schema.provider,
      type,
      facts: this.resource(type),
      planned,
      config: request.config ?? planned,
      prior,
      scope: this.configuration.scope,
      identity: seed,
      stack: this.request.stack,
      emptyWhereUnset: legacyTypeSystem,
    });
    const mark = markOf({ seed });
    const after = { ...this.objectOf(type, values), config: request.config };
    const diagnostics = prior === null ? this.request.world.create(after) : this.request.world.update(this.standing(type, prior), after);
    return diagnostics.some(isError)
      ? { state: prior, private: request.private, diagnostics, legacyTypeSystem }
      : { state: values, private: mark, diagnostics, legacyTypeSystem };
  }

  read(type: string, state: ObjectValue, privateData: PrivateData): StateAnswer {
    const mark = readMark(privateData);
    if (mark === undefined) return { state, private: privateData, diagnostics: [notOurs(type)] };
    if (mark.seed !== undefined) this.request.seeds.note(mark.seed);
    this.standing(type, state);
    return { state, private: privateData, diagnostics: [] };
  }

  importState(type: string, id: string): ImportAnswer {
    const problems = importProblems(type, id);
    if (problems.some(isError)) return { resources: [], diagnostics: problems };
    const { scope } = this.configuration;
    const found = this.request.world.find(type, id, scope);
    const seed = this.newSeed(type, { id });
    const told = importedState(this.schema.provider, type, this.resource(type), id, scope);
    // Imported before and not changed since, as in a second plan: still no more is known of it than its id tells.
    const isKnown = found !== undefined && fingerprint(found.values) !== fingerprint(told);
    const resource: ImportedResource = isKnown
      ? { type, state: found.values, private: markOf({ seed }) }
      : { type, state: told, private: markOf({ seed, imported: true }) };
    return { resources: [resource], diagnostics: [] };
  }

  readDataSource(type: string, config: ObjectValue): ReadAnswer {
    const { context } = this.configuration;
    return readDataSource({
      ...this.asked(type, config),
      facts: known(this.schema.data_sources, type),
      hasResource: (one) => Object.hasOwn(this.schema.resources, one),
      ...(context.zone === undefined ? {} : { zone: context.zone }),
      ...(context.defaultTags === undefined ? {} : { defaultTags: context.defaultTags }),
      ...(context.defaultLabels === undefined ? {} : { defaultLabels: context.defaultLabels }),
    });
  }

  openEphemeral(type: string, config: ObjectValue): ReadAnswer {
    return openEphemeral({ ...this.asked(type, config), facts: known(this.schema.ephemeral_resources, type) });
  }

  private asked(type: string, config: ObjectValue) {
    const { world, open = false } = this.request;
    return { source: this.schema.provider, type, config, scope: this.configuration.scope, world, open };
  }

  private resource(type: string): ResourceFacts {
    return known(this.schema.resources, type);
  }

  private destroy(type: string, prior: ObjectValue, privateData: PrivateData): StateAnswer {
    const diagnostics = this.request.world.remove(this.standing(type, prior));
    return diagnostics.some(isError) ? { state: prior, private: privateData, diagnostics } : { ...nothing, diagnostics };
  }

  /** The object of a state. One that this process did not make itself comes from a state of an earlier one. */
  private standing(type: string, state: ObjectValue): WorldObject {
    const object = this.objectOf(type, state);
    const found = this.request.world.find(type, object.id, object.scope);
    if (found !== undefined) return found;
    this.request.world.adopt(object);
    return object;
  }

  private objectOf(type: string, values: ObjectValue): WorldObject {
    const { stack } = this.request;
    return { type, id: idOf(this.resource(type).block, values), stack, scope: this.configuration.scope, values };
  }

  /** The same resource has the same seed in every run; one that is made again has another, as it has in life. */
  private newSeed(type: string, values: ObjectValue): string {
    const { stack, seeds } = this.request;
    const kind = createHash("sha256")
      .update(fingerprint([stack, type, { ...this.configuration.scope }, values]))
      .digest("hex")
      .slice(0, 32);
    return seeds.next(kind);
  }
}

const nothing: StateAnswer = { state: null, private: new Uint8Array(), diagnostics: [] };

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

const known = <T extends Constraints & { readonly block: Block }>(types: Readonly<Record<string, T>>, type: string): T => {
  const facts = types[type];
  if (facts === undefined) throw new Error(`nothing is known of ${type}`);
  return facts;
};

/** What identifies an object: its id, else its ARN, else the arguments that it must have. */
const idOf = ({ attributes = {} }: Block, values: ObjectValue): string => {
  for (const name of ["id", "arn"]) {
    const value = values[name];
    if (typeof value === "string" && value !== "") return value;
  }
  const required = Object.keys(attributes).filter((name) => attributes[name]?.required === true);
  return required
    .sort()
    .map((name) => fingerprint(values[name] ?? null))
    .join(",");
};

const nothingIn = ({ attributes = {}, block_types = {} }: Block): ObjectValue =>
  Object.fromEntries([
    ...Object.keys(attributes).map((name) => [name, null] as const),
    ...Object.entries(block_types).map(
      ([name, { nesting_mode }]) => [name, nesting_mode === "list" || nesting_mode === "set" ? [] : null] as const,
    ),
  ]);

const notOurs = (type: string): Diagnostic => ({
  severity: "error",
  summary: "The state was not made by a twin",
  detail:
    `This ${type} carries no mark of a twin: a real provider made it. Twins work on states of their own only, so that no rehearsal ` +
    "can be taken for the real thing. Use an empty state, for example a local backend in a copy of the folder.",
});
