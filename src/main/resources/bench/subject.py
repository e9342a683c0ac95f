"""Python's own process-per-connection server, for comparison; the same commands as subject.c."""

import fcntl
import os
import socketserver
import sys
import time


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        while data := self.request.recv(1 << 16):
            self.request.sendall(data)


class Server(socketserver.ForkingTCPServer):
    allow_reuse_address = True
    request_queue_size = 4096
    max_children = 2000


def end_with_input():
    """Has the kernel send SIGIO, which ends a program, when nobody can write to it any more."""
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)


def serve(design):
    if design != "fork":
        sys.exit("unknown design: " + design)
    end_with_input()
    with Server(("127.0.0.1", 0), Echo) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


def time_forks(n):
    for _ in range(n):
        start = time.monotonic_ns()
        ready, tell = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.write(tell, b"r")
            os._exit(0)
        os.close(tell)
        os.read(ready, 1)
        os.close(ready)
        print(time.monotonic_ns() - start)
        os.waitpid(pid, 0)


def time_reaping(n):
    pids = []
    for _ in range(n):
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    start = time.monotonic_ns()
    reaped = 0
    while reaped < n and os.waitpid(-1, os.WNOHANG)[0] > 0:
        reaped += 1
    nanos = time.monotonic_ns() - start
    if reaped != n:
        sys.exit(f"{reaped} of {n} zombies were reaped")
    print(nanos)


command, argument = sys.argv[1:]
{"serve": serve, "fork": lambda n: time_forks(int(n)), "reap": lambda n: time_reaping(int(n))}[
    command
](argument)
