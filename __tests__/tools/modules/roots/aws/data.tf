module "keys" {
  source   = "../../aws-key"
  for_each = var.data_classes

  alias_name         = "shop/${each.key}"
  description        = "Data of class ${each.value}"
  data_class         = each.value
  account_id         = local.account_id
  administrator_arns = [module.ci.apply_role_arn]
  user_arns          = [module.service.arn, module.roles["vpc-flow-logs.amazonaws.com"].arn]
}

module "key_ireland" {
  source    = "../../aws-key-via-services"
  providers = { aws = aws.ireland }

  alias_name         = "shop/copies"
  description        = "Copies in Ireland"
  data_class         = "sensitive"
  account_id         = local.account_id
  administrator_arns = [module.ci.apply_role_arn]
  via_services       = ["dynamodb.eu-west-1.amazonaws.com", "rds.eu-west-1.amazonaws.com"]
}

module "invoices" {
  source = "../../aws-bucket"

  bucket_name = "shop-eu-central-1-invoices"
  kms_key_arn = module.keys["internal"].arn
  user_arns   = [module.service.arn]
}

module "archive" {
  source = "../../aws-bucket-sensitive"
  count  = var.has_archive ? 1 : 0

  bucket_name             = "shop-eu-central-1-archive"
  kms_key_arn             = module.keys["sensitive"].arn
  user_arns               = [module.service.arn]
  access_log_bucket_name  = module.invoices.bucket_name
  noncurrent_version_days = 730

  depends_on = [module.account]
}

module "orders" {
  source = "../../aws-table"

  table_name  = "shop-orders"
  data_class  = "sensitive"
  kms_key_arn = module.keys["sensitive"].arn
}

module "orders_ireland" {
  source    = "../../aws-table-replica"
  providers = { aws = aws.ireland }

  table_arn   = module.orders.arn
  data_class  = "sensitive"
  kms_key_arn = module.key_ireland.arn
}

module "baskets" {
  source = "../../aws-table-sorted"
  count  = 1

  table_name  = "shop-baskets-${count.index}"
  data_class  = "internal"
  kms_key_arn = module.keys["internal"].arn
}

module "metrics" {
  source = "../../aws-operating-system-metrics"

  kms_key_arn = module.keys["internal"].arn
}

module "database" {
  source = "../../aws-database"

  instance_name       = "shop"
  data_class          = "sensitive"
  instance_class      = "db.m6g.large"
  storage_gib         = 100
  max_storage_gib     = 500
  subnet_ids          = module.network.subnet_ids.data
  security_group_ids  = [module.network.security_group_ids.data]
  kms_key_arn         = module.keys["sensitive"].arn
  logs_kms_key_arn    = module.keys["internal"].arn
  monitoring_role_arn = module.roles["monitoring.rds.amazonaws.com"].arn
  master_password     = var.master_password

  depends_on = [module.metrics]
}

module "database_ireland" {
  source    = "../../aws-database-replica"
  providers = { aws = aws.ireland }

  instance_name       = "shop"
  data_class          = "sensitive"
  instance_class      = "db.m6g.large"
  max_storage_gib     = 500
  subnet_ids          = module.network_ireland.subnet_ids["data"]
  security_group_ids  = [module.network_ireland.security_group_ids["data"]]
  kms_key_arn         = module.key_ireland.arn
  logs_kms_key_arn    = module.key_ireland.arn
  monitoring_role_arn = module.roles["monitoring.rds.amazonaws.com"].arn
  source_arn          = module.database.arn
}

module "runtime" {
  source = "../../aws-secret"

  secret_name = "shop/runtime"
  description = "What the shop has to know: a price of $${amount} and \"more\""
  data_class  = "sensitive"
  kms_key_arn = module.keys["sensitive"].arn
  reader_arns = [module.service.arn]
  writer_arns = [local.operators]
}
