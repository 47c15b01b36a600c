import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from outsider_etl.dataset import load
from outsider_etl.errors import LONGEST_MESSAGE, Failure, UnreadableError, UsageError, failure
from outsider_etl.objects import ObjectPath, object_path
from outsider_etl.redaction import HIDDEN, QUOTED, quotation, redact
from outsider_etl.settings import Settings
from outsider_etl.sources import discover

SECRETS = [
    ("s3://KEY:{}@bucket/reports", "s3://***@bucket/reports"),
    ("s3://KEY:{}/{}@bucket/reports", "s3://***@bucket/reports"),
    ("https://user:{}@host/page", "https://***@host/page"),
    ("https://user:p@{}@host:8080/page@2", "https://***@2"),
    ("https://{}@host/page.git", "https://***@host/page.git"),
    ("HTTPS://{}@host", "HTTPS://***@host"),
    ("https://host/page?token={}", "https://host/page?***"),
    ("https://host/page?a=1&X-Amz-Signature={}", "https://host/page?***"),
    ("https://host/page#access_token={}", "https://host/page#***"),
    ("tcp://user:{}@host:8786", "tcp://***@host:8786"),
    ("postgresql+asyncpg://user:{}@localhost:5432/db", "postgresql+asyncpg://***@localhost:5432/db"),
    ("sftp://user:{}@host/x", "sftp://***@host/x"),
    ("https://one/page,https://user:{}@two/page", "https://one/page,https://***@two/page"),
]
PLAIN = [
    "raw",
    "reports@2020/a:b@c.txt",
    "s3://bucket/reports",
    "s3://bucket/reports@2020/a:b@c",
    "abfs://container@account.dfs.core.windows.net/reports",
    "sftp://user@host/reports",
    "https://host:8080/@user/page",
    "https://host/page?",
    "https://host/page#part",
    "tcp://10.0.0.1:8786",
    "mailto:user@host",
    "https://one/page,https://two/@user",
]


@pytest.mark.parametrize(("address", "shown"), SECRETS)
def test_credentials_in_addresses_are_hidden(address: str, shown: str) -> None:
    secret = address.replace("{}", "S3CRET")
    assert redact(secret) == shown
    assert redact(redact(secret)) == shown
    assert redact(f"{secret}: cannot be read, nor\n'{secret}'") == f"{redact(secret + ':')} cannot be read, nor\n'" + (
        redact(f"{secret}'")
    )
    assert "S3CRET" not in redact(f'{{"source":"{secret}"}}, ({secret}), {secret},{secret}')


@pytest.mark.parametrize("address", PLAIN)
def test_addresses_without_credentials_are_left_as_they_are(address: str) -> None:
    assert redact(address) == address
    assert redact(f"{address}: cannot be read") == f"{address}: cannot be read"


@given(st.text(st.sampled_from("ab:/@?#= '\""), max_size=30))
def test_no_user_with_a_password_is_left(text: str) -> None:
    assert "://u:S3CRET@" not in redact(f"x {text} s3://u:S3CRET@bucket")
    assert "S3CRET" not in redact(f"x {text} s3://u:S3CRET@bucket")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("short", "short"),
        ("one\nline\tand\x1b[31m\ud800", "one line and�[31m�"),
        ("x" * QUOTED, "x" * QUOTED),
        ("x" * (QUOTED + 1), "x" * QUOTED + "..."),
        ("y" * 10_000_000, "y" * QUOTED + "..."),
        ("://a:" * 1_000_000, ("://a:" * QUOTED)[:QUOTED] + "..."),
    ],
)
def test_quotations_are_short_and_on_one_line(text: str, quoted: str) -> None:
    assert quotation(text) == quoted


@pytest.mark.parametrize("field", ["source", "destination", "dask_address", "explorer_url"])
def test_settings_take_no_credentials_and_do_not_repeat_them(field: str) -> None:
    with pytest.raises(ValidationError, match="no credentials") as raised:
        Settings(**{field: "https://user:S3CRET@host/x"})
    assert "S3CRET" not in str(raised.value)
    assert getattr(Settings(**{field: "https://host/x"}), field) == "https://host/x"


@pytest.mark.parametrize("location", ["s3://KEY:S3CRET@bucket/x", "memory://x?token=S3CRET"])
def test_places_take_no_credentials_and_do_not_repeat_them(location: str) -> None:
    for use in (object_path, load, lambda place: discover(place, frozenset({".txt"}))):
        with pytest.raises(UsageError, match=r"hold no credentials.*environment") as raised:
            use(location)
        assert "S3CRET" not in str(raised.value)
        assert HIDDEN in str(raised.value)


def test_errors_hold_no_credentials_in_whatever_process() -> None:
    error = UnreadableError("s3://KEY:S3CRET@bucket: cannot be read")
    assert str(error) == "s3://***@bucket: cannot be read"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_errors_of_a_file_system_hold_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    class FileSystem:
        def cat_file(self, key: str) -> bytes:
            raise RuntimeError("https://user:S3CRET@host/bucket does not answer")

    monkeypatch.setattr(ObjectPath, "filesystem", FileSystem())
    with pytest.raises(OSError, match=r"https://\*\*\*@host/bucket does not answer"):
        ObjectPath("memory", "/x").read_bytes()


def test_a_failure_quotes_little_of_a_document() -> None:
    made = failure("report.txt", "0" * 16, "annotate", ValueError("a word " * 10_000))
    assert made.message.startswith("report.txt: a word a word")
    assert made.message.endswith("...; this is a fault of the program, please report it with the file")
    assert len(made.message) < QUOTED + 100
    long = Failure("x", None, "read", "E", "word\n" * 10_000)
    assert len(long.message) == LONGEST_MESSAGE + 3
    assert "\n" not in long.message
    again = TypeAdapter(Failure).validate_python(
        {"source": "x", "document_id": None, "stage": "read", "error": "E"}
        | {"message": "https://user:S3CRET@host failed"}
    )
    assert again.message == "https://***@host failed"
