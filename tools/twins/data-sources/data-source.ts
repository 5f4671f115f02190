import type { Block, DataSourceFacts } from "../../catalogue/facts";
import type { Diagnostic, ReadAnswer } from "../../protocol/provider";
import type { ObjectValue, Value } from "../../protocol/values";
import type { Scope, World } from "../../world/world";
import { hasSdkId } from "../conventions/convention";
import { isList, isObject } from "./config";

/** What a twin is asked for a data source, all arguments known. */
export interface DataSourceRequest {
  /** The provider, with its host: `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  readonly type: string;
  readonly facts: DataSourceFacts;
  /** The arguments; `null` where one is not set. */
  readonly config: ObjectValue;
  readonly scope: Scope;
  /** Tags that the provider's configuration puts on everything. @default none */
  readonly defaultTags?: Readonly<Record<string, string>>;
  /** Google: the zone of the provider's configuration. @default none */
  readonly zone?: string;
  /** Google: labels that the provider's configuration puts on everything. @default none */
  readonly defaultLabels?: Readonly<Record<string, string>>;
  readonly world: World;
  /**
   * Whether things may stand outside the world that nobody here made: what the world doesn't hold is then made up, always
   * in the same way. Otherwise it is an error, as in an account with nothing else in it. @default false
   */
  readonly open?: boolean;
  /** Whether the provider has a resource of a name: what can be made has to have been made. @default it has none */
  readonly hasResource?: (type: string) => boolean;
}

/** What becomes of one type of data source. Attributes that are left out are null, or empty where they are blocks. */
export type Reader = (request: DataSourceRequest) => Found;

/** The attributes that were found, or what is wrong. */
export type Found = { readonly values: ObjectValue } | { readonly errors: readonly Diagnostic[] };

/** The answer of a data source that was found. */
export const found = (values: ObjectValue): Found => ({ values });

/** The answer of a data source that the provider can't read. */
export const failed = (summary: string, detail = ""): Found => ({ errors: [{ severity: "error", summary, detail }] });

/** A data source that is made with the plugin framework though its id looks like the SDK's. */
const frameworkTypes = new Set(["aws_regions"]);

/** What a reader said, in the form of the protocol: the arguments as given, and upon them what was found. */
export const answerOf = ({ type, facts, config }: DataSourceRequest, answer: Found): ReadAnswer => {
  if ("errors" in answer) return { state: null, diagnostics: answer.errors };
  const state = completed(facts.block, { ...config, ...answer.values });
  const isSdk = hasSdkId(facts.block) && !frameworkTypes.has(type);
  return { state: isSdk ? withoutEmptyBlocks(facts.block, state) : state, diagnostics: [] };
};

/** The SDK answers null for blocks of which none is configured, but in blocks that are. */
const withoutEmptyBlocks = ({ block_types: blocks = {} }: Block, state: ObjectValue): ObjectValue =>
  Object.fromEntries(
    Object.entries(state).map(([name, value]) => {
      const nested = blocks[name];
      const isUnset = nested !== undefined && isArgument(nested.block) && isList(value) && value.length === 0;
      return [name, isUnset ? null : value] as const;
    }),
  );

/** Whether a nested block is for the user to write; others only hold what the provider answers. */
export const isArgument = ({ attributes = {}, block_types: blocks = {} }: Block): boolean =>
  Object.values(attributes).some(({ required, optional }) => required === true || optional === true) ||
  Object.values(blocks).some(({ block }) => isArgument(block));

/** The values of a block with every attribute in it, and none that its schema doesn't know. */
export const completed = (block: Block, values: ObjectValue): ObjectValue => ({
  ...Object.fromEntries(Object.keys(block.attributes ?? {}).map((name) => [name, values[name] ?? null] as const)),
  ...Object.fromEntries(
    Object.entries(block.block_types ?? {}).map(([name, { nesting_mode: mode, block: inner }]) => {
      const value = values[name] ?? null;
      const whole = (item: Value): Value => (isObject(item) ? completed(inner, item) : item);
      if (isList(value)) return [name, value.map(whole)] as const;
      if (mode === "map") return [name, value ?? {}] as const;
      if (mode === "list" || mode === "set") return [name, []] as const;
      return [name, whole(value)] as const;
    }),
  ),
});
