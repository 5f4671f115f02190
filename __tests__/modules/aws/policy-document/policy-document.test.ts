import { TerraformOutput, TerraformVariable } from "cdktf";
import fc from "fast-check";
import { listOf, text } from "../../../../modules/core/checks";
import { isListToken } from "../../../../modules/core/json-lists";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import {
  awsArn,
  eachOf,
  knownList,
  policyDocument,
  policyLimits,
  policySizeProblems,
  policyVariable,
  sidOf,
  type PolicyKind,
  type Statement,
} from "../../../../modules/aws/policy-document/policy-document";

import { awsStack } from "./aws-fixture";

const read: Statement = { sid: "Read", actions: ["s3:GetObject", "s3:ListBucket"], resources: ["arn:aws:s3:::b", "arn:aws:s3:::a"] };

const problemsOf = (statements: readonly Statement[], kind?: PolicyKind): string => {
  try {
    policyDocument(statements, { place: "here", ...(kind ? { kind } : {}) });
  } catch (error) {
    return (error as Error).message;
  }
  return "none";
};

describe("policy documents", () => {
  test("a statement has IAM's fields in IAM's form", () => {
    const document = policyDocument([
      {
        sid: "Logs",
        effect: "Deny",
        principals: { service: ["logs.eu-central-1.amazonaws.com"], aws: ["arn:aws:iam::111122223333:root"], federated: ["arn:f"] },
        notActions: ["kms:Decrypt", "kms:Encrypt"],
        notResources: ["*"],
        conditions: { StringLike: { "aws:B": ["y", "x"], "aws:A": "z" }, Bool: { "aws:SecureTransport": ["false"] } },
      },
      { sid: "Everyone", principals: "*", actions: ["s3:*"], resources: ["*"] },
    ]);
    expect(document).toBe(
      '{"Statement":[{"Condition":{"Bool":{"aws:SecureTransport":"false"},"StringLike":{"aws:A":"z","aws:B":["x","y"]}},' +
        '"Effect":"Deny","NotAction":["kms:Decrypt","kms:Encrypt"],"NotResource":"*",' +
        '"Principal":{"AWS":"arn:aws:iam::111122223333:root","Federated":"arn:f","Service":"logs.eu-central-1.amazonaws.com"},' +
        '"Sid":"Logs"},{"Action":"s3:*","Effect":"Allow","Principal":"*","Resource":"*","Sid":"Everyone"}],"Version":"2012-10-17"}',
    );
  });

  test("the text does not depend on the order of lists, of keys or on repetitions", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1 }), fc.nat(), (words, turn) => {
        const at = turn % words.length;
        const turned = [...words.slice(at), ...words.slice(0, at), words[0] ?? ""];
        const of = (list: readonly string[]) =>
          policyDocument([
            {
              sid: "A",
              actions: list,
              resources: list,
              conditions: { StringEquals: Object.fromEntries(list.map((word) => [word, list])) },
            },
          ]);
        expect(of(turned)).toBe(of(words));
      }),
    );
  });

  test("a policy variable is escaped", () => {
    expect(policyVariable("aws:username")).toBe("$${aws:username}");
    const stack = awsStack();
    new TerraformOutput(stack, "policy", {
      value: policyDocument([
        { sid: "Own", actions: ["iam:GetUser"], resources: [`arn:aws:iam::*:user/${policyVariable("aws:username")}`] },
      ]),
    });
    const value = synthesizeStack(stack).output?.["policy"]?.["value"];
    expect(value).toContain('"Resource":"arn:aws:iam::*:user/$${aws:username}"');
  });

  test("texts and lists that are known only later stay whole, and known members stay sorted", () => {
    const stack = awsStack();
    const one = new TerraformVariable(stack, "one", { type: "string" });
    const many = new TerraformVariable(stack, "many", { type: "list(string)" });
    new TerraformOutput(stack, "policy", {
      value: policyDocument([
        { sid: "Texts", actions: [`${one.stringValue}:Get`, "s3:B", "s3:A"], resources: [one.stringValue] },
        { sid: "List", principals: { aws: many.listValue }, actions: ["s3:A"] },
        { sid: "Mixed", actions: ["s3:A"], resources: [...many.listValue, "b", policyVariable("aws:userid"), one.stringValue] },
      ]),
    });
    expect(synthesizeStack(stack).output?.["policy"]?.["value"]).toBe(
      '{"Statement":[{"Action":["s3:A","s3:B","${var.one}:Get"],"Effect":"Allow","Resource":"${var.one}","Sid":"Texts"},' +
        '{"Action":"s3:A","Effect":"Allow","Principal":{"AWS":${jsonencode(var.many)}},"Sid":"List"},' +
        '{"Action":"s3:A","Effect":"Allow","Resource":${jsonencode(concat(["$${aws:userid}", "b", var.one], var.many))},"Sid":"Mixed"}],' +
        '"Version":"2012-10-17"}',
    );
  });

  test.each<[string, readonly Statement[], string]>([
    ["a repeated sid", [read, read], "here: [BadProp] 'sid' must be unique"],
    ["a sid with other characters", [{ ...read, sid: "read-all" }], "here: [BadProp] 'sid' must be letters and digits"],
    ["no actions", [{ sid: "Read", resources: ["*"] }], "here Read: [BadProp] a statement must have either 'actions' or 'notActions'"],
    ["both kinds of actions", [{ ...read, notActions: ["s3:*"] }], "here Read: [BadProp] a statement must have either"],
    ["both kinds of resources", [{ ...read, notResources: ["*"] }], "here Read: [BadProp] a statement must not have both 'resources'"],
    ["an empty list", [{ ...read, actions: [] }], "here Read: [BadProp] 'actions' must not be empty"],
    ["an empty text", [{ ...read, resources: [""] }], "here Read: [BadProp] 'resources.0' must not be empty"],
    ["empty principals", [{ ...read, principals: { aws: [] } }], "here Read: [BadProp] 'principals.aws' must not be empty"],
    [
      "an empty condition",
      [{ ...read, conditions: { StringEquals: { "aws:PrincipalArn": [] } } }],
      "here Read: [BadProp] 'conditions.StringEquals.aws:PrincipalArn' must not be empty",
    ],
    ["no statement", [], "here: [BadProp] a policy must have at least one statement"],
  ])("refuses %s", (_, statements, message) => {
    expect(problemsOf(statements)).toContain(message);
  });

  test("all problems are told at once", () => {
    expect(problemsOf([{ sid: "Read" }, { sid: "Read", actions: [] }]).split("\n")).toHaveLength(3);
  });

  test.each(Object.keys(policyLimits) as PolicyKind[])("a %s keeps its limit to the last character", (kind) => {
    const bare = policyDocument([{ sid: "A", actions: ["x"] }]).length - 1;
    const of = (length: number): readonly Statement[] => [{ sid: "A", actions: ["x".repeat(length - bare)] }];
    expect(problemsOf(of(policyLimits[kind].max), kind)).toBe("none");
    expect(problemsOf(of(policyLimits[kind].max + 1), kind)).toMatch(/^here: \[QuotaExceeded\]/);
  });

  test("the inline policies of a role count together, escapes and tokens do not count", () => {
    const half = "x".repeat(policyLimits["role-policies"].max / 2);
    const token = new TerraformVariable(awsStack(), "one", { type: "string" }).stringValue;
    expect(policySizeProblems("role-policies", "here", [half, half])).toEqual([]);
    expect(policySizeProblems("role-policies", "here", [half, half, "x"])).toMatchObject([{ code: "QuotaExceeded" }]);
    expect(policySizeProblems("role-policies", "here", [half, half, token, " \n"])).toEqual([]);
    expect(policySizeProblems("trust-policy", "here", [`${policyVariable("a")}${"x".repeat(2_044)}`])).toEqual([]);
  });

  test("an ARN leaves out what its service does not have", () => {
    expect(awsArn({ partition: "aws", service: "s3", resource: "bucket/*" })).toBe("arn:aws:s3:::bucket/*");
    expect(awsArn({ partition: "aws", service: "kms", region: "eu-central-1", account: "111122223333", resource: "alias/a" })).toBe(
      "arn:aws:kms:eu-central-1:111122223333:alias/a",
    );
  });

  test("a list token among texts with tokens in them is joined by Terraform", () => {
    const stack = awsStack();
    const one = new TerraformVariable(stack, "one", { type: "string" });
    const many = new TerraformVariable(stack, "many", { type: "list(string)" });
    const partOf = `arn:${one.stringValue}:s3:::a-${one.stringValue}/*`;
    const resources = [partOf, ...many.listValue, ...eachOf("arn:%s:s3:::%s/*", [one.stringValue], many.listValue)];
    new TerraformOutput(stack, "policy", { value: policyDocument([{ sid: "A", actions: ["s3:A"], resources }]) });
    expect(synthesizeStack(stack).output?.["policy"]?.["value"]).toContain(
      '"Resource":${jsonencode(concat([join("", ["arn:", var.one, ":s3:::a-", var.one, "/*"])], var.many, ' +
        'formatlist("arn:%s:s3:::%s/*", var.one, var.many)))}',
    );
  });

  test("a form is filled for each member of a known list", () => {
    expect(eachOf("arn:%s:s3:::%s/$&", ["aws"], ["a", "$1"])).toEqual(["arn:aws:s3:::a/$&", "arn:aws:s3:::$1/$&"]);
  });

  test("a check of a list leaves a list token to Terraform", () => {
    const check = knownList(listOf(text(/^[a-z]+$/, "a word"), 1, 2));
    const { listValue } = new TerraformVariable(awsStack(), "many", { type: "list(string)" });
    expect(listValue.every(isListToken)).toBe(true);
    expect(check(listValue)).toBeUndefined();
    expect(check(["A"])?.must).toContain("a word");
    expect(check([])?.must).toBe("have 1 to 2 members");
  });

  test("a word becomes a sid", () => {
    expect(["logs", "flow-logs", "us-east-1"].map(sidOf)).toEqual(["Logs", "FlowLogs", "UsEast1"]);
  });
});
