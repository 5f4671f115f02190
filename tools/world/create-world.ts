import type { Diagnostic } from "../protocol/provider";
import { isAccountWide, placeOf, placeOfScope, sharesPlace } from "./place";
import { diagnosticOf } from "./refusal";
import type { Question, Refusal, WorldRule, WorldView } from "./rule";
import { worldRules } from "./rules";
import { removedAlong } from "./rules/references";
import { Store } from "./store";
import type { Scope, World, WorldObject } from "./world";

/** How a world begins. */
export interface WorldOptions {
  /**
   * `empty`: nothing stands but what was made in it. `open`: something else may stand outside, so that nothing is
   * missing of which this world has never known.
   */
  readonly outside: "empty" | "open";
}

/** A world in which nothing stands yet. */
export const createWorld = ({ outside }: WorldOptions): World => new OneWorld(outside);

type Event = "onPut" | "onRemove";

const asked = new Map<string, readonly WorldRule[]>();

/** The rules of a type that have something to say at an event. */
const rulesFor = (type: string, event: Event): readonly WorldRule[] => {
  const key = `${event} ${type}`;
  const known = asked.get(key);
  if (known !== undefined) return known;
  const rules = worldRules.filter(
    (rule) => rule[event] !== undefined && (typeof rule.types === "function" ? rule.types(type) : rule.types.includes(type)),
  );
  asked.set(key, rules);
  return rules;
};

interface Answer {
  readonly rule: WorldRule;
  readonly refusal: Refusal;
}

const ask = (event: Event, question: Question): readonly Answer[] =>
  rulesFor(question.object.type, event).flatMap((rule) => (rule[event]?.(question) ?? []).map((refusal) => ({ rule, refusal })));

/** Two answers with the same key say the same of the same value. */
const keyOf = ({ rule, refusal }: Answer): string =>
  JSON.stringify([rule.name, refusal.code, refusal.path, refusal.basis ?? refusal.value]);

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

class OneWorld implements World {
  private readonly standing = new Store();
  private readonly gone = new Store();
  private readonly view: WorldView;

  constructor(outside: "empty" | "open") {
    const { standing, gone } = this;
    this.view = {
      outside,
      all: (type) => standing.all(type),
      by: (type, path, value, form) => standing.by(type, path, value, form),
      goneBy: (type, path, value, form) => gone.by(type, path, value, form),
      allGone: (type) => gone.all(type),
    };
  }

  create(object: WorldObject): readonly Diagnostic[] {
    const diagnostics = ask("onPut", { object, view: this.view }).map(({ rule, refusal }) => diagnosticOf(rule, object, refusal));
    if (!diagnostics.some(isError)) this.standing.add(object);
    return diagnostics;
  }

  update(before: WorldObject, after: WorldObject): readonly Diagnostic[] {
    const stored = this.stored(before);
    if (stored === undefined) return this.create(after);
    const known = new Set(ask("onPut", { object: stored, before: stored, view: this.view }).map(keyOf));
    const diagnostics = ask("onPut", { object: after, before: stored, view: this.view })
      .filter((answer) => !known.has(keyOf(answer)))
      .map(({ rule, refusal }) => diagnosticOf(rule, after, refusal));
    if (!diagnostics.some(isError)) this.standing.replace(stored, after);
    return diagnostics;
  }

  remove(object: WorldObject): readonly Diagnostic[] {
    const stored = this.stored(object);
    if (stored === undefined) return [];
    const diagnostics = ask("onRemove", { object: stored, view: this.view }).map(({ rule, refusal }) =>
      diagnosticOf(rule, stored, refusal),
    );
    if (!diagnostics.some(isError)) this.bury(stored);
    return diagnostics;
  }

  adopt(object: WorldObject): void {
    const stored = this.stored(object);
    if (stored === undefined) this.standing.add(object);
    else this.standing.replace(stored, object);
  }

  find(type: string, id: string, scope: Scope): WorldObject | undefined {
    const reach = isAccountWide(type) ? "account" : "own-region";
    const place = placeOfScope(scope);
    // The region may stand in the object itself: what a provider of another region made is found by either region.
    return this.standing
      .withId(type, id)
      .findLast((object) => sharesPlace(placeOf(object), place, reach) || sharesPlace(placeOfScope(object.scope), place, reach));
  }

  all(type: string): readonly WorldObject[] {
    return this.standing.all(type);
  }

  /** Removes an object with all that a cloud removes along. */
  private bury(object: WorldObject): void {
    this.standing.remove(object);
    this.gone.add(object);
    for (const part of removedAlong(object, this.view)) if (part !== object) this.bury(part);
  }

  /** The object that stands for this one: the same type and id in the same place, of the same stack if there are several. */
  private stored({ type, id, stack, scope, values }: WorldObject): WorldObject | undefined {
    const place = placeOf({ type, id, stack, scope, values });
    const reach = isAccountWide(type) ? "account" : "own-region";
    const same = this.standing.withId(type, id).filter((object) => sharesPlace(placeOf(object), place, reach));
    return same.findLast((object) => object.stack === stack) ?? same.at(-1);
  }
}
