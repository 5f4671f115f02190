import fc from "fast-check";
import type { ObjectValue } from "../../../../tools/protocol/values";

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 3 });

/** Words of policies, some with what JSON, HTML or Terraform escape. Terraform sends all text in Unicode's composed form. */
const word = fc.oneof(
  fc.constantFrom("*", "s3:GetObject", "s3:PutObject", "ec2:*", "&{aws:username}/x", "arn:aws:iam::123456789012:root"),
  fc.constantFrom("${x}", "a&{b}&{c}", "<x>", "é😀", "\u2028", "", '"\\'),
  fc.string({ maxLength: 6, unit: "binary" }).map((text) => text.normalize("NFC")),
);

const words = fc.uniqueArray(word, { maxLength: 4 });

/** Blocks of a set are all different. */
const blocks = (block: fc.Arbitrary<ObjectValue>, maxLength: number): fc.Arbitrary<ObjectValue[]> =>
  fc.uniqueArray(block, {
    maxLength,
    selector: (value) =>
      JSON.stringify(value, (_key, item: unknown) => (Array.isArray(item) ? (item as readonly unknown[]).toSorted() : item)),
  });

const principals = blocks(
  fc.record({
    type: fc.constantFrom("AWS", "Service", "*", "Federated"),
    identifiers: fc.uniqueArray(fc.oneof(fc.constantFrom("*", "a", "b"), word), { maxLength: 4 }),
  }),
  3,
);

const conditions = blocks(
  fc.record({
    test: fc.constantFrom("StringEquals", "Bool", "ArnLike", "10", "9"),
    variable: fc.constantFrom("aws:a", "aws:B", "3", "20"),
    values: fc.array(word, { maxLength: 3 }),
  }),
  4,
);

const sid = fc.constantFrom("A", "B", "C", "D", "E", "F", "G", "");

const statement = fc.record({
  sid: maybe(sid),
  effect: maybe(fc.constantFrom("Allow", "Deny")),
  actions: maybe(words),
  not_actions: maybe(words),
  resources: maybe(words),
  not_resources: maybe(words),
  principals,
  not_principals: principals,
  condition: conditions,
});

const anything = fc.jsonValue({ maxDepth: 2 });

/** What stands at a key of a statement in JSON. One principal's type at a time, so that an error has one cause. */
const inJson: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  Sid: sid,
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: fc.oneof(words, word, anything),
  NotAction: fc.oneof(words, word),
  Resource: fc.oneof(words, word, anything),
  notresource: fc.oneof(words, word),
  Principal: fc.oneof(fc.constant("*"), fc.dictionary(fc.constantFrom("AWS", "*"), fc.oneof(word, words), { maxKeys: 2 })),
  NotPrincipal: fc.oneof(fc.constant("*"), fc.record({ AWS: fc.oneof(word, fc.jsonValue({ maxDepth: 0 })) })),
  Condition: fc.dictionary(
    fc.constantFrom("X", "Y", "1"),
    fc.dictionary(fc.constantFrom("p", "q", "2", "10"), fc.oneof(word, words, fc.boolean(), fc.integer()), { maxKeys: 3 }),
    { maxKeys: 3 },
  ),
  Unknown: word,
};

const statementJson = fc.record(inJson, { requiredKeys: [] });

const source = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .record(
        { Version: fc.constantFrom("2008-10-17", "2012-10-17"), Id: word, Statement: fc.array(statementJson, { maxLength: 3 }) },
        { requiredKeys: [] },
      )
      .map((document) => JSON.stringify(document)),
  },
  { weight: 1, arbitrary: anything.map((document) => JSON.stringify(document)) },
  { weight: 1, arbitrary: fc.constant("") },
);

/** Configurations of `aws_iam_policy_document` that the provider takes to be valid. */
export const policyDocuments: fc.Arbitrary<ObjectValue> = fc.record({
  version: maybe(fc.constantFrom("2008-10-17", "2012-10-17", "2012-10-17")),
  policy_id: maybe(word),
  statement: fc.array(statement, { maxLength: 4 }),
  source_policy_documents: maybe(fc.array(source, { maxLength: 3 })),
  override_policy_documents: maybe(fc.array(source, { maxLength: 2 })),
});
