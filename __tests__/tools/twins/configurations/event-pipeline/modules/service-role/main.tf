variable "name" {
  type = string
}

variable "queue_arn" {
  type = string
}

variable "key_arn" {
  type = string
}

variable "table_arn" {
  type = string
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Queue"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [var.queue_arn]
  }
}

data "aws_iam_policy_document" "this" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid       = "Key"
    actions   = ["kms:Decrypt"]
    resources = [var.key_arn]
  }
  statement {
    sid         = "Table"
    not_actions = ["dynamodb:DeleteTable", "dynamodb:Scan"]
    resources   = [var.table_arn]
    effect      = "Allow"
  }
}

resource "aws_iam_role" "this" {
  name                 = "service-${var.name}"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
}

resource "aws_iam_policy" "this" {
  name   = "service-${var.name}"
  policy = data.aws_iam_policy_document.this.json
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = {
    own  = aws_iam_policy.this.arn
    logs = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
  }
  role       = aws_iam_role.this.name
  policy_arn = each.value
}

output "arn" {
  value = aws_iam_role.this.arn
}
