import os
import socket
import stat
import subprocess
import sys

import pytest

from flows import server
from outsider_etl.errors import OutsiderError

RUN = """
from flows import server
server.connect()
import urllib.error, urllib.parse, urllib.request, os, socket
url = os.environ["PREFECT_API_URL"]
assert url.startswith("http://127.0.0.1:")
with socket.socket() as probe:
    print(probe.connect_ex(("127.0.0.2", urllib.parse.urlsplit(url).port)) != 0)
try:
    urllib.request.urlopen(url + "/flows/count", data=b"{}")
except urllib.error.HTTPError as error:
    print(error.code)
from prefect.client.orchestration import get_client
with get_client(sync_client=True) as client:
    print(client.api_healthcheck())
print(os.environ["PREFECT_API_REQUEST_TIMEOUT"])
"""

NO_HOME = """
import pathlib
from flows import server
def no_home():
    raise RuntimeError("Could not determine home directory.")
pathlib.Path.home = no_home
try:
    server.connect()
except server.OutsiderError as error:
    print(error)
"""


def clean(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith(("PREFECT_", "XDG_"))}


def test_connect_starts_a_server_that_only_the_run_may_use(tmp_path):
    environment = clean(dict(os.environ)) | {"XDG_STATE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    environment["PREFECT_API_REQUEST_TIMEOUT"] = "77"
    result = subprocess.run([sys.executable, "-c", RUN], env=environment, capture_output=True, text=True, check=False)
    assert (result.stdout.split(), result.returncode) == (["True", "401", "None", "77"], 0), result.stderr
    home = tmp_path / "outsider-etl" / "prefect"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert (home / "server.log").read_text("utf-8") == ""


def test_connect_says_what_to_do_where_there_is_no_home():
    environment = clean(dict(os.environ)) | {"PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run(
        [sys.executable, "-c", NO_HOME], env=environment, capture_output=True, text=True, check=False
    )
    assert (result.stdout, result.returncode) == (
        "the user has no home folder; set PREFECT_HOME to a folder to write into\n",
        0,
    )


def test_connect_says_that_no_server_answers() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/api"
    with pytest.raises(OutsiderError, match=f"{url}: no Prefect server answers"):
        server._check(url)
