"""What the product is made of: packages that are what they were when they were chosen, and no call that runs data."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "flows", "tools", "training", "benchmarks", "docs", "examples")

UNPICKLERS = {"pickle", "_pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "pandas", "srsly"}
# Of these packages the parts that unpickle nothing.
SAFE_PARTS = {"srsly.msgpack"}
UNSAFE = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "torch.load",
    "yaml.unsafe_load",
    "yaml.unsafe_load_all",
    "yaml.full_load",
    "yaml.full_load_all",
    "yaml.load_all",
}
SAFE_LOADERS = {"BaseLoader", "SafeLoader", "CSafeLoader", "CBaseLoader"}


def requirements() -> dict[str, str]:
    """Return the hashes of each requirement of the lock file."""
    text = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    return {line.partition(" --hash")[0].strip(): line.partition(" ")[2] for line in text.splitlines()}


def test_every_package_is_locked_to_a_version_and_to_hashes() -> None:
    assert len(requirements()) > 100
    for line, rest in requirements().items():
        requirement = Requirement(line)  # an option such as --index-url is none
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), line
        assert requirement.url is None
        hashes = rest.partition("--hash")[1:]
        assert re.fullmatch(r"(?:--hash=sha256:[0-9a-f]{64}\s*)+", "".join(hashes)), line


def test_the_lock_file_names_no_registry() -> None:
    assert not re.search(r"://|--(?!hash=)\w|@", (ROOT / "requirements.lock").read_text("utf-8"))


def test_packages_are_installed_by_their_hashes_only() -> None:
    for name in ("Makefile", "deploy/Dockerfile"):
        installs = re.findall(r"pip install .*requirements\.lock", (ROOT / name).read_text("utf-8"))
        assert installs
        assert all("--require-hashes" in each and "--no-deps" in each for each in installs)


def unsafe(source: str) -> Iterator[str]:
    """Yield what a program calls or imports that could run what it reads."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names if name.name.partition(".")[0] in UNPICKLERS)
            case ast.ImportFrom(module=str(module)) if module.partition(".")[0] in UNPICKLERS:
                yield from {module} - SAFE_PARTS
            case ast.Call(func=function, keywords=keywords):
                called = ast.unparse(function)
                given = {keyword.arg: ast.unparse(keyword.value) for keyword in keywords}
                if called in UNSAFE or given.get("allow_pickle", "False") != "False":
                    yield called
                if given.get("shell", "False") != "False":
                    yield f"{called}(shell)"
                if called == "yaml.load" and given.get("Loader", "").removeprefix("yaml.") not in SAFE_LOADERS:
                    yield called


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import load",
        "from srsly import pickle_loads",
        "import pandas as pd",
        "eval('1')",
        "os.system('ls')",
        "torch.load(path)",
        "numpy.load(path, allow_pickle=True)",
        "subprocess.run('ls', shell=True)",
        "yaml.load(text)",
        "yaml.load(text, Loader=yaml.Loader)",
        "yaml.unsafe_load(text)",
    ],
)
def test_what_runs_data_is_seen(source: str) -> None:
    assert list(unsafe(source))


@pytest.mark.parametrize(
    "source",
    [
        "import json",
        "from srsly.msgpack import msgpack_encoders",
        "re.compile('x')",
        "numpy.load(path)",
        "yaml.load(text, Loader=yaml.BaseLoader)",
        "model.eval()",
    ],
)
def test_what_runs_no_data_is_not(source: str) -> None:
    assert not list(unsafe(source))


def test_nothing_that_is_read_is_run() -> None:
    programs = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(programs) > 150
    found = {path.relative_to(ROOT).as_posix(): list(unsafe(path.read_text("utf-8"))) for path in programs}
    assert {name: calls for name, calls in found.items() if calls} == {}


def test_the_linter_looks_for_unsafe_calls() -> None:
    command = [sys.executable, "-m", "ruff", "check", "--output-format=concise", "--stdin-filename=src/x.py", "-"]
    source = '"""A module."""\n\nimport pickle\n\npickle.loads(b"")\nHOST = "0.0.0.0"\n'
    answer = subprocess.run(command, input=source, cwd=ROOT, capture_output=True, text=True, check=False)
    assert {"S301", "S104"} <= set(re.findall(r"\bS\d+", answer.stdout))
