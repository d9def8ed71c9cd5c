"""Memory while nothing happens, the time to the first answer, and a page's weight."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from benchmarks import stage
from benchmarks.browser import Browser
from benchmarks.stage import FOLDER, Stage
from saltmarsh.cli.machine import places
from saltmarsh.cli.machine import processes as process
from saltmarsh.cli.machine.measures import free_port
from saltmarsh.foundation.partnerships.models import Partnership

PAGES = ("/", "/get-help-now", "/refer", "/mailbox", "/sign-in")
MIB = 1024 * 1024
STARTS = 3


def run(at: Stage, partnership: Partnership) -> None:
    """Measure and print."""
    print(memory(at))
    starts = [start(at) for _ in range(STARTS)]
    print(
        f"  cold start to the first answer: {median(starts):.2f} s (median of {STARTS})"
    )
    with stage.served(at) as port:
        print(weight(f"http://localhost:{port}/"))
    print(restart())


def memory(at: Stage) -> str:
    """Say what two web workers and the job worker hold, each page opened once."""
    with stage.company() as together:
        port = free_port()
        together.start("web", process.web_command(port), at.variables)
        together.start("worker", process.django_command("work"), at.variables)
        process.wait_for(f"http://127.0.0.1:{port}/robots.txt", together.check)
        for number in range(8):
            browser = Browser(port, f"198.51.{number}.1")
            for path in PAGES:
                browser.get(path)
            browser.connection.close()
        time.sleep(5)
        pids = [one.pid for one in together.members.values()]
        family = [pid for parent in pids for pid in [parent, *children(parent)]]
        pss, rss = (sum(held(pid, kind) for pid in family) for kind in ("Pss", "Rss"))
    return (
        f"  idle, two web workers and the job worker ({len(family)} processes):"
        f" {pss / MIB:.0f} MiB (PSS), {rss / MIB:.0f} MiB (RSS, shared pages twice)"
    )


def children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *children(int(child))]
    return found


def held(pid: int, kind: str) -> int:
    """Return bytes of memory."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(rf"^{kind}:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def start(at: Stage) -> float:
    """Return the seconds from the command to the first page."""
    with stage.company() as together:
        port = free_port()
        began = time.perf_counter()
        together.start("web", process.web_command(port), at.variables)
        process.wait_for(f"http://localhost:{port}/", together.check)
        return time.perf_counter() - began


def weight(address: str) -> str:
    """Say what a browser with an empty cache fetches to show a page, and from whom."""
    sizes: dict[str, int] = {}
    addresses: dict[str, str] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"],
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        page = browser.new_page()
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on(
            "Network.requestWillBeSent",
            lambda told: addresses.update({told["requestId"]: told["request"]["url"]}),
        )
        wire.on(
            "Network.loadingFinished",
            lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}),
        )
        page.goto(address, wait_until="networkidle")
        browser.close()
    parts = sorted((-size, addresses[key]) for key, size in sizes.items())
    lines = [
        f"    {-size / 1024:6.1f} KiB  {urlsplit(url).path}" for size, url in parts
    ]
    own = urlsplit(address).netloc
    others = sorted({urlsplit(url).netloc for _, url in parts} - {own, ""})
    first = (
        f"  first page, cold cache: {sum(sizes.values()) / 1024:.1f} KiB over the"
        f" wire; from others: {', '.join(others) or 'nothing'}"
    )
    return "\n".join([first, *lines])


def restart() -> str:
    """Say how long the demo takes to be set up, and to be started again."""
    ours = {"DATABASE_URL", "OWNER_DATABASE_URL", "SECRET_KEY", "PYTHONPATH"}
    own = {k: v for k, v in os.environ.items() if k not in ours and k[:4] != "SALT"}
    command = [sys.executable, str(places.ROOT / "saltmarsh"), "demo"]
    command += ["--port", str(free_port()), "--data", str(FOLDER / "demo")]
    first = ready(command + ["--reset"], own)
    return (
        f"  demo: ready after {first:.1f} s afresh, {ready(command, own):.1f} s again"
    )


def ready(command: list[str], own: dict[str, str]) -> float:
    """Return how many seconds the demo takes until it says that it is ready."""
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as demo:
        said = []
        for line in demo.stdout or []:
            said.append(line)
            if "Ready after" in line:
                break
        taken = time.perf_counter() - began
        demo.send_signal(signal.SIGTERM)
        demo.communicate()
    if not said or "Ready after" not in said[-1]:
        raise RuntimeError("The demo did not start:\n" + "".join(said[-15:]))
    return taken
