import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsServiceRole, type AwsServiceRoleProps } from "../../../../modules/aws/service-role/service-role";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { decide, type PolicyDocument } from "../policy-document/policy-evaluator";

const flowLogs = `arn:aws:ec2:eu-central-1:${account}:vpc-flow-log/*`;
const cluster = `arn:aws:eks:eu-central-1:${account}:cluster/test-eu`;
const permissionSet = iam("role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_KeyAdministrator_*");
const logGroup = `arn:aws:logs:eu-central-1:${account}:log-group:/test-eu/flow-logs`;

const service: AwsServiceRoleProps = {
  roleName: "test-eu-flow-logs",
  description: "Writes the network's flow logs",
  trust: { kind: "service", principal: "vpc-flow-logs.amazonaws.com" },
  accountId: account,
  callerArnPattern: flowLogs,
  permissionBoundaryArn: iam("policy/test-eu-boundary"),
};
const { callerArnPattern: _, ...anyCaller } = service;
const pods: AwsServiceRoleProps = { ...anyCaller, trust: { kind: "pod-identity", namespace: "orders", serviceAccount: "orders" } };
const people: AwsServiceRoleProps = {
  ...service,
  trust: { kind: "people", signIn: "identity-center" },
  callerArnPattern: permissionSet,
};

const made = (props: AwsServiceRoleProps) => synthesized((stack) => new AwsServiceRole(stack, "role", props));
const trustOf = (props: AwsServiceRoleProps): PolicyDocument =>
  documentOf(resourceOf(made(props), "aws_iam_role", "role")["assume_role_policy"]);
const statementOf = (props: AwsServiceRoleProps) => trustOf(props).Statement;

