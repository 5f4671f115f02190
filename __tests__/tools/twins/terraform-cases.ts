/** A small configuration that no synthesis wrote, and what Terraform has to make of it. */
export interface TerraformCase {
  readonly name: string;
  /** The body; the provider's block comes before it. */
  readonly hcl: string;
  /** Further files by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the plan holds: `<address> <actions>`, sorted; leaves out what stays. */
  readonly plan?: readonly string[];
  /** The beginnings of the errors' summaries, sorted. */
  readonly errors?: readonly string[];
  /** A configuration that is applied before. */
  readonly before?: string;
}

const queue = (body: string): string => `resource "aws_sqs_queue" "this" {\n${body}\n}`;

/** Configurations that plan. */
export const planned: readonly TerraformCase[] = [
  {
    name: "for_each over a map and a set",
    hcl: `
      resource "aws_sqs_queue" "each" {
        for_each                  = { orders = 60, stock = 120 }
        name                      = each.key
        message_retention_seconds = each.value
      }
      resource "aws_cloudwatch_log_group" "each" {
        for_each = toset(["b", "a"])
        name     = "/team/\${each.key}"
      }`,
    plan: [
      'aws_cloudwatch_log_group.each["a"] create',
      'aws_cloudwatch_log_group.each["b"] create',
      'aws_sqs_queue.each["orders"] create',
      'aws_sqs_queue.each["stock"] create',
    ],
  },
  {
    name: "functions of the provider",
    hcl: `
      locals {
        parsed  = provider::aws::arn_parse("arn:aws:iam::111122223333:role/team/deploy")
        trimmed = provider::aws::trim_iam_role_path("arn:aws:iam::111122223333:role/team/deploy")
        built   = provider::aws::arn_build("aws", "iam", "", "111122223333", "role/deploy")
      }
      resource "aws_sqs_queue" "this" {
        for_each = toset([local.parsed.service, local.parsed.account_id, tostring(local.trimmed == local.built)])
        name     = each.key
      }`,
    plan: ['aws_sqs_queue.this["111122223333"] create', 'aws_sqs_queue.this["iam"] create', 'aws_sqs_queue.this["true"] create'],
  },
  {
    name: "count, with a reference to each of the instances",
    hcl: `
      resource "aws_eip" "one" {
        count  = 2
        domain = "vpc"
      }
      output "ids" { value = aws_eip.one[*].id }`,
    plan: ["aws_eip.one[0] create", "aws_eip.one[1] create"],
  },
  {
    name: "dynamic blocks, empty and full",
    hcl: `
      variable "ports" { default = [443, 8443] }
      resource "aws_security_group" "this" {
        name   = "web"
        vpc_id = "vpc-0123456789abcdef0"
        dynamic "ingress" {
          for_each = var.ports
          content {
            from_port   = ingress.value
            to_port     = ingress.value
            protocol    = "tcp"
            cidr_blocks = ["10.0.0.0/8"]
          }
        }
        dynamic "timeouts" {
          for_each = []
          content { create = "5m" }
        }
      }`,
    plan: ["aws_security_group.this create"],
  },
  {
    name: "a module with inputs, outputs and for_each",
    hcl: `
      module "queues" {
        source   = "./queue"
        for_each = toset(["one", "two"])
        name     = each.key
      }
      resource "aws_sns_topic_subscription" "this" {
        for_each  = module.queues
        topic_arn = aws_sns_topic.this.arn
        protocol  = "sqs"
        endpoint  = each.value.arn
      }
      resource "aws_sns_topic" "this" { name = "events" }`,
    files: {
      "queue/main.tf": `variable "name" { type = string }\n${queue("name = var.name")}\noutput "arn" { value = aws_sqs_queue.this.arn }\n`,
    },
    plan: [
      "aws_sns_topic.this create",
      'aws_sns_topic_subscription.this["one"] create',
      'aws_sns_topic_subscription.this["two"] create',
      'module.queues["one"].aws_sqs_queue.this create',
      'module.queues["two"].aws_sqs_queue.this create',
    ],
  },
  {
    name: "a resource that moved",
    before: `resource "aws_sqs_queue" "old" { name = "orders" }`,
    hcl: `${queue('name = "orders"')}\nmoved {\n  from = aws_sqs_queue.old\n  to   = aws_sqs_queue.this\n}`,
    plan: ["aws_sqs_queue.this moved from aws_sqs_queue.old"],
  },
  {
    name: "a resource that leaves the state and stays in the world",
    before: queue('name = "orders"'),
    hcl: `removed {\n  from = aws_sqs_queue.this\n  lifecycle { destroy = false }\n}`,
    plan: ["aws_sqs_queue.this forget"],
  },
  {
    name: "an import",
    hcl: `
      import {
        to = aws_cloudwatch_log_group.this
        id = "/team/app"
      }
      resource "aws_cloudwatch_log_group" "this" { name = "/team/app" }`,
    plan: ["aws_cloudwatch_log_group.this import /team/app"],
  },
  {
    name: "an update in place",
    before: queue('name = "orders"\ndelay_seconds = 1'),
    hcl: queue('name = "orders"\ndelay_seconds = 2'),
    plan: ["aws_sqs_queue.this update"],
  },
  {
    name: "a replacement",
    before: queue('name = "orders"'),
    hcl: queue('name = "orders-2"'),
    plan: ["aws_sqs_queue.this delete,create"],
  },
  {
    name: "a replacement that creates first",
    before: queue('name = "orders"\nlifecycle { create_before_destroy = true }'),
    hcl: queue('name = "orders-2"\nlifecycle { create_before_destroy = true }'),
    plan: ["aws_sqs_queue.this create,delete"],
  },
  {
    name: "a replacement because of another resource",
    before: `${queue('name = "orders"\nlifecycle { replace_triggered_by = [aws_sns_topic.this] }')}\nresource "aws_sns_topic" "this" { name = "a" }`,
    hcl: `${queue('name = "orders"\nlifecycle { replace_triggered_by = [aws_sns_topic.this] }')}\nresource "aws_sns_topic" "this" { name = "b" }`,
    plan: ["aws_sns_topic.this delete,create", "aws_sqs_queue.this delete,create"],
  },
  {
    name: "a change that is ignored",
    before: queue('name = "orders"\ndelay_seconds = 1'),
    hcl: queue('name = "orders"\ndelay_seconds = 2\nlifecycle { ignore_changes = [delay_seconds] }'),
    plan: [],
  },
  {
    name: "a set in another order, and equal JSON in another form",
    before: `resource "aws_sns_topic" "this" {\n  name   = "a"\n  policy = jsonencode({ Version = "2012-10-17", Statement = [] })\n}`,
    hcl: `resource "aws_sns_topic" "this" {\n  name   = "a"\n  policy = "{\\"Statement\\": [], \\"Version\\": \\"2012-10-17\\"}"\n}`,
    plan: [],
  },
  {
    name: "a large number and an empty string",
    hcl: queue('name = "orders"\nmessage_retention_seconds = 1.2096e6\nkms_master_key_id = ""'),
    plan: ["aws_sqs_queue.this create"],
  },
];

