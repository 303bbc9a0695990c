"""Ours and the peers as running servers: plain HTTP on one port and HTTPS on another."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

NGINX = """
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 4096; multi_accept on; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  sendfile on; tcp_nopush on; tcp_nodelay on;
  open_file_cache max=10000 inactive=300s; open_file_cache_valid 300s;
  keepalive_requests 100000000;
  http2_max_requests 100000000; http2_recv_timeout 300s;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{http} reuseport backlog=1024;
    listen 127.0.0.1:{https} ssl http2 reuseport backlog=1024;
    ssl_certificate {certificate}; ssl_certificate_key {key};
    ssl_protocols TLSv1.2 TLSv1.3;
    root {www};
    add_header Cache-Control "public, max-age=31536000, immutable";
  }}
}}
"""
CADDY = """
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{http} {{
  root * {www}
  file_server
}}
https://127.0.0.1:{https} {{
  tls {certificate} {key}
  root * {www}
  file_server
}}
"""


class Place(NamedTuple):
    """Where a server finds what it needs."""

    program: str
    bundle: Path
    www: Path
    folder: Path
    certificate: Path
    key: Path


class Running(NamedTuple):
    http: int
    https: int
    processes: list[subprocess.Popen]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(name: str, place: Place, token: str = "") -> Iterator[Running]:
    """A program; `zeitreise-guarded` is told a provisioning token."""
    http, https = free_port(), free_port()
    fields = {**place._asdict(), "http": http, "https": https, "workers": os.cpu_count(), "token": token}
    commands = {"zeitreise": ours, "zeitreise-guarded": guarded, "nginx": nginx, "caddy": caddy}[name](fields)
    with open(place.folder / f"{name}.log", "wb") as log:
        processes = [
            subprocess.Popen(list(map(str, command)), stdout=log, stderr=log, env={**os.environ, "HOME": str(place.folder)})
            for command in commands
        ]
    try:
        for port in (http, https):
            wait_for(port, processes)
        yield Running(http, https, processes)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(20)


def ours(fields: dict) -> list[list]:
    """No limits for one device, for all load comes from one."""
    return limited(fields, "--connections-per-device", "0", "--requests-per-device", "0")


def guarded(fields: dict) -> list[list]:
    """As it is on the bus: for enrolled headsets and guides, with the limits that nobody has changed."""
    folder = fields["folder"]
    (folder / "token").write_text(fields["token"])
    if not (folder / "pins").exists():
        subprocess.run([fields["program"], "pin", folder / "pins"], input=b"bench-1276\n", check=True, stdout=subprocess.DEVNULL)
    return limited(fields, "--guide-pin-file", folder / "pins", "--headset-token-file", folder / "token")


def limited(fields: dict, *arguments: str) -> list[list]:
    start = [fields["program"], "serve", fields["bundle"], *arguments]
    tls = ["--certificate", fields["certificate"], "--key", fields["key"]]
    return [
        [*start, "--listen", f"127.0.0.1:{fields['http']}"],
        [*start, "--listen", f"127.0.0.1:{fields['https']}", *tls],
    ]


def nginx(fields: dict) -> list[list]:
    path = fields["folder"] / "nginx.conf"
    path.write_text(NGINX.format(**fields))
    return [["nginx", "-c", path, "-e", "stderr"]]


def caddy(fields: dict) -> list[list]:
    path = fields["folder"] / "Caddyfile"
    path.write_text(CADDY.format(**fields))
    return [["caddy", "run", "--adapter", "caddyfile", "--config", path]]


def wait_for(port: int, processes: list[subprocess.Popen]) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end and all(process.poll() is None for process in processes):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise OSError(f"no server came up on port {port}")
