import os
import stat
import subprocess
import sys

RUN = """
from flows import server
server.connect()
import urllib.error, urllib.request, os
url = os.environ["PREFECT_API_URL"]
assert url.startswith("http://127.0.0.1:")
try:
    urllib.request.urlopen(url + "/flows/count", data=b"{}")
except urllib.error.HTTPError as error:
    print(error.code)
from prefect.client.orchestration import get_client
with get_client(sync_client=True) as client:
    print(client.api_healthcheck())
"""


def test_connect_starts_a_server_that_only_the_run_may_use(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= {"XDG_STATE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run([sys.executable, "-c", RUN], env=environment, capture_output=True, text=True, check=False)
    assert (result.stdout.split(), result.returncode) == (["401", "None"], 0), result.stderr
    home = tmp_path / "outsider-etl" / "prefect"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert (home / "server.log").read_text("utf-8") == ""
