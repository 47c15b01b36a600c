import subprocess
import sys
import time
from typing import Any

import pytest

from tools import audit

LOCK = """one==1.0 \\
    --hash=sha256:aa
two==2.0 ; python_version < '3' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
"""
FOUND = {"id": "PYSEC-1", "aliases": ["CVE-1", "GHSA-1"], "fix_versions": ["2.1"], "description": "all is lost"}
SOUND = {"name": "one", "version": "1.0", "vulns": []}
BAD = {"name": "two", "version": "2.0", "vulns": [FOUND]}
UNKNOWN = {"name": "two", "skip_reason": "not found"}


def audited(answers: list[Any], **ignored: str) -> tuple[int, list[str]]:
    asked: list[str] = []

    def ask(requirements: str, seconds: int) -> Any:
        asked.append(requirements)
        answer = answers[len(asked) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return audit.audit(LOCK, ask, {name.replace("_", "-"): why for name, why in ignored.items()}), asked


def test_one_package_is_asked_about_before_all() -> None:
    code, asked = audited([[SOUND], [SOUND, SOUND]])
    assert (code, asked) == (0, ["one==1.0 \\\n    --hash=sha256:aa\n", LOCK])


def test_a_known_vulnerability_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert audited([[SOUND], [SOUND, BAD]])[0] == 1
    said = capsys.readouterr().out
    assert "two 2.0: PYSEC-1, CVE-1, GHSA-1, mended in 2.1; take it by `make lock`" in said
    assert "2 packages audited; vulnerabilities: 1 open, 0 ignored" in said


@pytest.mark.parametrize("name", ["PYSEC_1", "CVE_1", "GHSA_1"])
def test_a_vulnerability_that_is_explained_is_ignored(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert audited([[SOUND], [SOUND, BAD]], **{name: "we never call it"})[0] == 0
    assert "vulnerabilities: 0 open, 1 ignored" in capsys.readouterr().out


@pytest.mark.parametrize("answer", [audit.NoAnswerError("no answer in 60 seconds"), [UNKNOWN]])
def test_where_nothing_answers_a_line_says_so(answer: Any, capsys: pytest.CaptureFixture[str]) -> None:
    code, asked = audited([answer])
    assert (code, len(asked)) == (0, 1)
    assert capsys.readouterr().out.startswith("Packages are not audited: ")


def test_a_package_that_is_not_known_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert audited([[SOUND], [SOUND, UNKNOWN]])[0] == 0
    assert (
        capsys.readouterr().out
        == "two: not audited: not found\n1 packages audited; vulnerabilities: 0 open, 0 ignored\n"
    )


def test_a_command_that_hangs_is_ended_with_all_it_started() -> None:
    sleeper = (
        "import subprocess, sys; print('on'); subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    )
    begun = time.monotonic()
    with pytest.raises(subprocess.TimeoutExpired):
        audit._run([sys.executable, "-c", sleeper], 0.5)
    assert time.monotonic() - begun < 20


def test_an_answer_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(audit, "_run", lambda command, seconds: (2, "", "error: https://user:S3CRET@host\nmore"))
    with pytest.raises(audit.NoAnswerError, match="pip-audit ended with 2: error"):
        audit.ask(LOCK, 1)
    assert audit.audit(LOCK, audit.ask) == 0
    assert "S3CRET" not in capsys.readouterr().out
