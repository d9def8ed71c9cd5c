"""Lighthouse's scores of public pages, and what took a point away."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from benchmarks import stage
from benchmarks.stage import FOLDER, Stage
from saltmarsh.cli.machine import assets
from saltmarsh.foundation.partnerships.models import Partnership

PAGES = ("/", "/get-help-now", "/refer", "/mailbox", "/report-online-material")
KINDS = ("performance", "accessibility", "best-practices")
PROGRAM = assets.MODULES / "lighthouse" / "cli" / "index.js"


def run(at: Stage, partnership: Partnership) -> None:
    """Measure and print."""
    with stage.served(at) as port:
        for path in PAGES:
            found = report(f"http://localhost:{port}{path}")
            scores = found["categories"]
            told = ", ".join(
                f"{kind} {scores[kind]['score'] * 100:.0f}" for kind in KINDS
            )
            print(f"  {path:<26}{told}", flush=True)
            for reason in lost(found):
                print(f"    {reason}")


def report(address: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page, seen as on a slow telephone."""
    written = FOLDER / "lighthouse.json"
    sandbox = " --no-sandbox" if os.geteuid() == 0 else ""
    command = [assets.node(), str(PROGRAM), address, "--quiet", "--output=json"]
    command += [f"--output-path={written}", f"--only-categories={','.join(KINDS)}"]
    command += [f"--chrome-flags=--headless=new{sandbox}"]
    found = os.environ | {"CHROME_PATH": os.environ["CHROMIUM"]}
    subprocess.run(command, env=found, check=True)  # noqa: S603 - our own program
    report: dict[str, Any] = json.loads(Path(written).read_text())
    return report


def lost(found: dict[str, Any]) -> list[str]:
    """Return each audit that took a point from a category below 100."""
    reasons = []
    for kind in KINDS:
        category = found["categories"][kind]
        if category["score"] == 1:
            continue
        for part in category["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                shown = audit.get("displayValue", "")
                reasons.append(f"{kind}: {audit['title']} {shown}".rstrip())
    return reasons
