"""What a plain libvirt loop does: starts, or ends, the domains whose XML files are named, so many at once.

usage: loop.py start|end PARALLEL FILE...
"""
import concurrent.futures
import os
import re
import sys

import libvirt

verb, parallel, files = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
connection = libvirt.open(os.environ["LIBVIRT_DEFAULT_URI"])


def start(file):
    with open(file) as xml:
        connection.defineXML(xml.read()).create()


def end(file):
    with open(file) as xml:
        text = xml.read()
    domain = connection.lookupByName(re.search("<name>(.*)</name>", text).group(1))
    domain.destroy()
    domain.undefine()
    os.remove(re.search("<source file='([^']*reference[^']*)'", text).group(1))


with concurrent.futures.ThreadPoolExecutor(parallel) as workers:
    list(workers.map(start if verb == "start" else end, files))
