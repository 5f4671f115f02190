import { global, regional, row } from "./aws-row";
import { fill, firstBlock, hashcode, madeName, textOf, type Forms, type Made } from "./made";

const logs = regional("logs");
const events = regional("events");
const msk = regional("kafka");
const cloudwatch = regional("cloudwatch");

const account = (made: Made): string => fill("{@account}", made);

/** What SNS puts in place of a policy that nobody gave. */
const topicPolicy = (made: Made): string =>
  JSON.stringify({
    Id: "__default_policy_ID",
    Statement: [
      {
        Action: [
          "SNS:GetTopicAttributes",
          "SNS:SetTopicAttributes",
          "SNS:AddPermission",
          "SNS:RemovePermission",
          "SNS:DeleteTopic",
          "SNS:Subscribe",
          "SNS:ListSubscriptionsByTopic",
          "SNS:Publish",
        ],
        Condition: { StringEquals: { "AWS:SourceOwner": account(made) } },
        Effect: "Allow",
        Principal: { AWS: "*" },
        Resource: textOf(made.value("arn")),
        Sid: "__default_statement_ID",
      },
    ],
    Version: "2008-10-17",
  });

const isFifo = (made: Made): boolean => made.value("fifo_queue") === true || made.value("fifo_topic") === true;

/** A queue or topic that keeps an order says so in its name. */
const fifoName = (made: Made): string => {
  const prefix = textOf(made.value("name_prefix")) || "terraform-";
  return `${madeName(made, prefix, "name")}${isFifo(made) ? ".fifo" : ""}`;
};

/** Rules of the default bus are named alone, those of another behind it. */
const onBus =
  (between: string, rest: string) =>
  (made: Made): string => {
    const bus = textOf(made.value("event_bus_name"));
    return fill(bus === "" || bus === "default" ? rest : `{event_bus_name~last}${between}${rest}`, made);
  };

const ruleArn = (made: Made): string => fill(`arn:{@partition}:events:{@region}:{@account}:rule/${onBus("/", "{name}")(made)}`, made);

/** An alias stands behind its state machine, in place of the version that it leads to. */
const aliasArn = (made: Made): string => {
  const route = firstBlock(made, "routing_configuration");
  return fill(`${textOf(route["state_machine_version_arn"]).replace(/:\d+$/, "")}:{name}`, made);
};

/** Brokers are numbered from one and named by the cluster. */
const brokers =
  (word: string, port: number) =>
  (made: Made): string =>
    [1, 2, 3]
      .map((number) => fill(`b-${String(number)}${word}.{cluster_name}.{#lower-6}.c2.kafka.{@region}.{@suffix}:${String(port)}`, made))
      .join(",");

