import { gatewayEndpointPolicy, interfaceEndpointPolicy } from "../../../../modules/aws/network/endpoint-policies";

const owner = { partition: "aws", region: "eu-central-1", accountId: "111122223333" };
const own = { "aws:PrincipalAccount": "111122223333" };
const ownBoth = { ...own, "aws:ResourceAccount": "111122223333" };

interface StatementJson {
  readonly Principal: string;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: unknown;
}

const statements = (policy: string): readonly StatementJson[] => (JSON.parse(policy) as { Statement: StatementJson[] }).Statement;

describe("endpoint policies", () => {
  test("S3 is the account's own buckets for its own principals, and the bucket with ECR's image layers", () => {
    expect(statements(gatewayEndpointPolicy("s3", owner))).toEqual([
      expect.objectContaining({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition: { StringEquals: ownBoth } }),
      {
        Sid: "ImageLayersOfEcr",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
      },
    ]);
  });

  test("DynamoDB is the account's own tables for its own principals", () => {
    expect(statements(gatewayEndpointPolicy("dynamodb", owner)).map(({ Condition }) => Condition)).toEqual([{ StringEquals: ownBoth }]);
  });

  test.each(["kms", "logs", "secretsmanager", "sns", "sqs"])("%s serves the account's own resources only", (service) => {
    expect(statements(interfaceEndpointPolicy(service, owner)).map(({ Condition }) => Condition)).toEqual([{ StringEquals: ownBoth }]);
  });

  test.each(["ecr.api", "ecr.dkr", "ec2", "ssm", "eks"])("%s serves the account's own principals", (service) => {
    expect(statements(interfaceEndpointPolicy(service, owner)).map(({ Condition }) => Condition)).toEqual([{ StringEquals: own }]);
  });

  test("sts lets web identities take the account's own roles", () => {
    expect(statements(interfaceEndpointPolicy("sts", owner)).map(({ Action, Condition }) => [Action, Condition])).toEqual([
      ["*", { StringEquals: own }],
      ["sts:AssumeRoleWithWebIdentity", { StringEquals: { "aws:ResourceAccount": "111122223333" } }],
    ]);
  });

  test("no statement allows without a condition, but for one bucket", () => {
    const all = [gatewayEndpointPolicy("s3", owner), gatewayEndpointPolicy("dynamodb", owner), interfaceEndpointPolicy("sts", owner)];
    const open = all.flatMap(statements).filter(({ Condition }) => Condition === undefined);
    expect(open.map(({ Resource }) => Resource)).toEqual(["arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*"]);
  });
});
