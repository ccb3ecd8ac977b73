"""What strangers' programs and pages can do to the preview server, which only this machine may ask."""

import http.client
import os
import pathlib
import random
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import unittest

import hostile
from site_of_two_states import OFFPRINT

#: Requests that are none, or that ask for what is not the site's.
PATHS = [
    "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/\\..\\secret.txt", "/site.toml",
    "/content/papers/honest.md", "/.offprint/manifest", "/%00", "/%", "/%zz", "/\xff", "/" + "a" * 5_000, "/" + "../" * 500,
    "http://evil.example/", "*", "", "/?" + "&" * 5_000, "/papers/honest/../../../secret.txt", "/static/../site.toml",
]


class Preview(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-preview-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        site = cls.folder / "site"
        (site / "content/papers").mkdir(parents=True)
        (site / "site.toml").write_text('[site]\ntitle = "Preview"\nurl = "https://example.org/"\n')
        (site / "content/papers/honest.md").write_text(hostile.entry())
        (cls.folder / "secret.txt").write_text("a secret of this machine\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            cls.port = free.getsockname()[1]
        cls.server = subprocess.Popen(
            [OFFPRINT, "serve", "--site", str(site), "--port", str(cls.port)], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=os.environ | {"XDG_CACHE_HOME": str(cls.folder / "cache")})
        cls.addClassCleanup(cls.server.wait)
        cls.addClassCleanup(cls.server.kill)
        for _ in range(300):
            try:
                if cls.ask().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    @classmethod
    def ask(cls, path="/", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", cls.port, timeout=30)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def send(self, request, *, reads=True):
        """Sends bytes as they are; gives what comes back within a moment."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=0.3) as connection:
            try:
                connection.sendall(request)
                if reads:
                    connection.shutdown(socket.SHUT_WR)
                    return connection.recv(1 << 16)
            except OSError:
                pass  # It would not hear more of it.
        return b""

    def test_pages_of_other_sites_are_not_answered(self):
        self.assertEqual(self.ask().status, 200)
        for headers in (
            {"Host": "evil.example"}, {"Host": f"evil.example:{self.port}"}, {"Origin": "https://evil.example"},
            {"Origin": "null"}, {"Origin": f"http://127.0.0.1.evil.example:{self.port}"},
        ):
            with self.subTest(headers):
                self.assertEqual(self.ask(**headers).status, 403)
        self.assertEqual(self.ask(Origin=f"http://127.0.0.1:{self.port}").status, 200)
        self.assertEqual(self.ask(Host=f"localhost:{self.port}").status, 200)

    def test_only_this_machine_can_ask(self):
        listening = pathlib.Path("/proc/net/tcp")
        if not listening.exists():
            self.skipTest("there is no list of open ports")
        places = [line.split()[1] for line in listening.read_text().splitlines() if line.split()[3] == "0A"]
        self.assertEqual([place for place in places if place.endswith(f":{self.port:04X}")], [f"0100007F:{self.port:04X}"])

    def test_nothing_outside_the_site_is_read(self):
        for path in PATHS:
            with self.subTest(path[:60]):
                answer = self.send(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode("latin-1"))
                self.assertNotIn(b"a secret of this machine", answer)
                self.assertNotIn(b"root:", answer)
                self.assertNotIn(b"An honest abstract.\n", answer.partition(b"\r\n\r\n")[2][:60])

    def test_a_thousand_broken_requests_do_not_stop_it(self):
        chance = random.Random(1)
        good = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: */*\r\n\r\n".encode()
        for number in range(1_000):
            request = bytearray(good)
            kind = number % 8
            if kind == 0:
                request = chance.randbytes(chance.randrange(2_000))
            elif kind == 1:
                for _ in range(chance.randrange(1, 10)):
                    request[chance.randrange(len(request))] = chance.randrange(256)
            elif kind == 2:
                request = request[: chance.randrange(len(request))]
            elif kind == 3:
                request = good.replace(b"GET", chance.choice([b"", b"POST", b"CONNECT", b"TRACE", b"\0", b"G" * 500]))
            elif kind == 4:
                request = good.replace(b"\r\n\r\n", b"\r\nContent-Length: %d\r\n\r\nx" % chance.choice([-1, 0, 1, 10**18]))
            elif kind == 5:
                request = good.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx\r\n")
            elif kind == 6:
                request = good.replace(b"Accept", b"A" * chance.randrange(1_000))
            else:
                request = good * 5
            # Some do not wait for an answer.
            self.send(bytes(request), reads=chance.random() < 0.5)
        self.assertIsNone(self.server.poll())
        self.assertEqual(self.ask("/papers/honest/").status, 200)

    def test_endless_requests_end(self):
        host = b"Host: 127.0.0.1:%d\r\n" % self.port
        for name, start, more in (
            ("path", b"GET /", b"a" * 65_536), ("query", b"GET /?", b"&" * 65_536),
            ("fields", b"GET / HTTP/1.1\r\n" + host, b"A: b\r\n" * 8_192), ("one field", b"GET / HTTP/1.1\r\nA: ", b"b" * 65_536),
            ("no line", b"", b"\r\n" * 30_000),
        ):
            with self.subTest(name):
                sent = 0
                begin = time.monotonic()
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
                    try:
                        connection.sendall(start)
                        while sent < 64 << 20:
                            connection.sendall(more)
                            sent += len(more)
                    except OSError:
                        pass  # It does not read on.
                self.assertLess(sent, 32 << 20)
                self.assertLess(time.monotonic() - begin, 5)
        answer = self.send(b"GET / HTTP/1.1\r\n" + host + b"A: " + b"b" * 16_400 + b"\r\n\r\n")
        self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 431 "), answer[:40])
        self.assertEqual(self.ask().status, 200)

    def test_too_many_connections_are_closed(self):
        held = []
        self.addCleanup(lambda: [connection.close() for connection in held])
        closed = 0
        for _ in range(600):
            connection = socket.create_connection(("127.0.0.1", self.port), timeout=5)
            held.append(connection)
        time.sleep(1)
        for connection in held:
            connection.setblocking(False)
            try:
                closed += connection.recv(1) == b""
            except BlockingIOError:
                pass
            except OSError:
                closed += 1
        self.assertGreaterEqual(closed, 80)
        for connection in held:
            connection.close()
        for _ in range(50):
            try:
                self.assertEqual(self.ask().status, 200)
                break
            except OSError:
                time.sleep(0.1)
        else:
            self.fail("it answers nobody any more")

    def test_requests_follow_each_other_on_a_connection(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.addCleanup(connection.close)
        lengths = []
        for method in ("GET", "HEAD", "GET"):
            connection.request(method, "/papers/honest/")
            answer = connection.getresponse()
            self.assertEqual(answer.status, 200)
            lengths.append((int(answer.headers["Content-Length"]), len(answer.read())))
        (announced, read), head, again = lengths
        self.assertEqual((read, head, again), (announced, (announced, 0), (announced, announced)))
        # Both at once.
        request = f"HEAD / HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode()
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as raw:
            raw.sendall(request + request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
            answers = raw.makefile("rb").read()
        self.assertEqual(answers.count(b"HTTP/1.1 200 OK\r\n"), 2)

    def test_slow_requests_do_not_keep_others_waiting(self):
        slow = []
        for _ in range(200):
            connection = socket.create_connection(("127.0.0.1", self.port), timeout=5)
            connection.sendall(b"GET / HT")
            slow.append(connection)
        self.addCleanup(lambda: [connection.close() for connection in slow])
        start = time.monotonic()
        self.assertEqual(self.ask().status, 200)
        self.assertLess(time.monotonic() - start, 20)


if __name__ == "__main__":
    unittest.main()
