#!/usr/bin/env python3
"""An echo server that forks, in Python: reaped by a SIGCHLD handler."""
import errno
import os
import signal
import socket
import sys
import time


def reap(signum, frame):
    try:
        while os.waitpid(-1, os.WNOHANG)[0] > 0:
            pass
    except ChildProcessError:
        pass


def echo(connection):
    try:
        while data := connection.recv(65536):
            connection.sendall(data)
    except OSError:
        pass


def serve(listener):
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            time.sleep(0.05)
            continue
        with connection:
            try:
                child = os.fork()
            except OSError as refused:
                print(refused, file=sys.stderr)
                continue
            if child == 0:
                listener.close()
                echo(connection)
                connection.close()
                os._exit(0)


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal() or int(sys.argv[1]) > 65535:
        sys.exit("usage: right.py PORT")
    signal.signal(signal.SIGCHLD, reap)
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    serve(listener)


main()