describe("service role", () => {
  test("is a role under the boundary, and nothing else", () => {
    const json = synthesized((stack) => {
      const role = new AwsServiceRole(stack, "role", service);
      new TerraformOutput(stack, "name", { value: role.roleName });
      new TerraformOutput(stack, "arn", { value: role.arn });
    });
    expect(countsOf(json)).toEqual({ aws_iam_role: 1 });
    expect(resourceOf(json, "aws_iam_role", "role")).toMatchObject({
      name: "test-eu-flow-logs",
      description: "Writes the network's flow logs",
      max_session_duration: 3600,
      permissions_boundary: iam("policy/test-eu-boundary"),
    });
    expect(json.output?.["arn"]?.["value"]).toBe("${aws_iam_role.role.arn}");
    expect(json.output?.["name"]?.["value"]).toBe("${aws_iam_role.role.name}");
  });

  test("policies of AWS's own go with it where they are named", () => {
    const json = made({ ...service, managedPolicies: ["AmazonEKS_CNI_Policy", "service-role/AmazonEBSCSIDriverPolicy"] });
    expect(countsOf(json)).toEqual({ aws_iam_role: 1, aws_iam_role_policy_attachment: 2 });
    expect(resourceOf(json, "aws_iam_role_policy_attachment", "role_AmazonEBSCSIDriverPolicy")).toMatchObject({
      role: "${aws_iam_role.role.name}",
      policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy",
    });
  });

  test("a service takes it for this account's resources only", () => {
    expect(statementOf(service)).toEqual([
      {
        Sid: "Service",
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { ArnLike: { "aws:SourceArn": flowLogs }, StringEquals: { "aws:SourceAccount": account } },
      },
    ]);
    expect(statementOf(anyCaller)).toMatchObject([{ Condition: { StringEquals: { "aws:SourceAccount": account } } }]);
    const as = (source: string) =>
      decide([trustOf(service)], {
        action: "sts:AssumeRole",
        resource: "role",
        principal: "vpc-flow-logs.amazonaws.com",
        context: { "aws:SourceAccount": source, "aws:SourceArn": flowLogs.replace(account, source).replace("*", "fl-1") },
      });
    expect([as(account), as("444455556666")]).toEqual(["allowed", "not allowed"]);
  });

  test("a service that does not say for whom it acts takes it by its name", () => {
    const trust = { kind: "service", principal: "ec2.amazonaws.com", source: "unsaid" } as const;
    expect(statementOf({ ...anyCaller, trust })).toEqual([
      { Sid: "Service", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });

  test("pods take it by namespace and service account, in the clusters of the account or in one", () => {
    const expected = (pattern: string) => [
      {
        Sid: "Pods",
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: { "aws:RequestTag/kubernetes-namespace": "orders", "aws:RequestTag/kubernetes-service-account": "orders" },
          StringLike: { "aws:RequestTag/eks-cluster-arn": pattern },
        },
      },
    ];
    expect(statementOf(pods)).toEqual(expected(`arn:aws:eks:*:${account}:cluster/*`));
    expect(statementOf({ ...pods, callerArnPattern: cluster })).toEqual(expected(cluster));
    const tags = (namespace: string, arn: string) => ({
      "aws:RequestTag/kubernetes-namespace": namespace,
      "aws:RequestTag/kubernetes-service-account": "orders",
      "aws:RequestTag/eks-cluster-arn": arn,
    });
    const as = (context: Record<string, string>) =>
      decide([trustOf(pods)], { action: "sts:AssumeRole", resource: "role", principal: "pods.eks.amazonaws.com", context });
    expect(as(tags("orders", cluster))).toBe("allowed");
    expect(as(tags("payments", cluster))).toBe("not allowed");
    expect(as(tags("orders", cluster.replace(account, "444455556666")))).toBe("not allowed");
    expect(as({})).toBe("not allowed");
  });

  test("people take it through a permission set, or with a second factor in their session", () => {
    const statement = { Sid: "People", Effect: "Allow", Principal: { AWS: iam("root") }, Action: "sts:AssumeRole" };
    expect(statementOf(people)).toEqual([{ ...statement, Condition: { ArnLike: { "aws:PrincipalArn": permissionSet } } }]);
    expect(statementOf({ ...people, trust: { kind: "people", signIn: "second-factor" }, callerArnPattern: iam("role/people/*") })).toEqual([
      {
        ...statement,
        Condition: { ArnLike: { "aws:PrincipalArn": iam("role/people/*") }, Bool: { "aws:MultiFactorAuthPresent": "true" } },
      },
    ]);
    const as = (principal: string) =>
      decide([trustOf(people)], { action: "sts:AssumeRole", resource: "role", principal, context: { "aws:PrincipalArn": principal } });
    expect(as(permissionSet.replace("*", "eu-central-1/").replace("*", "0123456789abcdef"))).toBe("allowed");
    expect(as(iam("role/admin"))).toBe("not allowed");
  });

  test("what it may do by itself is one inline policy, a statement a word", () => {
    const json = made({
      ...service,
      maxSessionHours: 4,
      permissions: {
        "write-logs": { actions: ["logs:PutLogEvents", "logs:CreateLogStream"], resources: [`${logGroup}:*`] },
        "find-logs": {
          actions: ["logs:DescribeLogStreams"],
          resources: [logGroup],
          conditions: { Bool: { "aws:SecureTransport": "true" } },
        },
      },
    });
    expect(countsOf(json)).toEqual({ aws_iam_role: 1, aws_iam_role_policy: 1 });
    expect(resourceOf(json, "aws_iam_role", "role")["max_session_duration"]).toBe(14_400);
    const policy = resourceOf(json, "aws_iam_role_policy", "role_permissions");
    expect(policy).toMatchObject({ name: "permissions", role: "${aws_iam_role.role.name}" });
    expect(documentOf(policy["policy"]).Statement).toEqual([
      {
        Sid: "FindLogs",
        Effect: "Allow",
        Action: "logs:DescribeLogStreams",
        Resource: logGroup,
        Condition: { Bool: { "aws:SecureTransport": "true" } },
      },
      { Sid: "WriteLogs", Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${logGroup}:*` },
    ]);
  });

  test("values that are known later stay whole, hours included", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      new AwsServiceRole(stack, "role", {
        ...service,
        roleName: text("name"),
        description: text("description"),
        accountId: text("account"),
        partition: text("partition"),
        callerArnPattern: text("caller"),
        permissionBoundaryArn: text("boundary"),
        maxSessionHours: new TerraformVariable(stack, "hours", { type: "number" }).numberValue,
        permissions: { "write-logs": { actions: ["logs:PutLogEvents"], resources: [text("group")] } },
      });
    });
    const role = resourceOf(json, "aws_iam_role", "role");
    expect(role).toMatchObject({
      name: "${var.name}",
      description: "${var.description}",
      max_session_duration: "${(var.hours * 3600)}",
      permissions_boundary: "${var.boundary}",
    });
    expect(role["assume_role_policy"]).toContain(
      '{"ArnLike":{"aws:SourceArn":"${var.caller}"},"StringEquals":{"aws:SourceAccount":"${var.account}"}}',
    );
    expect(resourceOf(json, "aws_iam_role_policy", "role_permissions")["policy"]).toContain('"Resource":"${var.group}"');
  });

  test.each<[string, Partial<AwsServiceRoleProps>, string]>([
    ["a name with a path", { roleName: "a/b" }, "[BadProp] 'roleName'"],
    ["a description of two lines", { description: "a\nb" }, "[BadProp] 'description'"],
    ["a principal that is no service", { trust: { kind: "service", principal: "*" } }, "[BadProp] 'trust'"],
    ["a namespace with a wildcard", { trust: { kind: "pod-identity", namespace: "*", serviceAccount: "a" } }, "[BadProp] 'trust'"],
    ["a service account in capitals", { trust: { kind: "pod-identity", namespace: "a", serviceAccount: "A" } }, "[BadProp] 'trust'"],
    ["a short account", { accountId: "1" }, "[BadProp] 'accountId'"],
    ["a partition of others", { partition: "gcp" }, "[BadProp] 'partition'"],
    ["a caller that is everyone", { callerArnPattern: "*" }, "[BadProp] 'callerArnPattern'"],
    ["a boundary of another service", { permissionBoundaryArn: "arn:aws:s3:::a" }, "[BadProp] 'permissionBoundaryArn'"],
    ["a session of a day", { maxSessionHours: 24 }, "[BadProp] 'maxSessionHours'"],
    ["permissions for nothing", { permissions: {} }, "[BadProp] 'permissions'"],
    ["a policy of nobody", { managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }, "[BadProp] 'managedPolicies'"],
    ["an odd word", { permissions: { Logs: { actions: ["logs:PutLogEvents"] } } }, "[BadProp] 'permissions'"],
    ["a statement without actions", { permissions: { logs: { resources: ["*"] } } }, "[BadProp] a statement must have either 'actions'"],
    [
      "permissions that are too long",
      {
        permissions: {
          logs: { actions: ["logs:PutLogEvents"], resources: Array.from({ length: 400 }, (_, n) => `arn:aws:s3:::orders/${String(n)}`) },
        },
      },
      "[QuotaExceeded]",
    ],
    [
      "a caller for a service that says none",
      { trust: { kind: "service", principal: "ec2.amazonaws.com", source: "unsaid" } },
      "[BadProp] 'callerArnPattern' must be left out",
    ],
    [
      "people who are no permission set",
      { trust: { kind: "people", signIn: "identity-center" }, callerArnPattern: iam("role/people") },
      "[BadProp] 'callerArnPattern' must be a permission set's role",
    ],
  ])("refuses %s", (_case, change, message) => {
    expect(problemsOf((stack) => new AwsServiceRole(stack, "role", { ...service, ...change }))).toContain(message);
  });

  test("people without a role are refused, and so is a kind of trust that is known later", () => {
    const trust = { kind: "people", signIn: "second-factor" } as const;
    expect(problemsOf((stack) => new AwsServiceRole(stack, "role", { ...anyCaller, trust }))).toContain(
      "[BadProp] 'callerArnPattern' must say which role people have",
    );
    expect(
      problemsOf((stack) => {
        const kind = new TerraformVariable(stack, "kind", { type: "string" }).stringValue as "service";
        new AwsServiceRole(stack, "role", { ...service, trust: { kind, principal: "vpc-flow-logs.amazonaws.com" } });
      }),
    ).toContain("[ShapeIsToken] 'trust'");
  });
});
