import type { TerraformJson } from "../../modules/core/output-guards";
import { notPublishable } from "../../modules/core/published";

/** An address of a resource, or of one of its instances. */
interface Address {
  /** `aws_x.this`, as it stands in the module. */
  readonly resource: string;
  readonly type: string;
  /** `["a"]` or `[0]`; empty for a resource as a whole. */
  readonly key: string;
}

const address = /^(([a-z][a-z0-9_]*)\.[\p{ID_Start}_][\p{ID_Continue}-]*)(\["(?:[^"\\$%]|\\.)*"\]|\[[0-9]+\])?$/u;

/** Reads an address; undefined where the text is none. */
export const addressOf = (text: string): Address | undefined => {
  const [, resource, type, key = ""] = address.exec(text) ?? [];
  return resource === undefined || type === undefined ? undefined : { resource, type, key };
};

/** The rows of a module's `moved` blocks, from the address of before to that of now. */
export type Moves = Readonly<Record<string, string>>;

/** Where an address ends up when every move has been made; undefined where moves go in a circle. */
export const destination = (from: string, moves: Moves): string | undefined => {
  const seen = new Set<string>();
  let at = from;
  for (let next = moves[at]; next !== undefined; next = moves[at]) {
    if (seen.has(at)) return undefined;
    seen.add(at);
    at = next;
  }
  return at;
};

/** How a resource's instances are told apart, as the record of interfaces writes it; empty where there is one. */
export const repetitionOf = (body: Readonly<Record<string, unknown>>): "" | "[each.key]" | "[count.index]" =>
  body["for_each"] !== undefined ? "[each.key]" : body["count"] !== undefined ? "[count.index]" : "";

/**
 * Checks the moves of a shape against the resources that the module has.
 *
 * @throws EstateError NotPublishable for each kind of move that Terraform would refuse, or that leads nowhere.
 */
export const checkMoves = (module: string, moves: Moves, resources: TerraformJson["resource"] = {}): void => {
  const standing = new Map<string, ReturnType<typeof repetitionOf>>(
    Object.entries(resources).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => [`${type}.${name}`, repetitionOf(body)] as const),
    ),
  );
  for (const [from, to] of Object.entries(moves)) {
    const refuse = (rule: string, fix: string) => notPublishable(`${module}: moved ${from} -> ${to}`, rule, fix);
    const [before, next, last] = [from, to, destination(from, moves)].map((text) => (text === undefined ? undefined : addressOf(text)));
    if (last === undefined && before !== undefined && next !== undefined) {
      throw refuse("moves must come to an end", "take one of the circle away");
    }
    if (before === undefined || next === undefined || last === undefined) {
      throw refuse('a move must lead from an address to an address, such as aws_x.old or aws_x.this["a"]', "write both so");
    }
    if (before.type !== next.type) throw refuse("a move must keep the resource's type", "leave it out: another type is another resource");
    if (before.key === "" && standing.has(before.resource) && next.resource !== before.resource) {
      throw refuse(`no resource may stand any more where one was moved from, and ${from} does`, "rename one of them");
    }
    const repetition = standing.get(last.resource);
    const fits = last.key === "" || repetition === (last.key.startsWith('["') ? "[each.key]" : "[count.index]");
    if (repetition === undefined || !fits) {
      throw refuse(
        "a move must end at an address that the module has",
        `use one of: ${[...standing].map((one) => one.join("")).join(", ")}`,
      );
    }
  }
};
