import { judge, namedIn, stackOf } from "./stacks";

describe("nothing asks a cloud at plan", () => {
  const state = {
    network: {
      backend: "s3",
      config: { bucket: "state-eu-central-1", key: "production/eu/aws/eu-central-1/network.tfstate", region: "eu-central-1" },
    },
  };

  test("a data source is caught by its address, one that only computes as well", () => {
    const data = {
      terraform_remote_state: state,
      aws_caller_identity: { me: {} },
      aws_iam_policy_document: { read: {}, write: {} },
      external: { x: {} },
    };
    expect(namedIn(stackOf({ data }))).toEqual([
      "[AsksCloud] data.aws_caller_identity.me",
      "[AsksCloud] data.aws_iam_policy_document.read",
      "[AsksCloud] data.aws_iam_policy_document.write",
      "[AsksCloud] data.external.x",
    ]);
    expect(namedIn(stackOf({ data: { terraform_remote_state: state } }))).toEqual([]);
  });

  test("an ephemeral resource is caught, an ephemeral variable is not", () => {
    const variable = { password: { type: "string", ephemeral: true } };
    expect(namedIn(stackOf({ variable, ephemeral: { aws_secretsmanager_secret_version: { token: {} } } }))).toEqual([
      "[AsksCloud] ephemeral.aws_secretsmanager_secret_version.token",
    ]);
    expect(namedIn(stackOf({ variable }))).toEqual([]);
  });

  test("a check's data source is caught", () => {
    const check = { health: { data: { http: { site: { url: "https://example.com" } } }, assert: [{ condition: true }] } };
    expect(namedIn(stackOf({ check }))).toEqual(["[AsksCloud] check.health.data.http.site"]);
    expect(namedIn(stackOf({ check: { health: { assert: [{ condition: true }] } } }))).toEqual([]);
  });

  test("the problem says what to do", () => {
    const stack = stackOf({ data: { aws_availability_zones: { all: {} } } });
    expect(judge(stack).problems).toEqual([
      {
        code: "AsksCloud",
        place: `${stack.identity.name} data.aws_availability_zones.all`,
        rule: "nothing but the state of an earlier layer must be read while planning",
        fix: "write its answer down as a fact or a literal",
      },
    ]);
  });
});
