# Databases, images and backups, as a team would write it by hand: it uses none of this project's code.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-2"
  default_tags {
    tags = { team = "platform" }
  }
  ignore_tags {
    key_prefixes = ["kubernetes.io/"]
  }
}

data "aws_availability_zones" "all" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

variable "repositories" {
  type    = set(string)
  default = ["api", "web", "worker", "migrations"]
}

variable "stores" {
  type = map(object({ class = string, storage = number, replicas = optional(number, 0) }))
  default = {
    orders = { class = "db.r6g.large", storage = 100 }
    users  = { class = "db.t4g.medium", storage = 50 }
  }
}

resource "aws_vpc" "this" {
  cidr_block = "10.60.0.0/20"
}

resource "aws_subnet" "data" {
  count             = 3
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 4, count.index)
  availability_zone = data.aws_availability_zones.all.names[count.index]
}

resource "aws_security_group" "data" {
  name_prefix = "data-"
  vpc_id      = aws_vpc.this.id

  dynamic "ingress" {
    for_each = { postgres = 5432, redis = 6379 }
    content {
      description = ingress.key
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = [aws_vpc.this.cidr_block]
    }
  }
}

resource "aws_db_subnet_group" "this" {
  name       = "platform"
  subnet_ids = aws_subnet.data[*].id
}

module "stores" {
  source   = "./modules/store"
  for_each = var.stores

  name               = each.key
  class              = each.value.class
  storage_gib        = each.value.storage
  subnet_group       = aws_db_subnet_group.this.name
  security_group_ids = [aws_security_group.data.id]
  monitoring_role    = aws_iam_role.monitoring.arn
}

module "repositories" {
  source   = "./modules/repository"
  for_each = var.repositories
  name     = "platform/${each.key}"
}

moved {
  from = aws_iam_role.enhanced_monitoring
  to   = aws_iam_role.monitoring
}

data "aws_iam_policy_document" "monitoring" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "monitoring" {
  name_prefix        = "rds-monitoring-"
  assume_role_policy = data.aws_iam_policy_document.monitoring.json
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_elasticache_subnet_group" "this" {
  name       = "platform"
  subnet_ids = aws_subnet.data[*].id
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "sessions"
  description                = "sessions of the web"
  node_type                  = "cache.t4g.small"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.this.name
  security_group_ids         = [aws_security_group.data.id]
}

data "aws_iam_policy_document" "backup" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "backup" {
  name               = "backup"
  assume_role_policy = data.aws_iam_policy_document.backup.json
}

resource "aws_backup_vault" "this" {
  name = "platform"
}

resource "aws_backup_plan" "this" {
  name = "platform"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name
    schedule          = "cron(0 3 * * ? *)"
    lifecycle {
      cold_storage_after = 30
      delete_after       = 365
    }
  }
}

resource "aws_backup_selection" "this" {
  name         = "stores"
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = [for store in module.stores : store.arn]
}

resource "aws_ssm_parameter" "endpoint" {
  for_each = module.stores
  name     = "/platform/${each.key}/endpoint"
  type     = "String"
  value    = each.value.endpoint
}

resource "aws_route53_zone" "internal" {
  name = "data.acme.example"
  vpc {
    vpc_id = aws_vpc.this.id
  }
}

resource "aws_route53_record" "store" {
  for_each = module.stores
  zone_id  = aws_route53_zone.internal.zone_id
  name     = "${each.key}.data.acme.example"
  type     = "CNAME"
  ttl      = 60
  records  = [each.value.address]
}

output "region" {
  value = data.aws_region.current.description
}

output "stores" {
  value = { for name, store in module.stores : name => store.endpoint }
}
