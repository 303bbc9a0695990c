"""`serve` under a service manager: what systemd would hear at its socket."""

import os
import socket
import subprocess


def told(manager: socket.socket, word: str) -> str:
    """The message with this line; a time-out of the socket fails the test."""
    while True:
        message = manager.recv(4096).decode()
        if word in message.splitlines():
            return message


def test_the_service_manager_is_told_of_start_life_and_end(run, program, tour, tmp_path):
    assert run("build", tour, "--output", "tour.ztour").returncode == 0
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        path = str(tmp_path / "notify")
        manager.bind(path)
        manager.settimeout(60)
        server = subprocess.Popen(
            [program, "serve", "tour.ztour", "--listen", "127.0.0.1:0"],
            env=os.environ | {"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "200000"},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
        )
        try:
            assert "STATUS=serving sample" in told(manager, "READY=1")
            for _ in range(3):
                told(manager, "WATCHDOG=1")
            server.terminate()
            told(manager, "STOPPING=1")
            assert server.wait(timeout=30) == 0
        finally:
            server.kill()
            server.wait()


def test_a_missing_manager_keeps_nothing_from_being_served(run, program, tour, tmp_path):
    assert run("build", tour, "--output", "tour.ztour").returncode == 0
    server = subprocess.Popen(
        [program, "serve", "tour.ztour", "--listen", "127.0.0.1:0"],
        env=os.environ | {"NOTIFY_SOCKET": str(tmp_path / "nobody")},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout.readline().startswith("http://")
        server.terminate()
        _, errors = server.communicate(timeout=30)
        assert server.returncode == 0 and "service manager" in errors
    finally:
        server.kill()
        server.wait()
