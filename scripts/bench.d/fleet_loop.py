"""The best plain libvirt script for the work of a fleet: disks, domains, and a wait until each guest shows its login prompt.

usage: fleet_loop.py start AT_ONCE BACKING XML COUNT FOLDER | end COUNT FOLDER

XML is a model, in which DOMAIN, DISK, CONSOLE and PORT stand for what differs. No more than AT_ONCE guests boot at a time.
"""
import concurrent.futures
import os
import subprocess
import sys
import threading
import time

import libvirt

connection = libvirt.open(os.environ["LIBVIRT_DEFAULT_URI"])
# Starting takes libvirt's time; guests that boot already go on beside it.
starting = threading.Semaphore(4)


def name(number):
    return f"slipway-bench-{number}"


def boot(number, backing, model, folder):
    disk, console = f"{folder}/{name(number)}.qcow2", f"{folder}/{name(number)}.log"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", backing, disk, "1G"], check=True)
    open(console, "w").close()
    xml = model.replace("DOMAIN", name(number)).replace("DISK", disk).replace("CONSOLE", console).replace("PORT", str(21000 + number))
    with starting:
        connection.defineXML(xml).create()
    seen = b""
    with open(console, "rb") as log:
        while b"login: " not in seen:
            more = log.read()
            seen = seen[-16:] + more
            if not more:
                time.sleep(0.02)


def end(number, folder):
    domain = connection.lookupByName(name(number))
    domain.destroy()
    domain.undefine()
    os.remove(f"{folder}/{name(number)}.qcow2")
    os.remove(f"{folder}/{name(number)}.log")


if sys.argv[1] == "start":
    at_once, backing, model, count, folder = int(sys.argv[2]), sys.argv[3], open(sys.argv[4]).read(), int(sys.argv[5]), sys.argv[6]
    with concurrent.futures.ThreadPoolExecutor(at_once) as workers:
        list(workers.map(lambda number: boot(number, backing, model, folder), range(count)))
else:
    count, folder = int(sys.argv[2]), sys.argv[3]
    with concurrent.futures.ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda number: end(number, folder), range(count)))
