"""Start a server, wait for it, read what it has used, stop it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GRANIAN = [sys.executable, "-m", "granian", "--host", "127.0.0.1", "--log-level", "warning", "--no-ws"]


@dataclass(slots=True)
class Server:
    port: int
    pid: int
    started_seconds: float  # from the start of the process to the first answer
    database_pid: int = 0  # the PostgreSQL that works for it
    database: str = ""  # and the name of its database there

    def cpu(self) -> float:
        return sum(cpu_seconds(pid) for pid in _family(self.pid))

    def database_cpu(self) -> dict[int, float]:
        """By backend of this very database: others may be busy in the same cluster, and backends come and go."""
        return {pid: cpu_seconds(pid) for pid in self.backends()}

    def backends(self) -> list[int]:
        if not self.database_pid:
            return []
        return [pid for pid in _family(self.database_pid) if f" {self.database} " in _title(pid)]

    def memory_bytes(self) -> int:
        """Proportional: pages that processes share are counted once."""
        return sum(_pss(pid) for pid in _family(self.pid))


@contextmanager
def serving(
    command: list[str], env: dict[str, str], *, port: int, path: str, database_pid: int = 0, database: str = ""
) -> Iterator[Server]:
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        if port:
            _wait(process, port, path)
        yield Server(port, process.pid, time.perf_counter() - began, database_pid, database)
    finally:
        for pid in _family(process.pid):
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                continue
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def pages_command(port: int, workers: int) -> list[str]:
    return [sys.executable, "-m", "dayroom", "serve", "--port", str(port), "--workers", str(workers)]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "dayroom", "worker"]


def floor_command(port: int, workers: int) -> list[str]:
    """Exactly as the pages are served: threads and backpressure included."""
    return [
        *GRANIAN,
        "--port",
        str(port),
        "--interface",
        "wsgi",
        "--workers",
        str(workers),
        "--blocking-threads",
        "2",
        "--backpressure",
        "64",
        "bench.floor.wsgi:application",
    ]


def bare_command(port: int, workers: int) -> list[str]:
    return [
        *GRANIAN,
        "--port",
        str(port),
        "--interface",
        "asgi",
        "--workers",
        str(workers),
        "bench.floor.bare:application",
    ]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(server: Server, paths: list[str], *, cookie: str = "", clients: int = 1, requests: int = 200) -> dict[str, Any]:
    """One measured round: latency, throughput, CPU of server and database for each request."""
    spec = {"port": server.port, "paths": paths, "cookie": cookie, "clients": clients, "requests": requests}
    cpu, database = server.cpu(), server.database_cpu()
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"],
        input=json.dumps(spec),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    found = json.loads(done.stdout)
    found["cpu_ms"] = (server.cpu() - cpu) * 1000 / requests
    found["database_cpu_ms"] = _spent(database, server.database_cpu()) * 1000 / requests
    return found


def ask_one_by_one(server: Server, paths: list[str], *, cookie: str, requests: int) -> dict[str, Any]:
    """Like ``ask`` with one client, and the processor time of every single request: a busy machine makes requests wait,
    it does not make them work."""
    pids = [*_family(server.pid), *server.backends()]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Accept-Encoding": "identity", "Accept-Language": "en", **({"Cookie": cookie} if cookie else {})}
    found: dict[str, Any] = {"latencies": [], "cpu": [], "statuses": {}, "bytes": 0}
    cpu, database = server.cpu(), server.database_cpu()
    for step in range(requests):
        before, began = sum(map(cpu_seconds, pids)), time.perf_counter()
        connection.request("GET", paths[step % len(paths)], headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        found["latencies"].append(time.perf_counter() - began)
        found["cpu"].append(sum(map(cpu_seconds, pids)) - before)
        found["statuses"][str(answer.status)] = found["statuses"].get(str(answer.status), 0) + 1
        found["bytes"] = max(found["bytes"], len(body))
    connection.close()
    found["cpu_ms"] = (server.cpu() - cpu) * 1000 / requests
    found["database_cpu_ms"] = _spent(database, server.database_cpu()) * 1000 / requests
    return found


def _spent(before: dict[int, float], after: dict[int, float]) -> float:
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def _title(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"the server stopped with {process.returncode}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("the server did not answer")


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                after_name = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(after_name[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting += parents.get(current, [])
    return found


def cpu_seconds(pid: int) -> float:
    """Seconds on a processor, all threads, by the scheduler's nanoseconds."""
    total = 0
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += int((task / "schedstat").read_text().split()[0])
    except OSError:
        return 0.0
    return total / 1e9


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0
