"""A TCP proxy between a script and the server that can lose, delay, hold and replace what passes."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class LossyProxy:
    """`lose_answers`: so many next requests reach the server, but the script never sees the answer.

    `instead`: what the script sees instead of the next answers, as whole HTTP answers. `delay`: seconds that every
    answer takes longer. `hold`: while it is clear, no answer passes; `held` counts those that had to wait.
    """

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.lose_answers = self.lost = self.held = 0
        self.instead: deque[bytes] = deque()
        self.delay = 0.0
        self.hold = threading.Event()
        self.hold.set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self.hold.set()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                script = self._listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self._join, args=(script,), daemon=True).start()

    def _join(self, script: socket.socket) -> None:
        with script, contextlib.suppress(OSError):
            server = socket.create_connection(("127.0.0.1", self.server_port), timeout=10)
            with server:
                server.settimeout(None)
                threading.Thread(target=self._up, args=(script, server), daemon=True).start()
                self._down(server, script)
            script.shutdown(socket.SHUT_RDWR)  # closing alone waits for the thread that reads from it

    def _up(self, script: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := script.recv(65536):
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)

    def _down(self, server: socket.socket, script: socket.socket) -> None:
        while data := server.recv(65536):
            if not self.hold.is_set():
                self.held += 1
                self.hold.wait()
            time.sleep(self.delay)
            with self._lock:
                if self.lose_answers > 0:
                    self.lose_answers -= 1
                    self.lost += 1
                    return
                replaced = self.instead.popleft() if self.instead else b""
            script.sendall(replaced or data)
            if replaced:
                return


@contextmanager
def proxy_to(port: int) -> Iterator[LossyProxy]:
    """A proxy to the server at this port of 127.0.0.1."""
    between = LossyProxy(port)
    try:
        yield between
    finally:
        between.close()


def http_answer(status: str, body: bytes, kind: str = "text/html", *more: str) -> bytes:
    """A whole HTTP answer; `status` such as "502 Bad Gateway", `more`: further header lines."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close", *more]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body
