import fc from "fast-check";
import type { StartedProvider } from "../../../../tools/protocol/client";
import type { ReadAnswer } from "../../../../tools/protocol/provider";
import type { ObjectValue } from "../../../../tools/protocol/values";
import { answer, ask, errorOf, factsOf, given } from "./asking";
import { policyDocuments } from "./policies";
import { startAws } from "./real-aws";

const type = "aws_iam_policy_document";

const minified = (config: ObjectValue): unknown => answer(type, config)["minified_json"];

const withStatement = (statement: ObjectValue): ObjectValue => ({ statement: [statement] });

const fromSource = (...statements: readonly unknown[]): ObjectValue => ({
  source_policy_documents: [JSON.stringify({ Statement: statements })],
});

describe("aws_iam_policy_document", () => {
  test("is indented by two spaces, and its id is its hash", () => {
    const document = answer(type, withStatement({ sid: "Read", actions: ["s3:GetObject"], resources: ["*"] }));
    expect(document).toMatchObject({
      id: "1814915287",
      json: [
        "{",
        '  "Version": "2012-10-17",',
        '  "Statement": [',
        "    {",
        '      "Sid": "Read",',
        '      "Effect": "Allow",',
        '      "Action": "s3:GetObject",',
        '      "Resource": "*"',
        "    }",
        "  ]",
        "}",
      ].join("\n"),
      minified_json: '{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    });
  });

  test.each<[string, ObjectValue, string]>([
    ["lists are sorted backwards", { actions: ["a", "c", "b"] }, '{"Effect":"Allow","Action":["c","b","a"]}'],
    ["variables of a policy", { resources: ["home/&{aws:username}"] }, '{"Effect":"Allow","Resource":"home/${aws:username}"}'],
    ["no variables in actions", { actions: ["&{x}"] }, '{"Effect":"Allow","Action":"\\u0026{x}"}'],
    ["anybody at all", { principals: [{ type: "*", identifiers: ["*"] }] }, '{"Effect":"Allow","Principal":"*"}'],
    ["anybody with an account", { principals: [{ type: "AWS", identifiers: ["*"] }] }, '{"Effect":"Allow","Principal":{"AWS":"*"}}'],
    [
      "one type in two blocks, in the order of their set",
      {
        principals: [
          { type: "AWS", identifiers: ["1"] },
          { type: "AWS", identifiers: ["2", "3"] },
          { type: "AWS", identifiers: ["5"] },
        ],
      },
      '{"Effect":"Allow","Principal":{"AWS":["1","3","2","5"]}}',
    ],
    [
      "conditions of one test and variable, in the order of their set",
      {
        condition: [
          { test: "a", variable: "b", values: ["1"] },
          { test: "a", variable: "b", values: ["2"] },
        ],
      },
      '{"Effect":"Allow","Condition":{"a":{"b":["2","1"]}}}',
    ],
  ])("%s", (_case, statement, expected) => {
    expect(minified(withStatement(statement))).toBe(`{"Version":"2012-10-17","Statement":[${expected}]}`);
  });

  test("documents lie upon each other by Sid, and the latest version counts", () => {
    const config: ObjectValue = {
      version: "2008-10-17",
      statement: [{ sid: "a", actions: ["own"] }, { sid: "z" }],
      source_policy_documents: ['{"Version":"2012-10-17","Id":"i","Statement":[{"Sid":"a"},{}]}', ""],
      override_policy_documents: ['{"statement":[{"SID":"a","action":"later"},{"Sid":"q"}]}'],
    };
    expect(minified(config)).toBe(
      '{"Version":"2012-10-17","Id":"i","Statement":[{"Sid":"a","Action":"later"},{},{"Sid":"z","Effect":"Allow"},{"Sid":"q"}]}',
    );
  });

  test.each<[string, ObjectValue, string]>([
    [
      "two statements of one Sid",
      { statement: [{ sid: "x" }, { sid: "x" }] },
      "writing IAM Policy Document: duplicate Sid (x). Remove the Sid or ensure the Sid is unique.",
    ],
    [
      "one Sid in two sources",
      { source_policy_documents: ['{"Statement":[{"Sid":"a"}]}', '{"Statement":[{},{"Sid":"a"}]}'] },
      "writing IAM Policy Document: merging source document 1: duplicate Sid (a) in source_policy_documents (statement 1). Remove the Sid or ensure Sids are unique.",
    ],
    [
      "variables in the old version",
      { version: "2008-10-17", ...withStatement({ resources: ["&{x}"] }) },
      "reading resources: found &{ sequence in (&{x}), which is not supported in document version 2008-10-17",
    ],
    [
      "a statement that is no list",
      { source_policy_documents: ['{"Statement":{}}'] },
      "writing IAM Policy Document: merging source document 0: json: cannot unmarshal object into Go struct field IAMPolicyDoc.Statement of type []*iam.IAMPolicyStatement",
    ],
    [
      "a principal that is no text",
      fromSource({ Principal: { AWS: 3 } }),
      "writing IAM Policy Document: merging source document 0: Unsupported data type float64 for IAMPolicyStatementPrincipalSet.Identifiers",
    ],
    [
      "what the real provider doesn't survive",
      fromSource({ Condition: { Bool: { x: [true] } } }),
      "Plugin did not respond\nThe real provider crashes on this document: a list holds something that is no text.",
    ],
  ])("refuses %s", (_case, config, expected) => {
    expect(errorOf(type, config)).toBe(expected);
  });
});

/** Sets have no order; the state is compared without it. */
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(comparable).sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, comparable(item)] as const));
};

const shown = ({ state, diagnostics }: ReadAnswer): unknown =>
  state === null ? diagnostics.map(({ summary }) => summary) : comparable(state);

describe("aws_iam_policy_document beside the real provider", () => {
  let aws: StartedProvider | undefined;

  beforeAll(async () => {
    aws = await startAws();
  });

  afterAll(() => aws?.close());

  test("300 made-up documents are the same, byte for byte", async () => {
    if (aws === undefined) return;
    const real = aws;
    await fc.assert(
      fc.asyncProperty(policyDocuments, async (config) => {
        const ours = ask(type, config);
        // It would end, and with it the comparison.
        fc.pre(ours.diagnostics[0]?.summary !== "Plugin did not respond");
        expect(shown(ours)).toEqual(shown(await real.readDataSource(type, given(factsOf(type), config))));
      }),
      { numRuns: 300, seed: 20_261_123 },
    );
  });
});
