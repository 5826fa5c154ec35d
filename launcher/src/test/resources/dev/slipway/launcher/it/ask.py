"""Asks an endpoint for one thing after the other: ask.py URL ACTION[:PARAMETERS AS JSON]...; prints, for each, the action, OK or the
error's code, and how many seconds it took."""
import json
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ec2 = boto3.client("ec2", endpoint_url=sys.argv[1], region_name="local-1",
                   config=Config(retries={"total_max_attempts": 1}, read_timeout=60))
for word in sys.argv[2:]:
    action, _, parameters = word.partition(":")
    began = time.monotonic()
    try:
        getattr(ec2, action)(**json.loads(parameters or "{}"))
        outcome = "OK"
    except ClientError as error:
        outcome = error.response["Error"]["Code"]
    print(action, outcome, f"{time.monotonic() - began:.2f}")