/** Topics, queues, streams, logs and alarms. Id forms: `import` sections of the provider's documentation. */
export const awsEvents: Forms = {
  aws_sns_topic: row("{arn}", regional("sns")("{name}"), {
    name: fifoName,
    owner: "{@account}",
    policy: topicPolicy,
  }),
  aws_sns_topic_data_protection_policy: row("{arn}"),
  aws_sns_topic_policy: row("{arn}", undefined, { owner: "{@account}" }),
  aws_sns_topic_subscription: row("{arn}", "{topic_arn}:{#uuid}"),
  aws_sqs_queue: row("{url}", regional("sqs")("{name}"), {
    deduplication_scope: (made) => (isFifo(made) ? "queue" : ""),
    fifo_throughput_limit: (made) => (isFifo(made) ? "perQueue" : ""),
    name: fifoName,
    sqs_managed_sse_enabled: (made) => textOf(made.value("kms_master_key_id")) === "",
    url: "https://sqs.{@region}.{@suffix}/{@account}/{name}",
  }),
  aws_sqs_queue_policy: row("{queue_url}"),
  aws_sqs_queue_redrive_allow_policy: row("{queue_url}"),
  aws_sqs_queue_redrive_policy: row("{queue_url}"),

  aws_cloudwatch_event_api_destination: row("{name}", events("api-destination/{name}/{#uuid}")),
  aws_cloudwatch_event_archive: row("{name}", events("archive/{name}")),
  aws_cloudwatch_event_bus: row("{name}", events("event-bus/{name}")),
  aws_cloudwatch_event_bus_policy: row("{event_bus_name}"),
  aws_cloudwatch_event_connection: row("{name}", events("connection/{name}/{#uuid}"), {
    secret_arn: regional("secretsmanager")("secret:events!connection/{name}/{#uuid}-{#base64-6}"),
  }),
  aws_cloudwatch_event_endpoint: row("{name}", events("endpoint/{name}"), {
    endpoint_url: "https://{#lower-10}.{#letters-3}.endpoint.events.{@suffix}",
  }),
  aws_cloudwatch_event_permission: row(onBus("/", "{statement_id}")),
  aws_cloudwatch_event_rule: row(onBus("/", "{name}"), ruleArn),
  aws_cloudwatch_event_target: row(onBus("-", "{rule}-{target_id}"), undefined, { target_id: "terraform-{#name}" }),
  aws_pipes_pipe: row("{name}", regional("pipes")("pipe/{name}")),
  aws_scheduler_schedule: row("{group_name}/{name}", regional("scheduler")("schedule/{group_name}/{name}"), { group_name: "default" }),
  aws_scheduler_schedule_group: row("{name}", regional("scheduler")("schedule-group/{name}"), { state: "ACTIVE" }),
  aws_sfn_activity: row(regional("states")("activity:{name}")),
  aws_sfn_alias: row("{arn}", aliasArn),
  aws_sfn_state_machine: row("{arn}", regional("states")("stateMachine:{name}"), {
    revision_id: "",
    state_machine_version_arn: (made) => (made.value("publish") === true ? fill("{arn}:1", made) : ""),
  }),

  aws_cloudwatch_log_data_protection_policy: row("{log_group_name}"),
  aws_cloudwatch_log_delivery: row("{#lower-16}", logs("delivery:{id}")),
  aws_cloudwatch_log_delivery_destination: { arn: logs("delivery-destination:{name}"), delivery_destination_type: "S3" },
  aws_cloudwatch_log_delivery_source: { arn: logs("delivery-source:{name}") },
  aws_cloudwatch_log_destination: row("{name}", logs("destination:{name}")),
  aws_cloudwatch_log_destination_policy: row("{destination_name}"),
  aws_cloudwatch_log_group: row("{name}", logs("log-group:{name}"), { log_group_class: "STANDARD" }),
  aws_cloudwatch_log_metric_filter: row("{name}"),
  aws_cloudwatch_log_resource_policy: row("{policy_name}"),
  aws_cloudwatch_log_stream: row("{name}", logs("log-group:{log_group_name}:log-stream:{name}")),
  aws_cloudwatch_log_subscription_filter: row((made) => `cwlsf-${hashcode(`${textOf(made.value("name"))}-`)}`),
  aws_cloudwatch_query_definition: row("{query_definition_id}", undefined, { query_definition_id: "{#uuid}" }),
  aws_cloudwatch_composite_alarm: row("{alarm_name}", cloudwatch("alarm:{alarm_name}")),
  aws_cloudwatch_dashboard: row("{dashboard_name}", undefined, { dashboard_arn: global("cloudwatch")("dashboard/{dashboard_name}") }),
  aws_cloudwatch_metric_alarm: row("{alarm_name}", cloudwatch("alarm:{alarm_name}")),
  aws_cloudwatch_metric_stream: row("{name}", cloudwatch("metric-stream/{name}"), { state: "running" }),

  aws_kinesis_firehose_delivery_stream: row("{arn}", regional("firehose")("deliverystream/{name}"), {
    destination_id: `destinationId-${"1".padStart(12, "0")}`,
    version_id: "1",
  }),
  aws_kinesis_stream: row("{arn}", regional("kinesis")("stream/{name}")),
  aws_msk_cluster: row("{arn}", msk("cluster/{cluster_name}/{#uuid}-1"), {
    bootstrap_brokers: "",
    bootstrap_brokers_public_sasl_iam: "",
    bootstrap_brokers_public_sasl_scram: "",
    bootstrap_brokers_public_tls: "",
    bootstrap_brokers_sasl_iam: brokers("", 9098),
    bootstrap_brokers_sasl_scram: brokers("", 9096),
    bootstrap_brokers_tls: brokers("", 9094),
    bootstrap_brokers_vpc_connectivity_sasl_iam: "",
    bootstrap_brokers_vpc_connectivity_sasl_scram: "",
    bootstrap_brokers_vpc_connectivity_tls: "",
    cluster_uuid: "{#uuid}-1",
    current_version: "K{#upper-13}",
    zookeeper_connect_string: "",
    zookeeper_connect_string_tls: "",
  }),
  aws_msk_cluster_policy: row("{cluster_arn}", undefined, { current_version: "K{#upper-13}" }),
  aws_msk_configuration: row("{arn}", msk("configuration/{name}/{#uuid}-1"), { latest_revision: () => 1 }),
  aws_msk_replicator: row("{arn}", msk("replicator/{replicator_name}/{#uuid}-1"), { current_version: "K{#upper-13}" }),
  aws_msk_scram_secret_association: row("{cluster_arn}"),
  aws_msk_serverless_cluster: row("{arn}", msk("cluster/{cluster_name}/{#uuid}-s1"), {
    bootstrap_brokers_sasl_iam: "boot-{#lower-8}.c1.kafka-serverless.{@region}.{@suffix}:9098",
    cluster_uuid: "{#uuid}-s1",
  }),
  aws_ssm_association: row("{association_id}", regional("ssm")("association/{association_id}"), { association_id: "{#uuid}" }),
  aws_ssm_document: row("{name}", regional("ssm")("document/{name}"), {
    description: "",
    hash: "{#hex-64}",
    owner: "{@account}",
    platform_types: () => ["Linux", "MacOS", "Windows"],
  }),
  aws_ssm_maintenance_window: row("mw-{#hex-17}"),
  aws_ssm_parameter: row(
    "{name}",
    (made) => {
      const name = textOf(made.value("name"));
      return fill(`arn:{@partition}:ssm:{@region}:{@account}:parameter${name.startsWith("/") ? "" : "/"}${name}`, made);
    },
    {
      key_id: (made) => (textOf(made.value("type")) === "SecureString" ? "alias/aws/ssm" : ""),
    },
  ),
  aws_ssm_service_setting: row(
    "{setting_id}",
    (made) => {
      const setting = textOf(made.value("setting_id"));
      return setting.startsWith("arn:") ? setting : fill("arn:{@partition}:ssm:{@region}:{@account}:servicesetting{setting_id}", made);
    },
    { status: "Customized" },
  ),
  aws_ssmincidents_replication_set: row("{arn}", "arn:{@partition}:ssm-incidents::{@account}:replication-set/{#uuid}"),
  aws_ssmincidents_response_plan: row("{arn}", "arn:{@partition}:ssm-incidents::{@account}:response-plan/{name}"),
};
