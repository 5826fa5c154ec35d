# A key, a security group, an image of a snapshot, a guest with a volume of its own. Nobody has run Terraform against this endpoint yet;
# a test makes the calls that the provider makes for it.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "snapshot" {
  description = "A snapshot with a root volume: what `slipway snapshot import` or ImportSnapshot made."
  type        = string
}

variable "public_key" {
  type = string
}

provider "aws" {
  region = "local-1"

  # Regions and accounts of this host are none that the provider knows, and there is no metadata service to ask.
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true

  endpoints {
    ec2 = "http://127.0.0.1:4566"
    sts = "http://127.0.0.1:4566"
  }
}

data "aws_vpc" "default" {
  default = true
}

data "aws_subnets" "default" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.default.id]
  }
  filter {
    name   = "default-for-az"
    values = ["true"]
  }
}

resource "aws_key_pair" "plan" {
  key_name   = "plan"
  public_key = var.public_key
}

resource "aws_security_group" "plan" {
  name   = "plan"
  vpc_id = data.aws_vpc.default.id

  ingress {
    description = "from here"
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["10.0.2.0/24"]
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ami" "plan" {
  name                = "plan"
  virtualization_type = "hvm"
  root_device_name    = "/dev/sda1"

  ebs_block_device {
    device_name = "/dev/sda1"
    snapshot_id = var.snapshot
    volume_type = "gp3"
  }

  # A kind of network card that EC2 has. The provider asks for one by itself, and would make the image anew since it has none.
  lifecycle {
    ignore_changes = [sriov_net_support]
  }
}

resource "aws_instance" "plan" {
  ami                                  = aws_ami.plan.id
  instance_type                        = "t3.micro"
  key_name                             = aws_key_pair.plan.key_name
  subnet_id                            = data.aws_subnets.default.ids[0]
  instance_initiated_shutdown_behavior = "stop"
  user_data                            = "#!/bin/sh\necho 'guest: made by a plan' >/dev/console\n"

  metadata_options {
    http_tokens = "required"
  }

  root_block_device {
    volume_size = 2
    volume_type = "gp3"
  }

  tags = {
    Name = "plan"
  }
}

resource "aws_ebs_volume" "data" {
  availability_zone = aws_instance.plan.availability_zone
  size              = 1
  type              = "gp3"
}

resource "aws_volume_attachment" "data" {
  device_name = "/dev/sdh"
  instance_id = aws_instance.plan.id
  volume_id   = aws_ebs_volume.data.id
}
