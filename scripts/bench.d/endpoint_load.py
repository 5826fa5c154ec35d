#!/usr/bin/env python3
"""Asks an endpoint the same thing again and again, by several processes over connections that stay open, and prints
requests a second, and the median and the 99th percentile in milliseconds. Signs with the standard library alone, so that
most of the machine is left to the server.

  endpoint_load.py URL ACCESS_KEY SECRET REGION CLIENTS REQUESTS BODY
"""
import datetime
import hashlib
import hmac
import os
import socket
import struct
import sys
import time
from urllib.parse import urlsplit


def hmac_sha256(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Client:
    """One connection. A signature is good for minutes, but each request is signed anew, as clients do."""

    def __init__(self, url, access_key, secret, region):
        parts = urlsplit(url)
        self.host = parts.netloc
        self.socket = socket.create_connection((parts.hostname, parts.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.access_key, self.secret, self.region = access_key, secret, region
        self.buffer = bytearray(1 << 20)

    def request(self, body):
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        scope = f"{now[:8]}/{self.region}/ec2/aws4_request"
        digest = hashlib.sha256(body).hexdigest()
        canonical = f"POST\n/\n\nhost:{self.host}\nx-amz-date:{now}\n\nhost;x-amz-date\n{digest}"
        text = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
        key = ("AWS4" + self.secret).encode()
        for part in scope.split("/"):
            key = hmac_sha256(key, part)
        signature = hmac_sha256(key, text).hex()
        return (f"POST / HTTP/1.1\r\nHost: {self.host}\r\nX-Amz-Date: {now}\r\n"
                "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n"
                f"Content-Length: {len(body)}\r\n"
                f"Authorization: AWS4-HMAC-SHA256 Credential={self.access_key}/{scope}, "
                f"SignedHeaders=host;x-amz-date, Signature={signature}\r\n\r\n").encode() + body

    def ask(self, body):
        self.socket.sendall(self.request(body))
        view = memoryview(self.buffer)
        got = self.socket.recv_into(view)
        head_end = self.buffer.find(b"\r\n\r\n", 0, got)
        while head_end < 0:
            more = self.socket.recv_into(view[got:])
            if not more:
                raise ConnectionError("closed before the answer")
            got += more
            head_end = self.buffer.find(b"\r\n\r\n", 0, got)
        head = bytes(view[:head_end]).decode().lower()
        if not head.startswith("http/1.1 200"):
            raise RuntimeError(head + bytes(view[head_end:got]).decode(errors="replace"))
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        left = length - (got - head_end - 4)
        while left > 0:
            more = self.socket.recv_into(view, min(left, len(view)))
            if not more:
                raise ConnectionError("closed within the answer")
            left -= more
        return length


def work(pipe, count, body, *arguments):
    client = Client(*arguments)
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        length = client.ask(body)
        times.append(time.perf_counter() - begin)
    os.write(pipe, struct.pack("q", length))
    with os.fdopen(pipe, "wb") as out:
        out.write(struct.pack(f"{count}d", *times))
    os._exit(0)


def main():
    url, access_key, secret, region, clients, requests, body = sys.argv[1:]
    clients, each = int(clients), int(requests) // int(clients)
    begin = time.perf_counter()
    pipes = []
    for _ in range(clients):
        read, write = os.pipe()
        if os.fork() == 0:
            try:
                work(write, each, body.encode(), url, access_key, secret, region)
            finally:
                # A child that comes here has failed, and said why.
                os._exit(1)
        os.close(write)
        pipes.append(read)
    times = []
    length = 0
    for pipe in pipes:
        with os.fdopen(pipe, "rb") as answers:
            data = answers.read()
        if len(data) != 8 + 8 * each:
            sys.exit("a client failed")
        length = struct.unpack_from("q", data)[0]
        times += struct.unpack_from(f"{each}d", data, 8)
    took = time.perf_counter() - begin
    for _ in range(clients):
        os.wait()
    times.sort()
    print(f"{len(times) / took:.0f} {times[len(times) // 2] * 1000:.1f} {times[len(times) * 99 // 100] * 1000:.1f} {length}")


main()
