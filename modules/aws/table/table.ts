import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { keyArn, oneOf, recordOf, text, wholeNumber } from "../../core/checks";
import { failOn, type Problem } from "../../core/errors";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";

/** An attribute that is part of a key. */
export interface KeyAttribute {
  /** 1 to 255 characters. */
  readonly name: string;
  /** A text, a number or bytes. */
  readonly type: "S" | "N" | "B";
}

/** By what items are found. */
export interface ItemKey {
  /** Decides where an item lies. */
  readonly partition: KeyAttribute;
  /** Orders the items of one partition. @default - one item a partition */
  readonly sort?: KeyAttribute;
}

/** Props of {@link AwsTable}. */
export interface AwsTableProps {
  /** Name of the table, 3 to 255 characters. Renaming replaces it, which Terraform refuses; its replicas have the same name. */
  readonly tableName: Value<string>;
  /** The most sensitive data that the table holds. Stands in a tag; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** ARN of the key that encrypts table, streams and backups: the key's own, for an alias would differ at each plan. */
  readonly kmsKeyArn: Value<string>;
  /** By what items are found. Another one replaces the table, which Terraform refuses. */
  readonly key: Shape<ItemKey>;
  /** Other ways to find items, by the index's name, at most 20. One that is added is filled in place. @default - none */
  readonly indexes?: Shape<Readonly<Record<string, ItemKey>>>;
  /** Name of the attribute with the second since 1970 after which an item is removed. A ledger has none. @default - items stay */
  readonly expiryAttribute?: Shape<string>;
  /** How far back the table can be restored, to the second, 1 to 35 days. @default 35 */
  readonly recoveryDays?: Value<number>;
}

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_KeySchemaElement.html, read 2026-11.
const attributeName = text(/^[\w.-]+$/, "an attribute's name", 1, 255);
const keyAttribute: Check<KeyAttribute> = ({ name, type }) => attributeName(name) ?? oneOf(["S", "N", "B"])(type);
const itemKey: Check<ItemKey> = ({ partition, sort }) =>
  keyAttribute(partition) ??
  (sort === undefined
    ? undefined
    : sort.name === partition.name
      ? { must: "have two different attributes", fix: "rename one of the two", got: sort.name }
      : keyAttribute(sort));

const indexes: Check<Readonly<Record<string, ItemKey>>> = (record) =>
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html, read 2026-11.
  Object.keys(record).length > 20
    ? { must: "have at most 20 members", fix: "find items by fewer keys" }
    : (Object.keys(record)
        .map((name) => text(/^[a-z0-9-]+$/, "an index's name", 3, 255)(name))
        .find((breach) => breach !== undefined) ?? recordOf(itemKey)(record));

/** What each prop has to be. */
export const rules: PropRules<AwsTableProps> = {
  tableName: value(text(nameRules.dynamodbTable.pattern, "a table's name", 3, nameRules.dynamodbTable.max)),
  dataClass: value(oneOf(dataClasses)),
  kmsKeyArn: value(keyArn),
  key: shape(itemKey),
  indexes: shape(indexes),
  expiryAttribute: shape(attributeName),
  // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html, read 2026-11.
  recoveryDays: value(wholeNumber(1, 35, "days")),
};

/**
 * A table whose items are written and read by key, paid by the request. It can be restored to any second of the last
 * days, is encrypted with its own key, and can't be deleted: neither by Terraform nor by another way before somebody
 * switches the protection off.
 *
 * Every change stands in its stream, with the item before and after, which replicas and subscribers read. Replicas in
 * other regions are made by those regions' own stacks, with keys of their own, and are none of this stack's business: what
 * they add to the table is ignored here.
 */
export class AwsTable extends Construct {
  /** ARN of the table. */
  readonly arn: string;
  /** Name of the table. */
  readonly tableName: string;
  /** ARN of the stream of changes. Another one when the stream was switched off and on. */
  readonly streamArn: string;

  constructor(scope: Construct, id: string, props: AwsTableProps) {
    super(scope, id);
    checkProps(this, props, rules);
    failOn(typeProblems(this.node.path, props));
    const { key, indexes: others = {}, expiryAttribute, recoveryDays = 35 } = props;
    const names = Object.keys(others).sort();
    const table = new DynamodbTable(this, "Resource", {
      name: props.tableName,
      billingMode: "PAY_PER_REQUEST",
      tableClass: "STANDARD",
      hashKey: key.partition.name,
      ...(key.sort === undefined ? {} : { rangeKey: key.sort.name }),
      attribute: attributesOf(props).map(({ name, type }) => ({ name, type })),
      ...(names.length === 0
        ? {}
        : {
            globalSecondaryIndex: names.flatMap((name) => {
              const one = others[name];
              if (one === undefined) return [];
              const { partition, sort } = one;
              return [{ name, hashKey: partition.name, ...(sort === undefined ? {} : { rangeKey: sort.name }), projectionType: "ALL" }];
            }),
          }),
      ...(expiryAttribute === undefined ? {} : { ttl: { enabled: true, attributeName: expiryAttribute } }),
      streamEnabled: true,
      // Replicas ask for both images: API Reference, UpdateTable, ReplicaUpdates.
      streamViewType: "NEW_AND_OLD_IMAGES",
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: recoveryDays },
      serverSideEncryption: { enabled: true, kmsKeyArn: props.kmsKeyArn },
      deletionProtectionEnabled: true,
      tags: dataClassTag(props.dataClass),
      lifecycle: { preventDestroy: true, ignoreChanges: ["replica"] },
    });
    this.arn = table.arn;
    this.tableName = table.name;
    this.streamArn = table.streamArn;
  }
}

const keysOf = ({ key, indexes: others = {} }: AwsTableProps): readonly ItemKey[] => [key, ...Object.values(others)];

/** Every attribute that is part of a key, once, by name. */
const attributesOf = (props: AwsTableProps): readonly KeyAttribute[] => {
  const all = keysOf(props).flatMap(({ partition, sort }) => [partition, ...(sort === undefined ? [] : [sort])]);
  const byName = new Map(all.map((one) => [one.name, one]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** An attribute has one type, whatever the keys that it is part of. */
const typeProblems = (place: string, props: AwsTableProps): Problem[] => {
  const all = keysOf(props).flatMap(({ partition, sort }) => [partition, ...(sort === undefined ? [] : [sort])]);
  const twice = all.find(({ name, type }) => all.some((other) => other.name === name && other.type !== type));
  if (twice === undefined) return [];
  const rule = "an attribute must have one type in 'key' and 'indexes'";
  return [{ code: "BadProp", place, rule, value: twice.name, fix: "give it the same type everywhere, or another name" }];
};
