"""A depot, its buses, and a line between them that fails as it is told to."""

import contextlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from running import noise
from sample_tour import TOUR
from serving import serving

LARGE = 1_400_000


def make_tour(folder: Path, words: str = "first") -> Path:
    """Two epochs; a file of captions that is large enough to be taken in pieces, and a small one."""
    folder.mkdir(exist_ok=True)
    if not (folder / "past.png").exists():
        noise(512, 1).save(folder / "past.png")
        noise(1024, 2).save(folder / "present.jpg", quality=90)
    (folder / "de.vtt").write_text("WEBVTT\n\nNOTE " + f"{words} " * (LARGE // (len(words) + 1)) + "\n")
    (folder / "en.vtt").write_text(f"WEBVTT\n\nNOTE {words}\n")
    (folder / "tour.yaml").write_text(TOUR)
    return folder


class Depot:
    """A folder of releases, with the key that signs them."""

    def __init__(self, program: str, folder: Path):
        self.program, self.folder, self.path = program, folder, folder / "depot"
        self.bundle = folder / "sample.ztour"
        self.key = self.make_key("fleet")

    def run(self, *arguments: object, status: int = 0) -> subprocess.CompletedProcess:
        command = [self.program, *map(str, arguments)]
        result = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=120)
        assert result.returncode == status, (arguments, result.returncode, result.stderr)
        return result

    def make_key(self, name: str) -> Path:
        self.run("release", "key", name)
        return self.folder / name

    def rename(self, name: str, to: str, **changes: object) -> None:
        """Puts a release there under another name, signed anew, of the same bundle."""
        self.forge(name, to=to, **changes)
        shutil.copy(self.path / f"{name}.ztour", self.path / f"{to}.ztour")

    def release(self, words: str | None = None, key: Path | None = None) -> dict:
        """Builds the tour with these captions, and signs it."""
        if words or not self.bundle.exists():
            self.run("build", make_tour(self.folder / "tour", words or "first"), "--output", self.bundle, "--quiet")
        line = self.run("release", "sign", self.bundle, "--depot", self.path, "--key", key or self.key, "--json")
        return json.loads(line.stdout)

    def forge(self, name: str, key: Path | None = None, to: str | None = None, **changes: object) -> None:
        """Signs a release anew with other values, by another program than ours."""
        path = self.path / f"{name}.release"
        manifest = json.loads(path.read_bytes().split(b"\n", 1)[1]) | changes
        (self.path / f"{to or name}.release").write_bytes(signed("release", manifest, key or self.key))

    def url(self) -> str:
        return f"file://{self.path}"

    def served(self, *arguments: object) -> contextlib.AbstractContextManager:
        return serving(self.program, "--depot", self.path, *arguments)


def signed(kind: str, body: dict, key: Path) -> bytes:
    secret = load_pem_private_key(key.read_bytes(), password=None)
    content = json.dumps(body, separators=(",", ":"), sort_keys=True).encode()
    signature = secret.sign(f"zeitreise-{kind} 1\n".encode() + content)
    public = secret.public_key().public_bytes_raw()
    return f"zeitreise-{kind} 1 {public.hex()} {signature.hex()}\n".encode() + content


class Bus:
    """A folder of tours."""

    def __init__(self, depot: Depot, folder: Path, key: str | Path | None = None):
        self.depot, self.folder = depot, folder
        self.pin = key or f"{depot.key}.pub"
        folder.mkdir(exist_ok=True)

    def command(self, source: str, *arguments: object) -> list[str]:
        pin = [] if (self.folder / ".trust").exists() else ["--key", self.pin]
        return list(map(str, [self.depot.program, "sync", source, "--to", self.folder, *pin, *arguments]))

    @property
    def trust(self) -> dict:
        return json.loads((self.folder / ".trust").read_bytes())

    def sync(self, source: str, *arguments: object, status: int = 0) -> subprocess.CompletedProcess:
        command = self.command(source, *arguments)
        result = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert result.returncode == status, (result.returncode, result.stdout, result.stderr)
        return result

    def start(self, source: str, *arguments: object) -> subprocess.Popen:
        return subprocess.Popen(
            self.command(source, *arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    @property
    def link(self) -> Path:
        return self.folder / "sample.ztour"

    @property
    def version(self) -> int | None:
        """What plays, by the link alone."""
        return int(os.readlink(self.link).split("-")[-1].split(".")[0]) if self.link.is_symlink() else None

    def check(self) -> None:
        """What plays is whole, signed and trusted."""
        verdict = json.loads(self.depot.run("verify", self.link, "--json").stdout)
        assert verdict["release"]["version"] == self.version and verdict["release"]["is_trusted"] is True


def blobs(bundle: Path) -> dict[bytes, bytes]:
    """All that a bundle holds, by SQLite alone."""
    with contextlib.closing(sqlite3.connect(f"file:{bundle}?mode=ro", uri=True)) as database:
        return dict(database.execute("SELECT sha256, bytes FROM blob"))


def content(bundle: Path) -> dict[str, list]:
    """The rows of a bundle, whatever the order in which they came."""
    queries = {
        "tour": "SELECT manifest, document FROM tour",
        "media": "SELECT sha256, media_type, name FROM media JOIN blob ON blob.id = media.blob",
        "panorama": "SELECT digest, tile_size, level_count, media_type, presentation, sha256 FROM panorama"
        " LEFT JOIN blob ON blob.id = preview",
        "tile": 'SELECT digest, level, face, row, "column", sha256 FROM tile'
        " JOIN panorama ON panorama.id = panorama JOIN blob ON blob.id = blob",
        "source": "SELECT key, panorama FROM source",
        "blob": "SELECT sha256, bytes FROM blob",
    }
    with contextlib.closing(sqlite3.connect(f"file:{bundle}?mode=ro", uri=True)) as database:
        return {name: sorted(database.execute(query), key=repr) for name, query in queries.items()}


class Line:
    """Connections to a server through a relay that counts bytes, and does to them what it is told.

    A fault is a pair of how many bytes of the answers of one connection it lets pass, and what it then makes of the next piece; the
    connection ends where that is None. Then, and for the next connection, it is the next fault's turn.
    """

    Fault = tuple[int, Callable[[bytes], bytes | None]]

    def __init__(self, port: int, faults: list["Line.Fault"] | None = None):
        self.target, self.faults = port, list(faults or [])
        self.moved = 0
        self.happened = 0
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", self.target))
                threading.Thread(target=self.relay, args=(client, server, False), daemon=True).start()
                threading.Thread(target=self.relay, args=(server, client, True), daemon=True).start()

    def next_fault(self) -> "Line.Fault | None":
        with self.lock:
            return self.faults.pop(0) if self.faults else None

    def relay(self, source: socket.socket, sink: socket.socket, is_answer: bool) -> None:
        passed, fault = 0, self.next_fault() if is_answer else None
        with contextlib.suppress(OSError):
            while piece := source.recv(16_384):
                if fault and passed + len(piece) > fault[0]:
                    change, fault = fault[1], None
                    piece = change(piece)
                    with self.lock:
                        self.happened += 1
                    if piece is None:
                        break
                    passed, fault = 0, self.next_fault()
                passed += len(piece)
                with self.lock:
                    self.moved += len(piece)
                sink.sendall(piece)
        if fault:
            # This connection has ended before: it is for another.
            with self.lock:
                self.faults.insert(0, fault)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.listener.close()


@contextlib.contextmanager
def line_to(port: int, *faults: Line.Fault) -> Iterator[Line]:
    line = Line(port, list(faults))
    try:
        yield line
    finally:
        line.close()


def cut(_: bytes) -> None:
    return None


def flip(piece: bytes) -> bytes:
    middle = len(piece) // 2
    return piece[:middle] + bytes([piece[middle] ^ 0x40]) + piece[middle + 1 :]


def reorder(piece: bytes) -> bytes:
    middle = len(piece) // 2
    return piece[middle:] + piece[:middle]


def copy_depot(depot: Depot, folder: Path) -> Depot:
    """The same releases and keys elsewhere, to be tampered with."""
    other = Depot.__new__(Depot)
    other.program, other.folder, other.path, other.key, other.bundle = (
        depot.program, folder, folder / "depot", depot.key, depot.bundle,
    )
    shutil.copytree(depot.path, other.path, ignore=shutil.ignore_patterns("reports"))
    return other
