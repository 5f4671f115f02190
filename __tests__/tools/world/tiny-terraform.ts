import type { ObjectValue, Value } from "../../../tools/protocol/values";
import type { Scope, WorldObject } from "../../../tools/world/world";
import { computedByGoogle } from "./tiny-google";

type Json = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** A stack as Terraform JSON, as far as this tiny interpreter reads it. */
export interface TinyStack {
  readonly name: string;
  readonly text: string;
}

/** A stack's outputs by name. */
export type Outputs = ReadonlyMap<string, Value>;

interface Waiting {
  readonly address: string;
  readonly type: string;
  readonly arguments: Json;
  readonly after: readonly string[];
}

const reference = /(?<!\$)\$\{((?:[^{}]|\{[^{}]*\})+)\}/g;
const resourceAddress = /^([a-z0-9_]+\.[\w-]+)\.([a-z0-9_]+(?:\[0\]\.[a-z0-9_]+)*)$/;
const elementOf = /^element\((.+), (\d+)\)$/;
const remoteOutput = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)$/;

const encoded = /^jsonencode\(\{(.*)\}\)$/;
const encodedMember = /"([^"]+)" = ([^,]+)/g;
const decodedMember = /^jsondecode\((.+)\)\["([^"]+)"\]$/;

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

const neededBy = (body: Json): readonly string[] => [
  ...((body["depends_on"] ?? []) as readonly string[]),
  ...textsIn(body).flatMap((text) =>
    [...text.matchAll(reference)].flatMap(([, expression = ""]) => resourceAddress.exec(expression)?.[1] ?? []),
  ),
];

const meta = new Set(["//", "depends_on", "lifecycle", "provider"]);

const waiting = (resources: Resources): readonly Waiting[] =>
  Object.entries(resources).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({
      address: `${type}.${name}`,
      type,
      arguments: Object.fromEntries(Object.entries(body).filter(([key]) => !meta.has(key))),
      after: neededBy(body),
    })),
  );

/** In the order of Terraform's graph: what is needed comes first. */
const inOrder = (all: readonly Waiting[]): readonly Waiting[] => {
  const done = new Set<string>();
  const order: Waiting[] = [];
  let left = all;
  while (left.length > 0) {
    const ready = left.filter(({ after }) => after.every((address) => done.has(address)));
    if (ready.length === 0) throw new Error(`a circle among ${left.map(({ address }) => address).join(", ")}`);
    for (const one of ready) done.add(one.address);
    order.push(...ready);
    left = left.filter(({ address }) => !done.has(address));
  }
  return order;
};

let made = 0;

const hex = (): string => {
  made += 1;
  return made.toString(16).padStart(17, "0");
};

const own = (values: ObjectValue, name: string): string => values[name] as string;

/** The names of services' own roles. */
const linkedRoles: Readonly<Record<string, string>> = {
  "autoscaling.amazonaws.com": "AWSServiceRoleForAutoScaling",
  "replication.dynamodb.amazonaws.com": "AWSServiceRoleForDynamoDBReplication",
  "spot.amazonaws.com": "AWSServiceRoleForEC2Spot",
};

/** What a provider computes, as far as other resources read it. */
const computed = (type: string, values: ObjectValue, region: string, account: string): ObjectValue => {
  const id = hex();
  const arn = (service: string, resource: string, place = region): string => `arn:aws:${service}:${place}:${account}:${resource}`;
  switch (type) {
    case "aws_kms_key":
      return { id: `key-${id}`, key_id: `key-${id}`, arn: arn("kms", `key/key-${id}`) };
    case "aws_kms_alias":
      return { id: own(values, "name"), arn: arn("kms", own(values, "name")) };
    case "aws_iam_role":
      return { id: own(values, "name"), arn: arn("iam", `role/${own(values, "name")}`, "") };
    case "aws_iam_policy":
      return { id: arn("iam", `policy/${own(values, "name")}`, ""), arn: arn("iam", `policy/${own(values, "name")}`, "") };
    case "aws_iam_openid_connect_provider":
      return { id, arn: arn("iam", `oidc-provider/${own(values, "url").replace("https://", "")}`, "") };
    case "aws_iam_service_linked_role":
      return {
        id,
        arn: arn(
          "iam",
          `role/aws-service-role/${own(values, "aws_service_name")}/${linkedRoles[own(values, "aws_service_name")] ?? ""}`,
          "",
        ),
      };
    case "aws_s3_bucket":
      return { id: own(values, "bucket"), arn: `arn:aws:s3:::${own(values, "bucket")}` };
    case "aws_secretsmanager_secret":
      return {
        id: arn("secretsmanager", `secret:${own(values, "name")}-AbCdEf`),
        arn: arn("secretsmanager", `secret:${own(values, "name")}-AbCdEf`),
      };
    case "aws_sqs_queue":
      return { id: `https://sqs/${own(values, "name")}`, url: `https://sqs/${own(values, "name")}`, arn: arn("sqs", own(values, "name")) };
    case "aws_cloudwatch_event_rule":
      return { id: own(values, "name"), arn: arn("events", `rule/${own(values, "name")}`) };
    case "aws_eks_cluster":
      return {
        id: own(values, "name"),
        endpoint: `https://${id}.gr7.${region}.eks.amazonaws.com`,
        certificate_authority: [{ data: "LS0t" }],
        vpc_config: [{ ...(values["vpc_config"] as ObjectValue), cluster_security_group_id: `sg-${id}` }],
      };
    case "aws_launch_template":
      return { id: `lt-${id}`, latest_version: 1 };
    case "aws_cloudwatch_log_group":
      return { id: own(values, "name"), arn: arn("logs", `log-group:${own(values, "name")}`) };
    case "aws_vpc":
      return {
        id: `vpc-${id}`,
        default_security_group_id: `sg-${id}`,
        default_route_table_id: `rtb-${id}`,
        main_route_table_id: `rtb-${id}`,
        default_network_acl_id: `acl-${id}`,
      };
    case "aws_db_instance":
      return {
        id,
        arn: arn("rds", `db:${own(values, "identifier")}`),
        resource_id: `db-${id}`,
        address: `${own(values, "identifier")}.rds.example`,
      };
    case "aws_dynamodb_table":
      return { id: own(values, "name"), arn: arn("dynamodb", `table/${own(values, "name")}`) };
    case "aws_dynamodb_table_replica":
      return { id, arn: arn("dynamodb", `table/${own(values, "global_table_arn").split("/").at(-1) ?? ""}`) };
    case "aws_secretsmanager_secret": {
      const secret = arn("secretsmanager", `secret:${own(values, "name")}-AbCdEf`);
      return { id: secret, arn: secret };
    }
    case "aws_vpc_endpoint":
      return { id: `vpce-${id}`, prefix_list_id: `pl-${own(values, "service_name")}` };
    case "aws_eip":
      return { id: `eipalloc-${id}`, allocation_id: `eipalloc-${id}` };
    default:
      return { id: `${type}-${id}` };
  }
};

