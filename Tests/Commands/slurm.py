"""A Slurm of the test's own on this machine: munged, slurmctld and slurmd with their own keys, ports and folders."""

import os
import secrets
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60

CONFIGURATION = """\
ClusterName=zeitreise
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={node}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CryptoType=crypto/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerParameters=sched_min_interval=100000,batch_sched_delay=0
MpiDefault=none
ReturnToService=2
KillWait=2
MinJobAge=3600
MaxArraySize=33
MaxJobCount=400
NodeName={host} NodeAddr=127.0.0.1 CPUs={cores} RealMemory={memory} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


class Slurm:
    """Daemons that can be killed and started again, each by its own id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {"SLURM_CONF": str(folder / "slurm.conf")}
        self.daemons: dict[str, subprocess.Popen] = {}
        for name in ["state", "spool"]:
            (folder / name).mkdir()
        key = folder / "munge.key"
        key.write_bytes(secrets.token_bytes(64))
        key.chmod(0o400)
        controller, node = free_ports(2)
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
        (folder / "slurm.conf").write_text(
            CONFIGURATION.format(
                host=socket.gethostname().split(".")[0],
                folder=folder,
                controller=controller,
                node=node,
                cores=os.cpu_count(),
                memory=memory - 64,
            )
        )

    def start(self, name: str) -> None:
        command = {
            "munged": [
                "munged", "--foreground", "--force", f"--socket={self.folder}/munge.socket", f"--key-file={self.folder}/munge.key",
                f"--pid-file={self.folder}/munged.pid", f"--log-file={self.folder}/munged.log", f"--seed-file={self.folder}/munged.seed",
            ],
            "slurmctld": ["slurmctld", "-D", "-f", self.environment["SLURM_CONF"]],
            "slurmd": ["slurmd", "-D", "-f", self.environment["SLURM_CONF"]],
        }[name]  # fmt: skip
        out = (self.folder / f"{name}.out").open("ab")
        self.daemons[name] = subprocess.Popen(command, env=self.environment, stdout=out, stderr=out)

    def kill(self, name: str) -> None:
        self.daemons[name].kill()
        self.daemons.pop(name).wait(PATIENCE)

    def run(self, *command: object, check: bool = True, timeout: float = PATIENCE) -> str:
        done = subprocess.run(
            list(map(str, command)), env=self.environment, capture_output=True, text=True, timeout=timeout, check=False
        )
        assert done.returncode == 0 or not check, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def wait(self, what: str, condition) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"{what}: {self.run('sinfo', check=False)}"
            time.sleep(0.1)

    def saved(self) -> int:
        """How many ids of jobs have been given, by what slurmctld has on the disk: jobs above are lost where it is killed."""
        state = (self.folder / "state/job_state").read_bytes()
        # Its head: the length of a word, the word, version, time, the next id.
        start = 4 + int.from_bytes(state[:4], "big") + 2 + 8
        return int.from_bytes(state[start : start + 4], "big") - 1

    def submit(self, *command: object) -> list[int]:
        """Gives the ids of the arrays that a command submits, when no death of slurmctld can lose them."""
        words = self.run(*command).split()
        ids = [int(word) for word in words if word.isdigit()]
        self.wait("the jobs on the disk", lambda: self.saved() >= max(ids))
        return ids

    def is_idle(self) -> bool:
        return self.run("sinfo", "--noheader", "--format=%T", check=False).strip() in ("idle", "mixed", "allocated")

    def waiting(self) -> int:
        """Tasks that have not ended, each counted."""
        return len(self.run("squeue", "--noheader", "--array", "--format=%i").split())

    def close(self) -> None:
        if "slurmctld" in self.daemons:
            self.run("scancel", "--user=root", check=False)
        for name in ["slurmd", "slurmctld", "munged"]:
            if daemon := self.daemons.pop(name, None):
                daemon.terminate()
                try:
                    daemon.wait(20)
                except subprocess.TimeoutExpired:
                    daemon.kill()
                    daemon.wait(20)


@contextmanager
def slurm(folder: Path):
    """Gives a Slurm whose node is idle."""
    cluster = Slurm(folder)
    try:
        cluster.start("munged")
        cluster.wait("munged", (folder / "munge.socket").exists)
        cluster.start("slurmctld")
        cluster.start("slurmd")
        cluster.wait("the node", cluster.is_idle)
        yield cluster
    finally:
        cluster.close()


def free_ports(count: int) -> list[int]:
    """Free just now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for open_socket in sockets:
            open_socket.bind(("127.0.0.1", 0))
        return [open_socket.getsockname()[1] for open_socket in sockets]
    finally:
        for open_socket in sockets:
            open_socket.close()
