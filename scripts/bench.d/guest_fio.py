#!/usr/bin/python3
"""Runs fio inside a guest, by its agent, and prints how many microseconds a piece of work took.

usage: guest_fio.py DOMAIN FOLDER SERIAL mount
       guest_fio.py DOMAIN FOLDER SERIAL per-run|per-thousand FIO-OPTION...

FOLDER in the guest has fio and its libraries, from the disk that is mounted there; disks are found by their serial numbers. per-run is the time of the whole job,
its last flush included; per-thousand that of a thousand operations of a job that runs for a given time.
"""
import base64
import json
import sys
import time

import libvirt
import libvirt_qemu

PATIENCE_SECONDS = 600


def agent(domain, command, **arguments):
    text = json.dumps({"execute": command, "arguments": arguments})
    return json.loads(libvirt_qemu.qemuAgentCommand(domain, text, 60, 0))["return"]


def inside(domain, command):
    pid = agent(domain, "guest-exec", path="/bin/sh", arg=["-c", command], **{"capture-output": True})["pid"]
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        status = agent(domain, "guest-exec-status", pid=pid)
        if status["exited"]:
            out = base64.b64decode(status.get("out-data", "")).decode()
            if status["exitcode"] != 0:
                error = base64.b64decode(status.get("err-data", "")).decode()
                sys.exit(f"in the guest: {command}: {out}{error}")
            return out
        time.sleep(0.05)
    sys.exit(f"in the guest: {command}: no end after {PATIENCE_SECONDS} s")


def main():
    name, folder, serial, unit = sys.argv[1:5]
    domain = libvirt.open("qemu:///system").lookupByName(name)
    disk = inside(domain, f"grep -lx {serial} /sys/block/vd*/serial").split("/")[3]
    if unit == "mount":
        inside(domain, f"mkdir -p {folder} && mount -o ro /dev/{disk} {folder}")
        return
    fio = f"{folder}/lib/ld.so --library-path {folder}/lib {folder}/fio --output-format=json --thread --name=bench" \
          f" --ioengine=psync --direct=1 --filename=/dev/{disk} " + " ".join(sys.argv[5:])
    job = json.loads(inside(domain, fio))["jobs"][0]
    micros = job["job_runtime"] * 1000
    if unit == "per-thousand":
        micros = micros * 1000 // (job["read"]["total_ios"] + job["write"]["total_ios"])
    print(micros)


main()
