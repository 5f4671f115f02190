import { unknown, type Value } from "../../protocol/values";
import { isZero, objectsIn, partOf } from "../plan-values";
import type { AskedFor } from "./convention";

/** Whether the provider doesn't see a difference of an argument or block (`DiffSuppressFunc` of the resource). */
type Unseen = (asked: AskedFor, before: Value, after: Value) => boolean;

const application = "application";

/** An unknown type is an empty text to the SDK while it plans. */
const typeOf = ({ proposed }: AskedFor): Value => {
  const type = partOf(proposed, "load_balancer_type");
  return type === unknown ? "" : (type ?? application);
};

const unlessApplication: Unseen = (asked) => typeOf(asked) !== application;
const unlessNetwork: Unseen = (asked) => typeOf(asked) !== "network";

const unlessLogsEnabled =
  (block: string): Unseen =>
  ({ proposed }) =>
    partOf(objectsIn(proposed[block])[0], "enabled") !== true;

const unlessAction =
  (kind: string): Unseen =>
  ({ proposed }) =>
    objectsIn(proposed["default_action"]).every((action) => partOf(action, "type") !== kind);

/** What application balancers alone have. */
const ofApplications = [
  ...["client_keep_alive", "desync_mitigation_mode", "drop_invalid_header_fields", "enable_http2"],
  ...["enable_tls_version_and_cipher_suite_headers", "enable_waf_fail_open", "enable_xff_client_port", "idle_timeout"],
  ...["preserve_host_header", "xff_header_processing_mode"],
];

const loadBalancer: Readonly<Record<string, Unseen>> = {
  ...Object.fromEntries(ofApplications.map((name) => [name, unlessApplication])),
  "access_logs.bucket": unlessLogsEnabled("access_logs"),
  "access_logs.prefix": unlessLogsEnabled("access_logs"),
  "connection_logs.bucket": unlessLogsEnabled("connection_logs"),
  "connection_logs.prefix": unlessLogsEnabled("connection_logs"),
  dns_record_client_routing_policy: unlessNetwork,
  enable_cross_zone_load_balancing: (asked) => typeOf(asked) === application,
  enable_zonal_shift: (asked) => ![application, "network"].includes(typeOf(asked) as string),
  enforce_security_group_inbound_rules_on_private_link_traffic: unlessNetwork,
};

const listener: Readonly<Record<string, Unseen>> = {
  "default_action.authenticate_cognito": unlessAction("authenticate-cognito"),
  "default_action.authenticate_oidc": unlessAction("authenticate-oidc"),
  "default_action.fixed_response": unlessAction("fixed-response"),
  "default_action.redirect": unlessAction("redirect"),
  tcp_idle_timeout_seconds: ({ proposed }) => partOf(proposed, "protocol") !== "TCP",
};

const isSet = (value: Value): boolean => value !== null && !isZero(value);

/** Asked of 5.100.0, each with the neighbours that its resource looks at. */
const unseen: Readonly<Record<string, Readonly<Record<string, Unseen>>>> = {
  aws_alb: loadBalancer,
  aws_alb_listener: listener,
  // The class that a table has without being told.
  aws_dynamodb_table: { table_class: (_asked, before, after) => !isSet(before) && after === "STANDARD" },
  aws_lb: loadBalancer,
  aws_lb_listener: listener,
  // A boolean in a text: what isn't known reads as one that is not set.
  aws_lb_target_group: { preserve_client_ip: (_asked, before, after) => after === unknown && before !== "true" },
  // Heeded only together with another key.
  aws_sqs_queue: {
    kms_data_key_reuse_period_seconds: ({ prior, proposed }) => {
      const key = partOf(proposed, "kms_master_key_id");
      return !isSet(key) || (prior !== null && key === partOf(prior, "kms_master_key_id"));
    },
  },
};

/** Whether the provider takes a value for the one before, whatever it is. `path` has no indexes. */
export const isUnseen = (type: string, path: string, asked: AskedFor, before: Value, after: Value): boolean =>
  unseen[type]?.[path]?.(asked, before, after) ?? false;
