variable "name" {
  type = string
}

variable "class" {
  type = string
}

variable "storage_gib" {
  type = number
}

variable "subnet_group" {
  type = string
}

variable "security_group_ids" {
  type = list(string)
}

variable "monitoring_role" {
  type = string
}

resource "aws_kms_key" "this" {
  description         = "store ${var.name}"
  enable_key_rotation = true
}

resource "aws_db_parameter_group" "this" {
  name   = var.name
  family = "postgres16"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
  parameter {
    name         = "max_connections"
    value        = "400"
    apply_method = "pending-reboot"
  }
}

resource "aws_db_instance" "this" {
  identifier                  = var.name
  engine                      = "postgres"
  engine_version              = "16.4"
  instance_class              = var.class
  allocated_storage           = var.storage_gib
  username                    = "owner"
  manage_master_user_password = true
  multi_az                    = true
  storage_encrypted           = true
  kms_key_id                  = aws_kms_key.this.arn
  db_subnet_group_name        = var.subnet_group
  vpc_security_group_ids      = var.security_group_ids
  parameter_group_name        = aws_db_parameter_group.this.name
  backup_retention_period     = 14
  monitoring_interval         = 60
  monitoring_role_arn         = var.monitoring_role
  skip_final_snapshot         = true
}

resource "aws_cloudwatch_metric_alarm" "storage" {
  alarm_name          = "${var.name}-storage"
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 3
  metric_name         = "FreeStorageSpace"
  namespace           = "AWS/RDS"
  period              = 300
  statistic           = "Minimum"
  threshold           = 10737418240
  dimensions          = { DBInstanceIdentifier = aws_db_instance.this.identifier }
}

output "arn" {
  value = aws_db_instance.this.arn
}

output "address" {
  value = aws_db_instance.this.address
}

output "endpoint" {
  value = aws_db_instance.this.endpoint
}
