"""What can be set about a run: `Settings`, read from keyword arguments, then from OUTSIDER_ETL_... variables."""

import hashlib
import json
import os
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, NonNegativeInt, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from outsider_etl.errors import ModelError
from outsider_etl.redaction import redact

MAX_WORKERS = 64
_EXAMPLE = '{"min_rows": {"documents": 1}}'
# Code, the lists of names that come with it, and the hashes of the models: no other models are loaded.
_MAKES_ROWS = (".py", ".txt", ".sha256")
_MAKES_NO_ROWS = ("cli", "explorer")


def _require_table(name: str) -> str:
    from outsider_etl.tables import TABLES  # slow to import, and seldom needed

    if name not in TABLES:
        raise ValueError(f"there is no such table; the tables are {', '.join(TABLES)}")
    return name


_Rows = dict[Annotated[str, AfterValidator(_require_table)], NonNegativeInt]


class Assertions(BaseModel):
    """What a dataset must be to be published. A minimum that is missed stops that, a maximum that is passed warns.

    Small numbers are no matter: a maximum share is not judged of fewer than 20 sources, rows or footnotes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    min_rows: _Rows = Field(default={}, description="Rows that a table must have at least, by the table's name.")
    min_kept_share: float = Field(
        default=0.8,
        ge=0,
        le=1,
        description="Share of its rows that a table must keep over the documents whose bytes are those of last time "
        "and whose rows were made anew, as after an upgrade: 0 to 1; 0 accepts any loss. Fewer than 20 rows lost count "
        "for nothing.",
    )
    max_rows: _Rows = Field(default={}, description="Rows that a table may have at most, by the table's name.")
    max_failed_share: float = Field(
        default=0.1, ge=0, le=1, description="Share of the sources that may have failed: 0 to 1."
    )
    max_rejected_share: float = Field(
        default=0.01, ge=0, le=1, description="Share of the rows made that may have been rejected: 0 to 1."
    )
    max_unlinked_share: float = Field(
        default=0.1, ge=0, le=1, description="Share of the footnotes that may have no marker in the text: 0 to 1."
    )

    def __hash__(self) -> int:
        # Settings are what the processes of a cluster are kept by, and a dict has no hash.
        return hash(json.dumps(self.model_dump(), sort_keys=True))


class Settings(BaseSettings):
    """What a run reads, where it writes, and how."""

    model_config = SettingsConfigDict(
        env_prefix="OUTSIDER_ETL_", env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True
    )

    source: str = Field(
        default="raw",
        min_length=1,
        description="The report or the folder of reports to read, or a URI such as s3://BUCKET/PREFIX.",
    )
    destination: str = Field(
        default="processed", min_length=1, description="The folder, or the URI, to write the tables into."
    )
    model: str | None = Field(
        default=None,
        description="Name or path of an installed spaCy model for English that finds names; empty for our own tagger.",
    )
    registry: str | None = Field(
        default=None,
        description="File of organisations to link to: CSV (id, name, aliases) or an export of ROR or Wikidata.",
    )
    registry_threshold: float = Field(
        default=95,
        ge=50,
        le=100,
        description="How alike the name of an organisation and one of the registry must be, in per cent: 50 to 100, "
        "which is for equal ones only.",
    )
    workers: int | None = Field(
        default=None,
        ge=1,
        le=MAX_WORKERS,
        description="Processes that read reports at the same time, about 600 MB each: 1 to 64; empty for one a "
        "processor, 8 at most. On a cluster: batches under way at the same time; empty for 64.",
    )
    runner: Literal["local", "dask"] = Field(
        default="local", description="Where reports are read: on this machine, or on a Dask cluster."
    )
    dask_address: str | None = Field(
        default=None,
        validate_default=True,
        description="Address of the cluster's scheduler, such as tcp://HOST:8786; for the runner dask.",
    )
    batch_documents: int = Field(default=24, ge=1, le=1000, description="Documents in a batch, at most: 1 to 1000.")
    batch_bytes: int = Field(
        default=2_000_000,
        ge=1,
        le=1_000_000_000,
        description="Bytes in a batch, at most: 1 to 1000000000; a larger document is a batch of its own.",
    )
    document_seconds: int = Field(
        default=120,
        ge=1,
        le=86_400,
        description="Seconds after which the work on a document is given up, beside those for its pages: 1 to 86400.",
    )
    page_seconds: float = Field(
        default=1,
        ge=0,
        le=3600,
        allow_inf_nan=False,
        description="Seconds that a document may take more for each page, of 3,000 bytes in a text: 0 to 3600.",
    )
    document_memory: int = Field(
        default=2 * 1024**3,
        ge=64 * 1024**2,
        le=1024**4,
        description="Bytes of memory that the work on a document may take, beside what each process takes: 67108864 to "
        "1099511627776.",
    )
    document_characters: int = Field(
        default=50_000_000,
        ge=1,
        description="Characters that are read of a document, 1 or more; one that has more of them fails.",
    )

    assertions: Annotated[Assertions, NoDecode] = Field(
        default=Assertions(),
        description="What the dataset must be to be published; in a variable, as JSON.",
    )
    explorer_documents: int = Field(
        default=1000,
        ge=0,
        description="Documents up to which a run writes the explorer too, pages to read the dataset in; 0 for none.",
    )
    explorer_url: str | None = Field(
        default=None,
        pattern="^https?://",
        description="Address that the explorer's first page is served at, for the link in Prefect; empty where it is "
        "read from the disk.",
    )

    @field_validator("assertions", mode="before")
    @classmethod
    def _read_json(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError as error:
            raise ValueError(f"this is no JSON ({error}); write it such as {_EXAMPLE}") from error

    @field_validator("dask_address")
    @classmethod
    def _require_address(cls, address: str | None, given: ValidationInfo) -> str | None:
        if given.data.get("runner") == "dask" and not address:
            raise ValueError("the runner dask needs the address of a scheduler, such as tcp://HOST:8786")
        return address or None

    @field_validator("source", "destination", "dask_address", "explorer_url")
    @classmethod
    def _refuse_credentials(cls, address: str | None) -> str | None:
        # They would be seen in the names of runs, in logs and in Prefect's database.
        if address is not None and redact(address) != address:
            raise ValueError(
                "an address must hold no credentials and no parameters; set credentials in the environment"
            )
        return address

    @field_validator("model", "registry", "explorer_url", mode="before")
    @classmethod
    def _take_empty_for_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("registry")
    @classmethod
    def _require_file(cls, registry: str | None) -> str | None:
        if registry is not None and not Path(registry).is_file():
            raise ValueError(f"{registry}: there is no such file; name the registry of organisations, or none")
        return registry

    def worker_count(self) -> int:
        """Return how many processes read reports, or batches are under way on a cluster, at the same time."""
        if self.runner == "dask":
            return self.workers or MAX_WORKERS
        return self.workers or min(8, _processors())


def _processors() -> int:
    # Not every system can say which of its processors are ours.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pipeline_version() -> str:
    """Return the version of the product."""
    return version("outsider-etl")


def pipeline_key(settings: Settings) -> str:
    """Return 16 hex digits that change whenever the same bytes might make other rows: with version, code and model.

    Raises ModelError where the model is not installed.
    """
    parts = json.dumps([pipeline_version(), _code_state(), settings.model, _model_state(settings.model)])
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


@cache
def _code_state() -> str:
    """Return what tells one state of the code from another: between two releases the version does not change."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for path in sorted(path for path in package.rglob("*") if path.suffix in _MAKES_ROWS):
        name = path.relative_to(package)
        if name.parts[0] not in _MAKES_NO_ROWS:
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _model_state(model: str | None) -> str:
    """Return what tells one state of a model from another, without loading it."""
    if model is None:
        return ""  # the state of the code has the weights of our own tagger in it
    description = Path(model, "meta.json")
    if description.is_file():
        return hashlib.sha256(description.read_bytes()).hexdigest()
    try:
        return version(model)
    except PackageNotFoundError as error:
        raise ModelError(
            f"{model}: no such spaCy model is installed; install it with pip, or leave the setting `model` empty"
        ) from error
