"""Asks a server for pages, many at a time, and measures.

A small client over keep-alive connections, so that little of the machine goes to
asking. Each request is bytes, made before the clock starts.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """What was measured. rate: answers a second. p50, p95, p99: milliseconds.
    failed: answers that were not of the expected status.
    """

    rate: float
    p50: float
    p95: float
    p99: float
    count: int
    failed: int

    def __str__(self) -> str:
        return (
            f"{self.rate:8.0f}/s   p50 {self.p50:6.1f} ms   p95 {self.p95:6.1f} ms   "
            f"p99 {self.p99:6.1f} ms   n={self.count}   failed={self.failed}"
        )


def request(
    method: str,
    path: str,
    *,
    host: str,
    cookie: str = "",
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return one HTTP/1.1 request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Accept: text/html"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        lines.append("Content-Type: application/x-www-form-urlencoded")
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


async def answer(reader: asyncio.StreamReader) -> int:
    """Read one answer to its end and return its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lowered = head.lower()
    if b"content-length:" in lowered:
        length = int(lowered.split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
    elif b"chunked" in lowered:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return status


async def one_by_one(
    port: int, waiting: list[bytes], times: list[float], statuses: list[int]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while waiting:
        asked = waiting.pop()
        started = time.perf_counter()
        writer.write(asked)
        statuses.append(await answer(reader))
        times.append((time.perf_counter() - started) * 1000)
    writer.close()


# (seconds it took together, milliseconds of each answer, status of each answer)
Sample = tuple[float, list[float], list[int]]


async def all_at(port: int, requests: list[bytes], at_a_time: int) -> Sample:
    times: list[float] = []
    statuses: list[int] = []
    started = time.perf_counter()
    await asyncio.gather(
        *(one_by_one(port, requests, times, statuses) for _ in range(at_a_time))
    )
    return time.perf_counter() - started, times, statuses


def measure(
    port: int, requests: Sequence[bytes], *, at_a_time: int, expected: int
) -> Figures:
    """Send all `requests`, `at_a_time` of them at once, and return the figures."""
    return figures([sampled(port, requests, at_a_time=at_a_time)], expected=expected)


def sampled(port: int, requests: Sequence[bytes], *, at_a_time: int) -> Sample:
    return asyncio.run(all_at(port, list(requests), at_a_time))


def figures(samples: Sequence[Sample], *, expected: int) -> Figures:
    """Return the figures of one measurement that was taken in several pieces."""
    ordered = sorted(taken for _, times, _ in samples for taken in times)
    statuses = [status for _, _, part in samples for status in part]

    def share(part: float) -> float:
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]

    return Figures(
        rate=len(ordered) / sum(seconds for seconds, _, _ in samples),
        p50=share(0.50),
        p95=share(0.95),
        p99=share(0.99),
        count=len(ordered),
        failed=sum(status != expected for status in statuses),
    )
