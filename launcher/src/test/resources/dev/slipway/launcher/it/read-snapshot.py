"""Reads a snapshot by EBS's direct APIs into a file: read-snapshot.py URL SNAPSHOT FILE [FIRST], with FIRST only what changed since."""
import base64
import hashlib
import sys

import boto3

url, snapshot, path = sys.argv[1:4]
first = sys.argv[4] if len(sys.argv) > 4 else None
ebs = boto3.client("ebs", endpoint_url=url)
token, count = {}, 0
with open(path, "r+b" if first else "wb") as disk:
    while True:
        if first:
            part = ebs.list_changed_blocks(FirstSnapshotId=first, SecondSnapshotId=snapshot, MaxResults=100, **token)
        else:
            part = ebs.list_snapshot_blocks(SnapshotId=snapshot, MaxResults=100, **token)
        for block in part["ChangedBlocks" if first else "Blocks"]:
            disk.seek(block["BlockIndex"] * part["BlockSize"])
            count += 1
            if "BlockToken" not in block and "SecondBlockToken" not in block:
                disk.write(bytes(part["BlockSize"]))
                continue
            answer = ebs.get_snapshot_block(SnapshotId=snapshot, BlockIndex=block["BlockIndex"],
                                            BlockToken=block.get("BlockToken") or block["SecondBlockToken"])
            content = answer["BlockData"].read()
            assert len(content) == answer["DataLength"] == part["BlockSize"]
            assert base64.b64encode(hashlib.sha256(content).digest()).decode() == answer["Checksum"]
            disk.write(content)
        if "NextToken" not in part:
            break
        token = {"NextToken": part["NextToken"]}
    disk.truncate(part["VolumeSize"] << 30)
print(count)
