import {
  Lazy,
  ref,
  TerraformIterator,
  Token,
  Tokenization,
  type IResolvable,
  type ITerraformIterator,
  type TerraformResource,
} from "cdktf";
import type { IConstruct } from "constructs";
import { recordOf } from "./checks";
import { EstateError } from "./errors";
import { expressionOf } from "./hcl/values";
import type { OptionalField } from "./props";
import { snakeCase } from "./variable-types";

type NoFields = Readonly<Record<string, never>>;

/** What each field is that a member may leave out, where it does: a default, or null for an argument that isn't given then. */
export type LeftOut<T> = T extends string | number | boolean ? NoFields : { readonly [K in OptionalField<T>]-?: T[K] | null };

/** One member of a map, in expressions of Terraform. */
export interface Member<T> {
  readonly key: string;
  /** The member itself, where it is a text. */
  readonly value: string;
  readonly text: (field: keyof T & string) => string;
  readonly number: (field: keyof T & string) => number;
  readonly list: (field: keyof T & string) => string[];
  readonly truth: (field: keyof T & string) => boolean;
  /** One of two texts: by whether the member has the field. */
  readonly ifGiven: (field: keyof T & string, then: string, otherwise: string) => string;
}

/** A map that users extend: resources that are made `forEach` of its members have the address `<resource>["<key>"]`. */
export interface Each<T> extends Member<T> {
  readonly forEach: ITerraformIterator;
  /** An attribute of the instance that another resource over the same map has under the same key. */
  readonly its: <R extends TerraformResource>(resource: R, attribute: keyof R & string) => string;
  /** An attribute of every instance, by key. */
  readonly all: <R extends TerraformResource>(resource: R, attribute: keyof R & string) => Readonly<Record<string, string>>;
  /** A text for every member, by key. */
  readonly texts: (make: (one: Member<T>) => string) => Readonly<Record<string, string>>;
}

/**
 * The members of a map, which is known now or only when Terraform runs: both are written alike, with `for_each`. A resource
 * of members that are known stands in the output once, with a map of them; expand.ts says what its instances are.
 *
 * Members of a known map all get every field, for Terraform lets no expression name a field that one of them lacks.
 *
 * @throws EstateError BadProp for a key that has not the form of a construct's id.
 */
export const eachOf = <T>(scope: IConstruct, prop: string, map: Readonly<Record<string, T>>, leftOut: LeftOut<T>): Each<T> => {
  const known = isKnown(map);
  if (known) checkKeys(scope, prop, map);
  const iterator = iteratorOver(known ? inTerraform(map, leftOut) : map);
  const byKey = (value: (key: string, one: T) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(map).map(([key, one]) => [key, value(key, one)]));
  const computed = (from: unknown, value: unknown): Readonly<Record<string, string>> =>
    expression((inner) => `{ for key, one in ${inner(from)} : key => ${inner(value)} }`) as unknown as Readonly<Record<string, string>>;
  return {
    ...memberAt<T>("each.key", "each.value"),
    forEach: iterator,
    its: (resource, attribute) => instanceOf(resource, Token.asString(ref("each.key")), attribute),
    all: (resource, attribute) =>
      known ? byKey((key) => instanceOf(resource, key, attribute)) : computed(ref(addressOf(resource)), ref(`one.${snakeCase(attribute)}`)),
    texts: (make) => (known ? byKey((key, one) => make(literalMember(key, one, leftOut))) : computed(map, make(memberAt("key", "one")))),
  };
};

/** A member of one map with a text of another. */
export interface Pair {
  /** The key of the member. */
  readonly member: string;
  readonly text: string;
}

/** Every member of `map` with every text of `texts`; the keys are `<key of the member>/<key of the text>`. */
export const eachPair = (
  scope: IConstruct,
  prop: string,
  map: Readonly<Record<string, unknown>>,
  texts: Readonly<Record<string, string>>,
): Pick<Each<Pair>, "forEach" | "text"> => {
  const known = isKnown(map) && isKnown(texts);
  if (known) checkKeys(scope, prop, texts);
  const pairs = known
    ? Object.fromEntries(
        Object.keys(map).flatMap((member) => Object.entries(texts).map(([key, text]) => [`${member}/${key}`, { member, text }] as const)),
      )
    : pairsExpression(map, texts);
  return { forEach: iteratorOver(pairs), text: memberAt<Pair>("each.key", "each.value").text };
};