/** Where a stack's provider puts things, and what it computes. */
const providerOf = (json: Readonly<Record<string, Json>>): readonly [Scope, (type: string, values: ObjectValue) => ObjectValue] => {
  const [google] = (json["provider"]?.["google"] ?? []) as readonly Json[];
  if (google !== undefined) {
    const project = google["project"] as string;
    const scope = { provider: "google", project, region: google["region"] as string };
    return [scope, (type, values) => computedByGoogle(type, values, project, hex())];
  }
  const [provider] = (json["provider"]?.["aws"] ?? []) as readonly Json[];
  const region = provider?.["region"] as string;
  const [account] = provider?.["allowed_account_ids"] as readonly [string];
  return [{ provider: "aws", partition: "aws", account, region }, (type, values) => computed(type, values, region, account)];
};

const literal = (text: string): string => text.replace(/\$\$\{/g, "${");

/** An element of a list; a text that stands for a list that isn't known stands for its elements too. */
const elementAt = (list: Value, slot: number): Value => (Array.isArray(list) ? ((list as readonly Value[])[slot] ?? null) : list);

const stepInto = (value: Value | undefined, name: string): Value | undefined => {
  const first = Array.isArray(value) ? (value as readonly Value[])[0] : value;
  return typeof first === "object" && first !== null ? (first as ObjectValue)[name] : undefined;
};

/** Plays a stack: every resource in order, with references put in. `look` finds an output of another stack. */
export const playStack = (
  { name, text }: TinyStack,
  look: (remote: string, output: string) => Value,
  make: (object: WorldObject) => void,
): Outputs => {
  const json = JSON.parse(text) as Readonly<Record<string, Json>>;
  const [scope, computedBy] = providerOf(json);
  const state = new Map<string, ObjectValue>();

  const evaluate = (expression: string): Value => {
    // A variable that nobody gave a value.
    if (expression.startsWith("var.")) return "";
    const [, members] = encoded.exec(expression) ?? [];
    if (members !== undefined) {
      return JSON.stringify(
        Object.fromEntries([...members.matchAll(encodedMember)].map(([, key = "", inner = ""]) => [key, evaluate(inner)])),
      );
    }
    const [, record, member] = decodedMember.exec(expression) ?? [];
    if (record !== undefined && member !== undefined) {
      const text = evaluate(record) as string;
      return text.startsWith("{") ? ((JSON.parse(text) as ObjectValue)[member] ?? null) : text;
    }
    const [, remote, output] = remoteOutput.exec(expression) ?? [];
    if (remote !== undefined && output !== undefined) return look(remote, output);
    const [, list, slot] = elementOf.exec(expression) ?? [];
    if (list !== undefined) return elementAt(evaluate(list), Number(slot));
    const [, address = "", path = ""] = resourceAddress.exec(expression) ?? [];
    const value = path.split("[0].").reduce<Value | undefined>(stepInto, state.get(address));
    if (value === undefined) throw new Error(`${name}: nothing is known of ${expression}`);
    return value;
  };
  const fill = (value: unknown): Value => {
    if (typeof value === "string") {
      const whole = /^\$\{((?:[^{}]|\{[^{}]*\})+)\}$/.exec(value)?.[1];
      if (whole !== undefined) return evaluate(whole);
      return literal(value.replace(reference, (_, expression: string) => evaluate(expression) as string));
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
    return value as Value;
  };

  for (const { address, type, arguments: given } of inOrder(waiting((json["resource"] ?? {}) as Resources))) {
    const values = fill(given) as ObjectValue;
    const all = { ...values, ...computedBy(type, values) };
    state.set(address, all);
    make({ type, id: all["id"] as string, stack: name, scope, values: all });
  }
  return new Map(Object.entries(json["output"] ?? {}).map(([output, body]) => [output, fill((body as Json)["value"])]));
};
