"""A small web site on this machine, for what asks other sites."""

import ssl
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Page:
    """How the site answers for one path; `head` is its status for HEAD if another."""

    body: bytes = b"<p>Tuition</p>"
    status: int = 200
    headers: dict = field(default_factory=lambda: HTML)
    head: int | None = None
    is_endless: bool = False
    is_silent: bool = False


class Site:
    """Pages by path, and the requests that came, as (method, path)."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"
        self.pages = {}
        self.asked = []
        self.agents = set()
        self.is_over = threading.Event()


def leads_to(url, status=302):
    return Page(b"", status, {"Location": url})


class Server(ThreadingHTTPServer):
    """Serves a site; what breaks on a connection is the client's own affair."""

    daemon_threads = True
    site: Site

    def handle_error(self, request, client_address):
        """Say nothing on the terminal."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self):
        self.answer(is_head=True)

    def do_GET(self):
        self.answer(is_head=False)

    def answer(self, *, is_head):
        site = self.server.site
        site.asked.append((self.command, self.path))
        site.agents.add(self.headers["User-Agent"])
        page = site.pages.get(self.path, Page(b"Nothing here", 404))
        if page.is_silent:
            site.is_over.wait(20)
            return
        self.send_response(page.head if is_head and page.head else page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.send_body(page, is_head)

    def send_body(self, page, is_head):
        while not is_head:
            self.wfile.write(page.body)
            if not page.is_endless or self.server.site.is_over.is_set():
                return

    def log_message(self, *args):
        """Say nothing on the terminal."""


@contextmanager
def serve(certificate=None):
    """Run a site until the end of the block; over TLS with a certificate's file."""
    server = Server(("127.0.0.1", 0), Handler)
    site = server.site = Site(server.server_port)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        site.url = site.url.replace("http:", "https:")
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    try:
        yield site
    finally:
        site.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def write_certificate(path):
    """Write a key and a certificate that nobody but itself vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    return path
