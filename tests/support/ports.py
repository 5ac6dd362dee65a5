"""Ports of this machine for servers that a test starts."""

import os
import socket
from itertools import count

BEGIN, END = 20_000, 32_000
"""Below the ports that systems give to outgoing connections, so that none of them takes one."""
_next = count(os.getpid() * 37)


def free_port() -> int:
    """A port on which nothing listens; each process of a test run gets others than its siblings."""
    while True:
        port = BEGIN + next(_next) % (END - BEGIN)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
