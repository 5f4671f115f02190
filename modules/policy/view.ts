import type { Attributes } from "../core/output-guards";
import type { Cloud } from "../core/words";
import type { ResolvedStack } from "./model";

/** A provider block of a stack. */
export interface ProviderView {
  /** What a resource's `provider` argument says: `aws`, or `aws.<alias>`. */
  readonly reference: string;
  readonly cloud: Cloud | undefined;
  /** `provider.<name>` or `provider.<name>.<alias>`. */
  readonly address: string;
  readonly attributes: Attributes;
  /** Its region, if it is a literal. */
  readonly region: string | undefined;
}

/** A resource of a stack, with where it lies. */
export interface ResourceView {
  readonly type: string;
  /** `<type>.<name>`. */
  readonly address: string;
  /** The cloud that its type belongs to. */
  readonly cloud: Cloud | undefined;
  readonly attributes: Attributes;
  /** What its `provider` argument says, or the name of the type's provider. */
  readonly provider: string;
  /** Its own region, zone or location, or else its provider's region; `undefined` unless it is a literal. */
  readonly region: string | undefined;
}

/** A stack, read once for all rules. */
export interface StackView {
  readonly stack: ResolvedStack;
  readonly name: string;
  /** Provider blocks by reference. */
  readonly providers: ReadonlyMap<string, ProviderView>;
  readonly resources: readonly ResourceView[];
}

const cloudsOfProviders: Readonly<Record<string, Cloud>> = {
  aws: "aws",
  google: "google",
  "google-beta": "google",
  cloudflare: "cloudflare",
};

/** A value as a list: Terraform JSON writes a single block with or without brackets. */
export const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Whether a value is a map or a block. */
export const isRecord = (value: unknown): value is Attributes => typeof value === "object" && value !== null && !Array.isArray(value);

/** A text that is known now; `undefined` for anything else, and for a template that Terraform fills in later. */
export const literal = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" && !value.includes("${") && !value.includes("%{") ? value : undefined;

/** The values at a path of dots; lists on the way are flattened. */
export const valuesAt = (value: unknown, path: string): readonly unknown[] =>
  path
    .split(".")
    .reduce<readonly unknown[]>((values, key) => values.flatMap((one) => asList(isRecord(one) ? one[key] : undefined)), [value]);

/** Calls `visit` with every text inside a value and its path of dots, in which lists leave no index. Metadata (`//`) is left out. */
export const visitTexts = (value: unknown, path: string, visit: (text: string, path: string) => void): void => {
  if (typeof value === "string") visit(value, path);
  else if (Array.isArray(value)) for (const item of value) visitTexts(item, path, visit);
  else if (isRecord(value)) {
    for (const key in value) if (key !== "//") visitTexts(value[key], path === "" ? key : `${path}.${key}`, visit);
  }
};

/** Arguments by which a resource of a cloud says itself where it lies, in the order in which they decide. */
export const placeArguments: Readonly<Record<Cloud, readonly string[]>> = {
  // Every regional resource has the argument since provider 6.0.
  aws: ["region"],
  google: ["location", "region", "zone"],
  cloudflare: [],
};

/**
 * The region that a text names: Google writes zones (`europe-west4-a`), capitals (`EUROPE-WEST4`) and whole links
 * (`projects/p/regions/europe-west4`) in the same places. A multi-region (`EU`) stays what it is, and no facts know it.
 */
export const regionNamed = (cloud: Cloud, text: string): string =>
  cloud === "google" ? (text.toLowerCase().split("/").at(-1) ?? "").replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, "$1") : text;

/** Reads a stack once. */
export const viewOf = (stack: ResolvedStack): StackView => {
  const providers = providersOf(stack);
  const resources = Object.entries(stack.json.resource ?? {}).flatMap(([type, byName]) => {
    const own = type.split("_", 1)[0] ?? type;
    const cloud = cloudsOfProviders[own];
    return Object.entries(byName).map(([name, attributes]): ResourceView => {
      const provider = typeof attributes["provider"] === "string" ? attributes["provider"] : own;
      const said = cloud && placeArguments[cloud].map((argument) => attributes[argument]).find((value) => value !== undefined);
      const region = said === undefined ? providers.get(provider)?.region : literal(said);
      return {
        type,
        address: `${type}.${name}`,
        cloud,
        attributes,
        provider,
        region: cloud === undefined || region === undefined ? undefined : regionNamed(cloud, region),
      };
    });
  });
  return { stack, name: stack.identity.name, providers, resources };
};

const providersOf = ({ json }: ResolvedStack): ReadonlyMap<string, ProviderView> => {
  const blocks = Object.entries(json.provider ?? {}).flatMap(([name, list]) =>
    asList(list)
      .filter(isRecord)
      .map((attributes): ProviderView => {
        const alias = literal(attributes["alias"]);
        const reference = alias === undefined ? name : `${name}.${alias}`;
        return {
          reference,
          cloud: cloudsOfProviders[name],
          address: `provider.${reference}`,
          attributes,
          region: literal(attributes["region"]),
        };
      }),
  );
  return new Map(blocks.map((block) => [block.reference, block]));
};