const pairsExpression = (map: unknown, texts: unknown): IResolvable =>
  expression((inner) => {
    const pairs = `setproduct(keys(${inner(map)}), keys(${inner(texts)}))`;
    return `{ for pair in ${pairs} : join("/", pair) => { member = pair[0], text = ${inner(texts)}[pair[1]] } }`;
  });

/** An expression, out of others: `inner` writes a value, its tokens and templates included, as it stands in an expression. */
const expression = (write: (inner: (value: unknown) => string) => string): IResolvable =>
  Lazy.anyValue({
    produce: (context) => {
      const inner = (value: unknown): string => expressionOf(context.resolve(value), { literal: false, givesText: () => false });
      return `\${${write(inner)}}`;
    },
  });

/** Whether there may be members: of a map that is known only later nobody can tell, and its resources are made. */
export const hasMembers = (map: Readonly<Record<string, unknown>> | undefined): map is Readonly<Record<string, unknown>> =>
  map !== undefined && (!isKnown(map) || Object.keys(map).length > 0);

/** cdktf's iterator over one token: by itself it would make another each time that it is asked. */
const iteratorOver = (map: unknown): ITerraformIterator => TerraformIterator.fromMap(Token.asString(map) as never);

/** Whether the keys are known now; values may be tokens all the same. */
const isKnown = (map: Readonly<Record<string, unknown>>): boolean =>
  !Tokenization.isResolvable(map) && !Object.keys(map).some((key) => key.includes("TfToken["));

const checkKeys = (scope: IConstruct, prop: string, map: Readonly<Record<string, unknown>>): void => {
  const breach = recordOf()(map);
  if (breach === undefined) return;
  throw new EstateError([
    { code: "BadProp", place: scope.node.path, rule: `'${prop}' must ${breach.must}`, value: breach.got, fix: breach.fix },
  ]);
};

/** Members as Terraform has them: fields in its names, in the order of the keys. */
const inTerraform = (map: Readonly<Record<string, unknown>>, leftOut: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(map)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, isRecord(one) ? withFields({ ...leftOut, ...given(one) }) : one]),
  );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !Tokenization.isResolvable(value);

const given = (one: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));

const withFields = (one: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(one).map(([field, value]) => [snakeCase(field), value]));

const memberAt = <T>(key: string, value: string): Member<T> => {
  const at = (field: string) => ref(`${value}.${snakeCase(field)}`);
  return {
    key: Token.asString(ref(key)),
    value: Token.asString(ref(value)),
    text: (field) => Token.asString(at(field)),
    number: (field) => Token.asNumber(at(field)),
    list: (field) => Token.asList(at(field)),
    truth: (field) => at(field) as unknown as boolean,
    ifGiven: (field, then, otherwise) =>
      Token.asString(expression((inner) => `${inner(at(field))} != null ? ${inner(then)} : ${inner(otherwise)}`)),
  };
};

const literalMember = <T>(key: string, one: T, leftOut: object): Member<T> => {
  const at = (field: string): unknown => (({ ...leftOut, ...one }) as Readonly<Record<string, unknown>>)[field];
  return {
    key,
    value: one as string,
    text: (field) => at(field) as string,
    number: (field) => at(field) as number,
    list: (field) => at(field) as string[],
    truth: (field) => at(field) as boolean,
    ifGiven: (field, then, otherwise) => ((at(field) ?? undefined) === undefined ? otherwise : then),
  };
};

/** What stands for a word, which is one of the keys, where Terraform knows the word. */
export const wordFor = (word: string, words: Readonly<Record<string, string>>): string =>
  Token.asString(expression((inner) => `lookup(${inlineMap(words)}, ${inner(word)})`));

const inlineMap = (words: Readonly<Record<string, string>>): string =>
  `{ ${Object.entries(words)
    .map(([word, text]) => `${JSON.stringify(word)} = ${JSON.stringify(text)}`)
    .join(", ")} }`;

/** An attribute of the instance with this key, which may be a token. */
export const instanceOf = <R extends TerraformResource>(resource: R, key: string, attribute: keyof R & string): string =>
  Token.asString(expression((inner) => `${addressOf(resource)}[${inner(key)}].${snakeCase(attribute)}`));

const addressOf = (resource: TerraformResource): string => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
