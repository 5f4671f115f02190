# A web application as a team would write it by hand: it uses none of this project's code.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = {
      application = var.name
      managed-by  = "terraform"
    }
  }
}

variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "name" {
  type    = string
  default = "storefront"
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,20}$", var.name))
    error_message = "The name must be 3 to 21 characters of a-z, 0-9 and -."
  }
}

variable "ports" {
  type = map(object({ port = number, public = bool }))
  default = {
    https   = { port = 443, public = true }
    metrics = { port = 9100, public = false }
  }
}

data "aws_availability_zones" "available" {
  state = "available"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  zones       = slice(sort(data.aws_availability_zones.available.names), 0, 3)
  bucket_base = "${var.name}-${data.aws_caller_identity.current.account_id}-${data.aws_region.current.name}"
}

module "network" {
  source = "./modules/network"
  name   = var.name
  cidr   = "10.40.0.0/16"
  zones  = local.zones
}

module "buckets" {
  source   = "./modules/bucket"
  for_each = { assets = 30, access-logs = 400 }

  name            = "${local.bucket_base}-${each.key}"
  retention_days  = each.value
  allowed_role    = aws_iam_role.instance.arn
  kms_key_arn     = aws_kms_key.data.arn
  read_only_paths = each.key == "assets" ? ["public", "shared"] : []
}

resource "aws_kms_key" "data" {
  description             = "data of ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 14
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "data" {
  name          = "alias/${var.name}-data"
  target_key_id = aws_kms_key.data.key_id
}

data "aws_iam_policy_document" "key" {
  statement {
    sid       = "Administration"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "instance" {
  statement {
    sid       = "Assets"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = ["arn:${data.aws_partition.current.partition}:s3:::${local.bucket_base}-assets", "arn:${data.aws_partition.current.partition}:s3:::${local.bucket_base}-assets/*"]
  }
  dynamic "statement" {
    for_each = { for name, one in var.ports : name => one if !one.public }
    content {
      sid       = title(statement.key)
      actions   = ["cloudwatch:PutMetricData"]
      resources = ["*"]
      condition {
        test     = "StringEquals"
        variable = "cloudwatch:namespace"
        values   = ["${var.name}/${statement.key}"]
      }
    }
  }
}

resource "aws_iam_role" "instance" {
  name               = "${var.name}-instance"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "instance" {
  name   = "application"
  role   = aws_iam_role.instance.id
  policy = data.aws_iam_policy_document.instance.json
}

resource "aws_iam_instance_profile" "instance" {
  name = "${var.name}-instance"
  role = aws_iam_role.instance.name
}

resource "aws_security_group" "balancer" {
  name        = "${var.name}-balancer"
  description = "the way in"
  vpc_id      = module.network.vpc_id
}

resource "aws_security_group" "instance" {
  name        = "${var.name}-instance"
  description = "behind the load balancer"
  vpc_id      = module.network.vpc_id
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "public" {
  for_each          = { for name, one in var.ports : name => one if one.public }
  security_group_id = aws_security_group.balancer.id
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = each.value.port
  to_port           = each.value.port
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "instance" {
  for_each                     = var.ports
  security_group_id            = aws_security_group.instance.id
  referenced_security_group_id = aws_security_group.balancer.id
  from_port                    = each.value.port
  to_port                      = each.value.port
  ip_protocol                  = "tcp"
  description                  = "from the load balancer: ${each.key}"
}

resource "aws_vpc_security_group_egress_rule" "balancer" {
  security_group_id            = aws_security_group.balancer.id
  referenced_security_group_id = aws_security_group.instance.id
  ip_protocol                  = "-1"
}

resource "aws_lb" "public" {
  name                       = var.name
  load_balancer_type         = "application"
  security_groups            = [aws_security_group.balancer.id]
  subnets                    = module.network.public_subnet_ids
  drop_invalid_header_fields = true
}

resource "aws_lb_target_group" "instance" {
  name     = var.name
  port     = 443
  protocol = "HTTPS"
  vpc_id   = module.network.vpc_id
  health_check {
    path     = "/healthz"
    protocol = "HTTPS"
    matcher  = "200"
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.instance.arn
  }
}

resource "aws_launch_template" "instance" {
  name_prefix            = "${var.name}-"
  image_id               = "ami-0123456789abcdef0"
  instance_type          = "m7g.large"
  update_default_version = true
  vpc_security_group_ids = [aws_security_group.instance.id]
  iam_instance_profile {
    arn = aws_iam_instance_profile.instance.arn
  }
  metadata_options {
    http_tokens   = "required"
    http_endpoint = "enabled"
  }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 20
      volume_type = "gp3"
      encrypted   = "true"
      kms_key_id  = aws_kms_key.data.arn
    }
  }
}

resource "aws_autoscaling_group" "instance" {
  name                = var.name
  min_size            = 2
  max_size            = 6
  vpc_zone_identifier = module.network.private_subnet_ids
  target_group_arns   = [aws_lb_target_group.instance.arn]
  launch_template {
    id      = aws_launch_template.instance.id
    version = aws_launch_template.instance.latest_version
  }
  lifecycle {
    ignore_changes = [desired_capacity]
  }
}

resource "aws_cloudwatch_log_group" "application" {
  for_each          = toset(["access", "application"])
  name              = "/${var.name}/${each.key}"
  retention_in_days = 90
}

resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  count               = 2
  alarm_name          = "${var.name}-unhealthy-${count.index}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 2
  metric_name         = "UnHealthyHostCount"
  namespace           = "AWS/ApplicationELB"
  period              = 60
  statistic           = "Maximum"
  threshold           = count.index * 2
  dimensions = {
    LoadBalancer = aws_lb.public.arn_suffix
  }
}

output "address" {
  value = aws_lb.public.dns_name
  precondition {
    condition     = length(module.network.public_subnet_ids) >= 2
    error_message = "A load balancer needs two availability zones."
  }
}

output "buckets" {
  value = { for name, bucket in module.buckets : name => bucket.arn }
}
