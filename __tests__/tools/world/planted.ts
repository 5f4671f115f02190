import type { ObjectValue } from "../../../tools/protocol/values";
import type { Diagnostic } from "../../../tools/protocol/provider";
import { createWorld } from "../../../tools/world/create-world";
import type { Scope, World, WorldObject } from "../../../tools/world/world";

/** Where things lie in the cases, unless they say otherwise. */
export const here: Scope = { provider: "aws", partition: "aws", account: "111122223333", region: "eu-central-1" };

/** Another region of the same account. */
export const otherRegion: Scope = { ...here, region: "us-west-2" };

/** Another account, in another region. */
export const elsewhere: Scope = { ...here, account: "222233334444", region: "us-west-2" };

/** A Google project. */
export const project: Scope = { provider: "google", project: "example-project", region: "europe-west4" };

/** Another Google project, in another region. */
export const otherProject: Scope = { provider: "google", project: "other-project", region: "europe-west6" };

/** A Kubernetes cluster. */
export const cluster: Scope = { provider: "kubernetes", cluster: "https://one.example" };

/** Cloudflare. */
export const edge: Scope = { provider: "cloudflare", account: "account-1" };

/** An object of a case. Each has its own stack, so that messages can be told apart. */
export const thing = (type: string, id: string, values: ObjectValue = {}, scope: Scope = here): WorldObject => ({
  type,
  id,
  stack: `stack-of-${id}`,
  scope,
  values: { id, ...values },
});

/** What a rule refuses, and the nearest thing that it allows. */
export interface PlantedCase {
  readonly rule: string;
  /** The cloud's error code. */
  readonly code: string;
  /** What stands, whether it may or not. */
  readonly standing?: readonly WorldObject[];
  /** What stood and was removed. */
  readonly gone?: readonly WorldObject[];
  /** What is asked for, and refused. */
  readonly asked: Asked;
  /** The other resource, as the message has to name it; nothing where the object is wrong by itself. */
  readonly other?: string;
  readonly allowed: {
    readonly standing?: readonly WorldObject[];
    readonly gone?: readonly WorldObject[];
    readonly asked?: Asked;
  };
  /** @default empty */
  readonly outside?: "empty" | "open";
}

/** A change of the world. */
export type Asked =
  { readonly create: WorldObject } | { readonly update: WorldObject; readonly from: ObjectValue } | { readonly remove: WorldObject };

/** What stands in a new world. */
export const worldOf = (
  standing: readonly WorldObject[] = [],
  gone: readonly WorldObject[] = [],
  outside: "empty" | "open" = "empty",
): World => {
  const world = createWorld({ outside });
  for (const object of gone) {
    world.adopt(object);
    world.remove(object);
  }
  for (const object of standing) world.adopt(object);
  return world;
};

/** Asks a world for a change. */
export const ask = (world: World, asked: Asked): readonly Diagnostic[] => {
  if ("create" in asked) return world.create(asked.create);
  if ("remove" in asked) {
    world.adopt(asked.remove);
    return world.remove(asked.remove);
  }
  const before = { ...asked.update, values: asked.from };
  world.adopt(before);
  return world.update(before, asked.update);
};

/** The object that a change is about. */
export const objectOf = (asked: Asked): WorldObject => {
  if ("create" in asked) return asked.create;
  return "update" in asked ? asked.update : asked.remove;
};

/** What a rule said, in one text each. */
export const saidBy = (rule: string, diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.filter(({ summary }) => summary.startsWith(`[${rule}] `)).map(({ summary, detail }) => `${summary}\n${detail}`);
