"""Ask whether a package of requirements.lock has a known vulnerability: `python -m tools.audit`.

pip-audit looks each up in the package registry. This ends with 1 where one has a vulnerability that `IGNORED` does not
explain. Where nothing answers, or not in time, it says so in a line and ends with 0: what follows needs no network.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from uv import find_uv_bin

from outsider_etl.redaction import quotation

LOCK = Path(__file__).parents[1] / "requirements.lock"
TOOL = "pip-audit==2.10.1"

IGNORED: Mapping[str, str] = {}
"""Vulnerabilities that do not concern the product, by their ids (`PYSEC-...`, `GHSA-...`, `CVE-...`), and why."""

FIRST_SECONDS, ALL_SECONDS = 60, 300
"""How long the answer for one package, and then that for all of them, may take."""

Package = dict[str, Any]
Ask = Callable[[str, int], list[Package]]


class NoAnswerError(Exception):
    """Nothing is said of any package; the message says why."""


def main() -> int:
    """Print what is known of the packages of the lock file, and return the exit code."""
    return audit(LOCK.read_text("utf-8"), ask)


def audit(lock: str, ask: Ask, ignored: Mapping[str, str] = IGNORED) -> int:
    """Print what is known of the packages of a lock file, and return the exit code.

    `ask(requirements, seconds)` returns what pip-audit says of each package, or raises NoAnswerError. One package is
    asked about before the others, so that little time is lost where nothing answers.
    """
    try:
        _known(ask(first_requirement(lock), FIRST_SECONDS))
        answer = ask(lock, ALL_SECONDS)
        known = _known(answer)
    except NoAnswerError as error:
        print(f"Packages are not audited: {quotation(str(error))}")
        return 0
    for package in answer:
        if package not in known:
            print(f"{package['name']}: not audited: {quotation(package.get('skip_reason', ''))}")
    found = [(package, vulnerability) for package in known for vulnerability in package["vulns"]]
    open_ = [line for package, vulnerability in found for line in _open(package, vulnerability, ignored)]
    for line in open_:
        print(line)
    print(f"{len(known)} packages audited; vulnerabilities: {len(open_)} open, {len(found) - len(open_)} ignored")
    return 1 if open_ else 0


def first_requirement(lock: str) -> str:
    """Return the lines of a lock file that are about its first package."""
    match = re.match(r".*\n(?:\s.*\n)*", lock)
    return match[0] if match else lock


def ask(requirements: str, seconds: int) -> list[Package]:
    """Return what pip-audit says of each package of a lock file; NoAnswerError where it ends otherwise, or too late."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, LOCK.name)
        path.write_text(requirements, "utf-8")
        options = ["--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
        command = [find_uv_bin(), "tool", "run", "--from", TOOL, "pip-audit", *options, "--requirement", str(path)]
        try:
            code, output, errors = _run([*command, "--timeout", "10"], seconds)
        except subprocess.TimeoutExpired as error:
            raise NoAnswerError(f"no answer in {seconds} seconds") from error
    try:
        packages: list[Package] = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        raise NoAnswerError(f"pip-audit ended with {code}: {errors.strip()}") from error
    return packages


def _known(answer: list[Package]) -> list[Package]:
    known = [package for package in answer if "vulns" in package]
    if not known:
        raise NoAnswerError("the registry here says nothing of vulnerabilities")
    return known


def _open(package: Package, vulnerability: dict[str, Any], ignored: Mapping[str, str]) -> list[str]:
    names = [vulnerability["id"], *vulnerability.get("aliases", ())]
    if any(name in ignored for name in names):
        return []
    fixed = ", ".join(vulnerability.get("fix_versions", ())) or "no version yet"
    what = f"{package['name']} {package['version']}: {', '.join(names)}, mended in {fixed}"
    return [f"{what}; take it by `make lock`, or say in tools/audit.py why it does not concern us"]


def _run(command: Sequence[str], seconds: float) -> tuple[int, str, str]:
    """Return exit code, output and errors of a command; TimeoutExpired after some seconds, with nothing left behind."""
    process = subprocess.Popen(
        command,
        env=os.environ | {"UV_SYSTEM_CERTS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(timeout=seconds)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return process.returncode, output, errors


if __name__ == "__main__":
    sys.exit(main())
