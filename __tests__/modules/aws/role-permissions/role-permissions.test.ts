import { AwsRolePermissions, type AwsRolePermissionsProps } from "../../../../modules/aws/role-permissions/role-permissions";
import { countsOf, documentOf, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";

const bucket = "arn:aws:s3:::orders";
const props: AwsRolePermissionsProps = {
  roleName: "test-eu-orders",
  policyName: "data-eu-central-1",
  permissions: {
    "write-objects": { actions: ["s3:PutObject"], resources: [`${bucket}/*`] },
    "list-objects": { actions: ["s3:ListBucket"], resources: [bucket] },
  },
};
const made = () => synthesized((stack) => new AwsRolePermissions(stack, "orders", props));

describe("permissions of a role", () => {
  test("are one inline policy, its statements in the order of their words", () => {
    expect(countsOf(made())).toEqual({ aws_iam_role_policy: 1 });
    const policy = resourceOf(made(), "aws_iam_role_policy", "orders");
    expect(policy).toMatchObject({ name: "data-eu-central-1", role: "test-eu-orders" });
    expect(documentOf(policy["policy"]).Statement).toEqual([
      { Sid: "ListObjects", Effect: "Allow", Action: "s3:ListBucket", Resource: bucket },
      { Sid: "WriteObjects", Effect: "Allow", Action: "s3:PutObject", Resource: `${bucket}/*` },
    ]);
  });

  test.each<[string, Partial<AwsRolePermissionsProps>, string]>([
    ["a role's name with a slash", { roleName: "team/orders" }, "[BadProp] 'roleName'"],
    ["a policy's name with a space", { policyName: "data here" }, "[BadProp] 'policyName'"],
    ["nothing that is permitted", { permissions: {} }, "[BadProp] 'permissions' must not be empty"],
    [
      "an action twice",
      { permissions: { read: { actions: ["s3:GetObject", "s3:GetObject"], resources: ["*"] } } },
      "[BadProp] 'permissions'",
    ],
    [
      "a resource that is no ARN",
      { permissions: { read: { actions: ["s3:GetObject"], resources: ["orders"] } } },
      "[BadProp] 'permissions'",
    ],
    ["a word that is no word", { permissions: { "Write It": { actions: ["s3:PutObject"], resources: ["*"] } } }, "[BadProp] 'permissions'"],
    [
      "more than a role may have",
      { permissions: { all: { actions: ["s3:PutObject"], resources: Array.from({ length: 400 }, (_, n) => `${bucket}/${String(n)}`) } } },
      "[QuotaExceeded]",
    ],
  ])("refuse %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsRolePermissions(stack, "orders", { ...props, ...change }))).toContain(message);
  });
});
