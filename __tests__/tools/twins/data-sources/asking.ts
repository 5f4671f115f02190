import type { DataSourceFacts } from "../../../../tools/catalogue/facts";
import { loadCatalogue } from "../../../../tools/catalogue/load";
import type { ReadAnswer } from "../../../../tools/protocol/provider";
import type { ObjectValue } from "../../../../tools/protocol/values";
import { awsSource } from "../../../../tools/terraform/requirements";
import { readDataSource, type DataSourceRequest } from "../../../../tools/twins/data-sources";
import { createWorld } from "../../../../tools/world/create-world";
import type { Scope, World } from "../../../../tools/world/world";

/** An account and region of AWS's documentation. */
export const inAws: Scope = { provider: "aws", partition: "aws", account: "123456789012", region: "eu-central-1" };

/** A project of Google's documentation. */
export const inGoogle: Scope = { provider: "google", project: "example-project", region: "europe-west4" };

interface Known {
  readonly provider: string;
  readonly facts: DataSourceFacts;
  readonly types: ReadonlySet<string>;
}

const catalogueOf = (type: string): Known => {
  for (const { provider, data_sources: sources, resources } of loadCatalogue()) {
    const facts = sources[type];
    if (facts !== undefined) return { provider, facts, types: new Set(Object.keys(resources)) };
  }
  throw new Error(`no facts of ${type}`);
};

/** The facts of a data source of the committed catalogue. */
export const factsOf = (type: string): DataSourceFacts => catalogueOf(type).facts;

/** A configuration of which nothing is set but these arguments, as it is when it has been decoded. */
export const given = ({ block }: DataSourceFacts, config: ObjectValue): ObjectValue => ({
  ...Object.fromEntries(Object.keys(block.attributes ?? {}).map((name) => [name, null] as const)),
  ...Object.fromEntries(
    Object.entries(block.block_types ?? {}).map(([name, { nesting_mode: mode }]) => [name, mode === "single" ? null : []] as const),
  ),
  ...config,
});

/** Things of a world, each in the scope that is given. */
export type Things = readonly (readonly [type: string, values: ObjectValue])[];

/** An empty world in which these things stand. */
export const worldOf = (things: Things, scope: Scope): World => {
  const world = createWorld({ outside: "empty" });
  for (const [type, values] of things) {
    const id = ["id", "arn", "name"].map((name) => values[name]).find((value): value is string => typeof value === "string") ?? "";
    world.adopt({ type, id, stack: "network", scope, values });
  }
  return world;
};

/** What is asked besides type and arguments. */
export interface Asked extends Partial<Omit<DataSourceRequest, "type" | "config">> {
  readonly things?: Things;
}

/** The answer of a data source: of the committed catalogue, or of which the facts are given. */
export const ask = (type: string, config: ObjectValue, { things = [], scope = inAws, ...more }: Asked = {}): ReadAnswer => {
  const { provider, facts, types } =
    more.facts === undefined ? catalogueOf(type) : { provider: awsSource, facts: more.facts, types: new Set() };
  return readDataSource({
    source: provider,
    type,
    facts,
    config: given(facts, config),
    scope,
    world: more.world ?? worldOf(things, scope),
    hasResource: (name) => types.has(name),
    ...more,
  });
};

/** The attributes that a data source answers, where it has to. */
export const answer = (type: string, config: ObjectValue, asked: Asked = {}): ObjectValue => {
  const { state, diagnostics } = ask(type, config, asked);
  if (state === null) throw new Error(`${type}: ${diagnostics.map(({ summary }) => summary).join()}`);
  return state;
};

/** An attribute that has to be a text. */
export const text = (state: ObjectValue | null, name: string): string => {
  const value = state?.[name];
  if (typeof value !== "string") throw new Error(`${name} is no text`);
  return value;
};

/** The first error of a data source, its detail on a line of its own. */
export const errorOf = (type: string, config: ObjectValue, asked: Asked = {}): string | undefined => {
  const [first] = ask(type, config, asked).diagnostics;
  return first && [first.summary, first.detail].filter((text) => text !== "").join("\n");
};
