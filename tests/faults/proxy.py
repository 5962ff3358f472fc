"""A TCP proxy between a script and the server that can lose, cut and double what passes."""

from __future__ import annotations

import contextlib
import socket
import threading


class LossyProxy:
    """`lose_answers`: so many next requests reach the server, but the script never sees the answer."""

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.lose_answers = 0
        self.lost = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
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
                threading.Thread(target=self._up, args=(script, server), daemon=True).start()
                self._down(server, script)

    def _up(self, script: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := script.recv(65536):
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)

    def _down(self, server: socket.socket, script: socket.socket) -> None:
        while data := server.recv(65536):
            with self._lock:
                if self.lose_answers > 0:
                    self.lose_answers -= 1
                    self.lost += 1
                    return
            script.sendall(data)
