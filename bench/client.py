"""A small HTTP client in a process of its own: its CPU is not the server's.

python -m bench.client < spec.json    {"port", "paths", "cookie", "clients", "requests"} → latencies as JSON
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from typing import Any


def run(spec: dict[str, Any]) -> dict[str, Any]:
    latencies: list[float] = []
    statuses: dict[str, int] = {}
    size = [0]
    share = spec["requests"] // spec["clients"]
    threads = [
        threading.Thread(target=_one_client, args=(spec, number, share, (latencies, statuses, size)))
        for number in range(spec["clients"])
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "seconds": time.perf_counter() - began,
        "latencies": sorted(latencies),
        "statuses": statuses,
        "bytes": size[0],
    }


def _one_client(
    spec: dict[str, Any], number: int, share: int, kept: tuple[list[float], dict[str, int], list[int]]
) -> None:
    latencies, statuses, size = kept
    connection = http.client.HTTPConnection("127.0.0.1", spec["port"], timeout=30)
    headers = {"Accept-Encoding": "identity", "Accept-Language": "en", "Accept": "text/html"}
    if spec.get("cookie"):
        headers["Cookie"] = spec["cookie"]
    paths = spec["paths"]
    for step in range(share):
        began = time.perf_counter()
        connection.request("GET", paths[(step * spec["clients"] + number) % len(paths)], headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        latencies.append(time.perf_counter() - began)
        key = str(answer.status)
        statuses[key] = statuses.get(key, 0) + 1
        size[0] = max(size[0], len(body))
    connection.close()


if __name__ == "__main__":
    json.dump(run(json.load(sys.stdin)), sys.stdout)
