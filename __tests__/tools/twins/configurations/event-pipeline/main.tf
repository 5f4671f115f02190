# Events from a bus to queues and functions, as a team would write it by hand: it uses none of this project's code.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "copies"
  region = "eu-north-1"
  default_tags {
    tags = { purpose = "copies" }
  }
}

variable "services" {
  type = map(object({
    sources    = list(string)
    timeout    = optional(number, 30)
    batch_size = optional(number, 10)
    fifo       = optional(bool, false)
  }))
  default = {
    invoices = { sources = ["acme.orders"], timeout = 60 }
    shipping = { sources = ["acme.orders", "acme.stock"], batch_size = 5 }
    ledger   = { sources = ["acme.payments"], fifo = false }
  }
}

data "aws_caller_identity" "current" {}

data "aws_region" "copies" {
  provider = aws.copies
}

data "aws_arn" "bus" {
  arn = "arn:aws:events:eu-west-1:${data.aws_caller_identity.current.account_id}:event-bus/acme"
}

data "aws_service_principal" "events" {
  service_name = "events"
}

resource "aws_cloudwatch_event_bus" "this" {
  name = trimprefix(data.aws_arn.bus.resource, "event-bus/")
}

resource "aws_cloudwatch_event_archive" "this" {
  name             = "acme"
  event_source_arn = aws_cloudwatch_event_bus.this.arn
  retention_days   = 30
}

module "queues" {
  source   = "./modules/queue"
  for_each = var.services

  name            = each.key
  timeout_seconds = each.value.timeout
  key_id          = aws_kms_key.queues.key_id
  source_arns     = [for source in each.value.sources : aws_cloudwatch_event_rule.this["${each.key}/${source}"].arn]
}

locals {
  rules = merge([
    for name, service in var.services : { for source in service.sources : "${name}/${source}" => { service = name, source = source } }
  ]...)
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each       = local.rules
  name           = replace(each.key, "/[./]/", "-")
  event_bus_name = aws_cloudwatch_event_bus.this.name
  event_pattern  = jsonencode({ source = [each.value.source] })
}

resource "aws_cloudwatch_event_target" "this" {
  for_each       = local.rules
  rule           = aws_cloudwatch_event_rule.this[each.key].name
  event_bus_name = aws_cloudwatch_event_bus.this.name
  arn            = module.queues[each.value.service].arn
  dead_letter_config {
    arn = module.queues[each.value.service].dead_letter_arn
  }
  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Root"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
  statement {
    sid       = "Events"
    actions   = ["kms:GenerateDataKey*", "kms:Decrypt"]
    resources = ["*"]
    principals {
      type        = "Service"
      identifiers = [data.aws_service_principal.events.name]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_kms_key" "queues" {
  description         = "messages"
  enable_key_rotation = true
  policy              = data.aws_iam_policy_document.key.json
}

module "roles" {
  source   = "./modules/service-role"
  for_each = var.services

  name      = each.key
  queue_arn = module.queues[each.key].arn
  key_arn   = aws_kms_key.queues.arn
  table_arn = aws_dynamodb_table.events.arn
}

resource "aws_dynamodb_table" "events" {
  name         = "events"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  range_key    = "time"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "time"
    type = "N"
  }
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  point_in_time_recovery {
    enabled = true
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.queues.arn
  }
}

resource "aws_s3_bucket" "copies" {
  provider = aws.copies
  bucket   = "acme-event-copies-${data.aws_region.copies.name}"
}

resource "aws_lambda_function" "this" {
  for_each      = var.services
  function_name = each.key
  role          = module.roles[each.key].arn
  s3_bucket     = "acme-releases"
  s3_key        = "${each.key}.zip"
  handler       = "main.handler"
  runtime       = "nodejs20.x"
  timeout       = each.value.timeout
  environment {
    variables = { TABLE = aws_dynamodb_table.events.name }
  }
}

resource "aws_lambda_event_source_mapping" "this" {
  for_each         = var.services
  event_source_arn = module.queues[each.key].arn
  function_name    = aws_lambda_function.this[each.key].arn
  batch_size       = each.value.batch_size
}

resource "aws_cloudwatch_log_group" "this" {
  for_each          = var.services
  name              = "/aws/lambda/${each.key}"
  retention_in_days = 30
}

resource "aws_sns_topic" "alarms" {
  name              = "alarms"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sns_topic_subscription" "alarms" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = "oncall@acme.example"
}

output "functions" {
  value = { for name, one in aws_lambda_function.this : name => one.function_name }
}
