variable "name" {
  type = string
}

variable "timeout_seconds" {
  type = number
}

variable "key_id" {
  type = string
}

variable "source_arns" {
  type = list(string)
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.key_id
}

resource "aws_sqs_queue" "this" {
  name                       = var.name
  visibility_timeout_seconds = var.timeout_seconds * 6
  kms_master_key_id          = var.key_id
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

data "aws_iam_policy_document" "send" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.this.arn]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = var.source_arns
    }
  }
}

resource "aws_sqs_queue_policy" "this" {
  queue_url = aws_sqs_queue.this.id
  policy    = data.aws_iam_policy_document.send.json
}

output "arn" {
  value = aws_sqs_queue.this.arn
}

output "dead_letter_arn" {
  value = aws_sqs_queue.dead.arn
}