/** Configurations that Terraform refuses, with the errors that it gives for the real provider too. */
export const refused: readonly TerraformCase[] = [
  { name: "a wrong type", hcl: queue('name = "a"\ndelay_seconds = "soon"'), errors: ["Incorrect attribute value type"] },
  { name: "a list for a string", hcl: queue('name = ["a"]'), errors: ["Incorrect attribute value type"] },
  { name: "a missing argument", hcl: 'resource "aws_cloudwatch_log_stream" "this" { name = "a" }', errors: ["Missing required argument"] },
  { name: "an argument that does not exist", hcl: queue('name = "a"\ndelay_second = 1'), errors: ["Unsupported argument"] },
  { name: "a block that does not exist", hcl: queue('name = "a"\nredrive { }'), errors: ["Unsupported block type"] },
  {
    name: "an attribute that does not exist",
    hcl: `${queue('name = "a"')}\noutput "a" { value = aws_sqs_queue.this.arm }`,
    errors: ["Unsupported attribute"],
  },
  {
    name: "a resource that is not declared",
    hcl: 'output "a" { value = aws_sqs_queue.that.arn }',
    errors: ["Reference to undeclared resource"],
  },
  { name: "a type that does not exist", hcl: 'resource "aws_sqs_que" "this" {}', errors: ["Invalid resource type"] },
  {
    name: "too many blocks",
    hcl: `resource "aws_dynamodb_table" "this" {
      name = "a"
      hash_key = "id"
      billing_mode = "PAY_PER_REQUEST"
      attribute {
        name = "id"
        type = "S"
      }
      ttl { attribute_name = "a" }
      ttl { attribute_name = "b" }
    }`,
    errors: ["Too many ttl blocks"],
  },
  { name: "a block too few", hcl: 'resource "aws_backup_plan" "this" { name = "a" }', errors: ["Insufficient rule blocks"] },
  {
    name: "a value out of range",
    hcl: queue('name = "a"\ndelay_seconds = 901'),
    errors: ["expected delay_seconds to be in the range (0 - 900), got 901"],
  },
  {
    name: "a value outside its enumeration",
    hcl: queue('name = "a"\ndeduplication_scope = "topic"'),
    errors: ["expected deduplication_scope to be one of"],
  },
  {
    name: "two arguments that exclude each other",
    hcl: queue('name = "a"\nname_prefix = "b"'),
    errors: ["Conflicting configuration arguments", "Conflicting configuration arguments"],
  },
  { name: "text that is no JSON", hcl: queue('name = "a"\npolicy = "{"'), errors: ['"policy" contains an invalid JSON'] },
  {
    name: "a precondition that does not hold",
    hcl:
      'variable "a" { default = "a" }\n' +
      queue('name = "a"\nlifecycle {\nprecondition {\ncondition = length(var.a) > 1\nerror_message = "Too short."\n}\n}'),
    errors: ["Resource precondition failed"],
  },
  {
    name: "a validation that does not hold",
    hcl: 'variable "a" {\ndefault = "x"\nvalidation {\ncondition = var.a != "x"\nerror_message = "Not x."\n}\n}',
    errors: ["Invalid value for variable"],
  },
  {
    name: "for_each over what is not known",
    hcl: `${queue('name = "a"')}\nresource "aws_sns_topic" "this" {\nfor_each = toset([aws_sqs_queue.this.arn])\nname = "a"\n}`,
    errors: ["Invalid for_each argument"],
  },
  {
    name: "a function of the provider with what is no ARN",
    hcl: queue('name = provider::aws::arn_parse("nothing").service'),
    errors: ["Error in function call"],
  },
  {
    name: "a function that the provider doesn't have",
    hcl: queue('name = provider::aws::arn_guess("nothing")'),
    errors: ["Unknown provider function"],
  },
  {
    name: "a circle",
    hcl: 'resource "aws_sqs_queue" "a" { name = aws_sqs_queue.b.name }\nresource "aws_sqs_queue" "b" { name = aws_sqs_queue.a.name }',
    errors: ["Cycle: aws_sqs_queue.a, aws_sqs_queue.b"],
  },
  {
    name: "the end of what must not be destroyed",
    before: queue('name = "a"\nlifecycle { prevent_destroy = true }'),
    hcl: queue('name = "b"\nlifecycle { prevent_destroy = true }'),
    errors: ["Instance cannot be destroyed"],
  },
];
