import { contract, contractProblems, listField, offer, outputName, readContract, textField } from "../../../modules/core/contracts";
import { EstateStack, type StackBackend } from "../../../modules/core/stack";
import { stackRoot, synthesizeStack } from "../../../modules/core/synthesize";
import { identityOf } from "../../support/stack";

const identity = identityOf("network");
const local: StackBackend = { kind: "local", path: "../../../local-state/x.tfstate" };
const network = contract("network", { vpcId: textField("the VPC", "vpc-1"), subnetIds: listField("subnets", ["subnet-1", "subnet-2"]) });

describe("contracts", () => {
  test("are offered as outputs with fixed names", () => {
    const stack = new EstateStack(stackRoot(), { identity, backend: local });
    offer(stack, network, { vpcId: "vpc-9", subnetIds: ["subnet-8", "subnet-9"] });
    expect(synthesizeStack(stack).output).toEqual({
      vpc_id: { value: "vpc-9", description: "the VPC" },
      subnet_ids: { value: ["subnet-8", "subnet-9"], description: "subnets" },
    });
    expect(outputName("dataSecurityGroupId")).toBe("data_security_group_id");
  });

  test.each([
    [local, { backend: "local", config: { path: "../../../local-state/x.tfstate" } }],
    [
      {
        kind: "s3",
        bucket: "b",
        key: "k",
        region: "eu-central-1",
        kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:alias/a",
        accountId: "111122223333",
      },
      { backend: "s3", config: { bucket: "b", key: "k", region: "eu-central-1" } },
    ],
    [
      { kind: "gcs", bucket: "b", prefix: "p", region: "europe-west4", projectId: "acme-dev", projectNumber: "123456789012" },
      { backend: "gcs", config: { bucket: "b", prefix: "p" } },
    ],
  ] as const)("are read through the state that they lie in: %p", (backend, expected) => {
    const stack = new EstateStack(stackRoot(), { identity: { ...identity, layer: "data" }, backend: local });
    const values = readContract(stack, network, { stack: identity.name, backend });
    offer(stack, network, values);
    const json = synthesizeStack(stack);
    expect(json.data?.["terraform_remote_state"]?.["network"]).toMatchObject(expected);
    expect(json.output?.["vpc_id"]?.["value"]).toBe("${data.terraform_remote_state.network.outputs.vpc_id}");
    expect(json.output?.["subnet_ids"]?.["value"]).toBe("${data.terraform_remote_state.network.outputs.subnet_ids}");
  });

  test("that say other than the outputs are problems; ContractBroken", () => {
    const problems = contractProblems("some-stack", network, { output: { vpc_id: {}, extra: {} } });
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ["ContractBroken", "some-stack output.subnet_ids"],
      ["ContractBroken", "some-stack output.extra"],
    ]);
    expect(contractProblems("some-stack", undefined, {})).toEqual([]);
  });
});
