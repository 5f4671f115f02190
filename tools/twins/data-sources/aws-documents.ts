import type { ObjectValue, Value } from "../../protocol/values";
import { blocksOf, givenText, listOf, textOf, textsOf } from "./config";
import { found, type Reader } from "./data-source";
import { goJson, type Json } from "./go-json";
import { hashOf, inSetOrder } from "./go-set";

/** Entries of an object of which those without a value are left out. */
const filled = (...entries: readonly (readonly [string, Json | undefined])[]): ReadonlyMap<string, Json> =>
  new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));

const number = (value: Value | undefined): number => (typeof value === "number" ? value : 0);

/** What is null is not written; what is empty is, unless it is a list. */
const textIn = (block: ObjectValue, name: string): string | undefined => textOf(block, name);

const unlessEmpty = <T>(items: readonly T[]): readonly T[] | undefined => (items.length === 0 ? undefined : items);

const lifecycleRule = (rule: ObjectValue): Json => {
  const [selection = {}] = blocksOf(rule, "selection");
  const [action = {}] = blocksOf(rule, "action");
  return filled(
    ["rulePriority", number(rule["priority"])],
    ["description", textIn(rule, "description")],
    [
      "selection",
      filled(
        ["tagStatus", textIn(selection, "tag_status")],
        ["tagPatternList", unlessEmpty(textsOf(selection, "tag_pattern_list"))],
        ["tagPrefixList", unlessEmpty(textsOf(selection, "tag_prefix_list"))],
        ["countType", textIn(selection, "count_type")],
        ["countUnit", textIn(selection, "count_unit")],
        ["countNumber", number(selection["count_number"])],
      ),
    ],
    ["action", filled(["type", textIn(action, "type") ?? "expire"])],
  );
};

/** `aws_ecr_lifecycle_policy_document`, byte for byte as AWS 5.100.0 writes it. */
const readLifecyclePolicy: Reader = ({ config }) =>
  found({ json: goJson(filled(["rules", blocksOf(config, "rule").map(lifecycleRule)]), "  ") });

/** Where findings go: names of the blocks, of what they hold, and of both in the document. */
const destinations = [
  ["cloudwatch_logs", "log_group", "CloudWatchLogs", "LogGroup"],
  ["firehose", "delivery_stream", "Firehose", "DeliveryStream"],
  ["s3", "bucket", "S3", "Bucket"],
] as const;

const destination = (block: ObjectValue): Json =>
  filled(
    ...destinations.map(([name, inner, key, innerKey]) => {
      const [one] = blocksOf(block, name);
      return [key, one && filled([innerKey, textOf(one, inner) ?? ""])] as const;
    }),
  );

const operation = (block: ObjectValue): Json => {
  const [audit] = blocksOf(block, "audit");
  const [deidentify] = blocksOf(block, "deidentify");
  return filled(
    ["Audit", audit && filled(["FindingsDestination", destination(blocksOf(audit, "findings_destination")[0] ?? {})])],
    ["Deidentify", deidentify && filled(["MaskConfig", filled()])],
  );
};

const customIdentifiers = (config: ObjectValue): Json | undefined => {
  const [block] = blocksOf(config, "configuration");
  return (
    block &&
    filled([
      "CustomDataIdentifier",
      unlessEmpty(
        blocksOf(block, "custom_data_identifier").map((one) =>
          filled(["Name", textOf(one, "name") ?? ""], ["Regex", textOf(one, "regex") ?? ""]),
        ),
      ),
    ])
  );
};

const protectionStatement = (block: ObjectValue): Json =>
  filled(
    ["Sid", givenText(block, "sid")],
    ["DataIdentifier", inSetOrder(textsOf(block, "data_identifiers"), (text) => text)],
    ["Operation", operation(blocksOf(block, "operation")[0] ?? {})],
  );

/** `aws_cloudwatch_log_data_protection_policy_document`, byte for byte as AWS 5.100.0 writes it. */
const readDataProtection: Reader = ({ config }) => {
  const version = textOf(config, "version") ?? "2021-06-01";
  const document = filled(
    ["Configuration", customIdentifiers(config)],
    ["Description", givenText(config, "description")],
    ["Name", textOf(config, "name") ?? ""],
    ["Statement", blocksOf(config, "statement").map(protectionStatement)],
    ["Version", version],
  );
  const json = `${goJson(document, "  ")}\n`;
  const statement = listOf(config, "statement").length === 0 ? null : blocksOf(config, "statement");
  return found({
    id: hashOf(json),
    json,
    version,
    ...(statement && { statement: statement.map((one) => ({ ...one, sid: one["sid"] ?? "" })) }),
  });
};

/** Documents that the provider writes by itself, besides those of IAM. */
export const documentReaders: Readonly<Record<string, Reader>> = {
  aws_ecr_lifecycle_policy_document: readLifecyclePolicy,
  aws_cloudwatch_log_data_protection_policy_document: readDataProtection,
};
