import os
from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from outsider_etl.objects import ObjectPath


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of the results."""
    for name in os.environ:
        if name.startswith("OUTSIDER_ETL_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    with (
        prefect_test_harness(server_startup_timeout=120),
        temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),
    ):
        yield


@pytest.fixture(scope="session")
def s3_environment() -> Iterator[dict[str, str]]:
    """A real S3 server on loopback, by the variables that lead there."""
    from tests.object_storage import s3_server

    with s3_server() as environment:
        yield environment


@pytest.fixture
def bucket(s3_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> "ObjectPath":
    """A new bucket on the server; processes that a test starts can reach it too."""
    from outsider_etl.objects import ObjectPath

    for name, value in s3_environment.items():
        monkeypatch.setenv(name, value)
    path = ObjectPath("s3", f"bucket-{uuid4().hex}")
    path.filesystem.mkdir(path.key)
    return path


@pytest.fixture
def memory() -> Iterator["ObjectPath"]:
    """Object storage in the memory of this process."""
    from outsider_etl.objects import ObjectPath

    path = ObjectPath("memory", f"/{uuid4().hex}")
    yield path
    path.filesystem.rm("/", recursive=True)
