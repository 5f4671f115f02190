import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { EstateStack } from "../../../modules/core/stack";
import { synthesizeStack } from "../../../modules/core/synthesize";
import { EstateError } from "../../../modules/core/errors";
import { factsOfStacks } from "../../../tools/rehearse/facts";
import { failureText, type Failure } from "../../../tools/rehearse/failures";
import { startTwins } from "../../../tools/twins/twins";
import { codesOf, stackOf } from "../../support/stack";
import { hasTerraform, planted, rehearsePlanted, type PlantedStack } from "./planted";

const twins = { startTwins, factsFor: factsOfStacks };

/** A stack with one queue, and what is broken about it. */
const brokenStack = (layer: string, breaks: (queue: SqsQueue) => void, more: Partial<PlantedStack> = {}) => {
  const stack: EstateStack = stackOf(layer);
  new AwsProvider(stack, "aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });
  stack.pinProvider("aws", "hashicorp/aws", "6.25.0");
  const queue = new SqsQueue(stack, "orders", { name: "orders" });
  breaks(queue);
  return planted(layer, { ...more, json: synthesizeStack(stack) });
};

const failuresOf = async (...stacks: readonly ReturnType<typeof brokenStack>[]): Promise<readonly Failure[]> =>
  (await rehearsePlanted(stacks, { parts: twins, until: "plan" })).failures;

describe("a deliberately broken construct is told with its stack, its address and its construct's path", () => {
  test.each<readonly [string, (queue: SqsQueue) => void, string]>([
    ["a wrong type", (queue) => queue.addOverride("delay_seconds", "soon"), "Incorrect attribute value type"],
    ["a misspelt attribute through an override", (queue) => queue.addOverride("delay_second", 1), "Extraneous JSON object property"],
    [
      "a value out of range",
      (queue) => queue.addOverride("delay_seconds", 901),
      "expected delay_seconds to be in the range (0 - 900), got 901",
    ],
    [
      "an output that does not exist",
      (queue) => queue.addOverride("kms_master_key_id", "${aws_sqs_queue.orders.arm}"),
      "Unsupported attribute",
    ],
  ])("%s", async (_what, breaks, says) => {
    if (!(await hasTerraform())) return;
    const stack = brokenStack("events", breaks);
    const failures = await failuresOf(stack);
    expect(failures.map(({ summary }) => summary)).toContain(says);
    const failure = failures.find(({ summary }) => summary === says);
    expect(failure).toMatchObject({
      stack: "events",
      address: "aws_sqs_queue.orders",
      constructPath: "dev-eu-aws-eu-central-1-events/orders",
    });
    expect(failure === undefined ? "" : failureText(failure)).toMatch(
      /^events: validate: Error: .*\n {2}with aws_sqs_queue\.orders\n {2}made by dev-eu/,
    );
  });

  test("a required argument that is missing", async () => {
    if (!(await hasTerraform())) return;
    const stack = brokenStack("events", () => undefined);
    const path = { metadata: { path: "dev-eu-aws-eu-central-1-events/stream" } };
    const resource = { ...stack.json.resource, aws_cloudwatch_log_stream: { stream: { name: "a", "//": path } } };
    const failures = await failuresOf({ ...stack, json: { ...stack.json, resource } });
    expect(failures).toMatchObject([
      {
        stack: "events",
        summary: "Missing required argument",
        address: "aws_cloudwatch_log_stream.stream",
        constructPath: "dev-eu-aws-eu-central-1-events/stream",
      },
    ]);
  });

  test("a dependency on an output that an earlier stack does not offer", async () => {
    if (!(await hasTerraform())) return;
    const keys = brokenStack("keys", () => undefined);
    const events = brokenStack(
      "events",
      (queue) => {
        queue.cdktfStack.addOverride("data.terraform_remote_state.keys", { backend: "s3", config: { bucket: "acme", key: "keys" } });
        queue.addOverride("kms_master_key_id", "${data.terraform_remote_state.keys.outputs.no_such_key}");
      },
      { dependsOn: ["keys"], reads: { keys: "keys" } },
    );
    const failures = await failuresOf(keys, events);
    expect(failures).toMatchObject([
      {
        stack: "events",
        summary: "Unsupported attribute",
        address: "aws_sqs_queue.orders",
        constructPath: "dev-eu-aws-eu-central-1-events/orders",
      },
    ]);
    expect(failures[0]?.detail).toContain("no_such_key");
  });

  test("a type that nobody knows, with the stack that uses it", () => {
    const stack = brokenStack("events", () => undefined);
    const resource = { aws_no_such_thing: { a: {} } };
    expect(() => factsOfStacks([{ ...stack, json: { ...stack.json, resource } }])).toThrow(/^events: \[UnknownType\].*aws_no_such_thing/);
  });

  test("a circle between layers, before anything is run", async () => {
    const keys = brokenStack("keys", () => undefined, { dependsOn: ["events"] });
    const events = brokenStack("events", () => undefined, { dependsOn: ["keys"] });
    const error = await rehearsePlanted([keys, events], { parts: twins, until: "apply" }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EstateError);
    expect(
      codesOf(() => {
        throw error;
      }),
    ).toEqual(["DependencyCircle"]);
    expect((error as EstateError).message).toMatch(/events.*keys|keys.*events/);
  });
});
