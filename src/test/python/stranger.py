"""What somebody without the key may do to a kernel's sockets, as a program to be run by another user:
stranger.py ATTACK SEED PORT... prints a line when it has begun, and goes on until it is killed."""
import random
import socket
import struct
import sys
import time

import zmq

GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x00" + b"NULL".ljust(20, b"\0") + bytes(32)


def begun():
    print("begun", flush=True)


def ready(kind):
    body = b"\x05READY\x0bSocket-Type" + struct.pack(">I", len(kind)) + kind
    return bytes([4, len(body)]) + body


def connected(port, kind=b"DEALER"):
    peer = socket.create_connection(("127.0.0.1", port))
    peer.sendall(GREETING + ready(kind))
    return peer


def frame(body, more=False):
    return bytes([2 | more]) + struct.pack(">Q", len(body)) + body


def single_frames(ports, chance):
    """Whole messages of ZeroMQ that are none of Jupyter's."""
    context = zmq.Context()
    for port in ports:
        dealer = context.socket(zmq.DEALER)
        dealer.connect(f"tcp://127.0.0.1:{port}")
        for message in ([b"x"], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"", b"{}", b"{}", b"{}", b"{}"], [b""] * 7):
            dealer.send_multipart(message)
    begun()
    time.sleep(1000)


def unfinished(ports, chance):
    """Messages whose last frame never comes."""
    peers = [connected(port) for port in ports]
    for peer in peers:
        peer.sendall(frame(b"<IDS|MSG>", more=True))
    begun()
    time.sleep(1000)


def huge(ports, chance):
    """Frames of 100 MB, and messages of endlessly many frames."""
    begun()
    while True:
        for port in ports:
            for send in (lambda p: p.sendall(frame(bytes(100 << 20))), endless):
                try:
                    send(connected(port))
                except OSError:
                    pass


def endless(peer):
    while True:
        peer.sendall(frame(bytes(1 << 16), more=True))


def slow(ports, chance):
    """A byte now and then, from many at once."""
    peers = [socket.create_connection(("127.0.0.1", port)) for port in ports for _ in range(100)]
    text = GREETING + ready(b"DEALER") + frame(bytes(1000))
    begun()
    for byte in text:
        for peer in peers:
            try:
                peer.sendall(bytes([byte]))
            except OSError:
                pass
        time.sleep(0.02)
    time.sleep(1000)


def noise(ports, chance):
    """Anything at all, as fast as it goes."""
    begun()
    while True:
        for port in ports:
            try:
                peer = connected(port) if chance.random() < 0.7 else socket.create_connection(("127.0.0.1", port))
                for _ in range(20):
                    body = chance.randbytes(chance.randrange(2000))
                    peer.sendall(chance.choice([body, frame(body), frame(body, more=True), frame(b"<IDS|MSG>", True)]))
                peer.close()
            except OSError:
                pass


def deaf(ports, chance):
    """Subscribers to everything that read nothing."""
    peers = [connected(port, b"SUB") for port in ports for _ in range(10)]
    for peer in peers:
        peer.sendall(bytes([0, 1, 1]))
    begun()
    time.sleep(1000)


if __name__ == "__main__":
    attack, seed = sys.argv[1], int(sys.argv[2])
    globals()[attack]([int(port) for port in sys.argv[3:]], random.Random(seed))
