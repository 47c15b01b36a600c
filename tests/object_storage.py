"""An S3 server on loopback for tests, and what they do to it as others would."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outsider_etl.dataset.leases import CLAIMS
from outsider_etl.objects import ObjectPath

# Whoever asks the server of the tests may be anybody.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1"}


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    """Run a server and give out the environment that it is reached in."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield CREDENTIALS | {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_EC2_METADATA_DISABLED": "true"}
    finally:
        server.stop()


def upload(folder: Path, destination: ObjectPath) -> None:
    """Put the files of a folder as objects."""
    for path in folder.rglob("*"):
        if path.is_file():
            (destination / path.relative_to(folder).as_posix()).write_bytes(path.read_bytes())


def contents(destination: ObjectPath) -> dict[str, bytes]:
    """Return every object below `destination` by its key relative to it, but for the claims to publish."""
    names = [key.removeprefix(f"{destination.key}/") for key in destination.below()]
    return {name: (destination / name).read_bytes() for name in names if not name.startswith(CLAIMS)}


def let_claims_expire(destination: ObjectPath) -> None:
    """Set the clock of what claims there are to long ago."""
    for name in (destination / CLAIMS).sizes():
        path = destination / CLAIMS / name
        claim = json.loads(path.read_bytes())
        path.write_bytes(json.dumps(claim | {"expires": "2001-01-01T00:00:00+00:00"}).encode())
