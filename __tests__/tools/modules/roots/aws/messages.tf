locals {
  queues = {
    placed = "internal"
    paid   = "sensitive"
  }
}

module "queues" {
  source   = "../../aws-queue"
  for_each = local.queues

  queue_name             = "shop-${each.key}"
  dead_letter_queue_name = "shop-${each.key}-dead"
  data_class             = each.value
  kms_key_arn            = module.keys[each.value].arn
  account_id             = local.account_id
}

module "from_topic" {
  source = "../../aws-queue-from-service"

  queue_name             = "shop-from-topic"
  dead_letter_queue_name = "shop-from-topic-dead"
  data_class             = "internal"
  kms_key_arn            = module.keys["internal"].arn
  account_id             = local.account_id
  sender_principal       = "sns.amazonaws.com"
  sender_source_arns     = ["arn:aws:sns:eu-central-1:111122223333:shop-placed"]
}

module "placed" {
  source = "../../aws-topic"

  topic_name  = "shop-placed"
  data_class  = "internal"
  kms_key_arn = module.keys["internal"].alias_arn
  account_id  = local.account_id
  subscribers = {
    placed = { queue_arn = module.from_topic.arn, dead_letter_arn = module.from_topic.dead_letter_arn }
  }
}

module "alarms" {
  source = "../../aws-topic"

  topic_name  = "shop-alarms"
  data_class  = "internal"
  kms_key_arn = module.keys["internal"].arn
  account_id  = local.account_id
}

module "bus" {
  source = "../../aws-event-bus"

  bus_name        = "shop"
  description     = "Events of the shop"
  data_class      = "internal"
  kms_key_arn     = module.keys["internal"].arn
  account_id      = local.account_id
  dead_letter_arn = module.queues["placed"].dead_letter_arn
}

module "payments" {
  source = "../../aws-event-bus"

  bus_name        = "payments"
  description     = "Events of payments"
  data_class      = "sensitive"
  kms_key_arn     = module.keys["sensitive"].arn
  account_id      = local.account_id
  dead_letter_arn = module.queues["paid"].dead_letter_arn

  routes = {
    payments = {
      rule_name   = "payments"
      description = "Events of payments"
      pattern     = jsonencode({ source = ["shop.payments"] })
      target_arn  = module.queues["paid"].arn
    }
  }

  depends_on = [module.queues]
}
