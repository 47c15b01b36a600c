"""One run at a time on a dataset in object storage, which knows no locks: a claim for a while, kept up as it is used.

Claims are objects with numbers, and the one of the highest number holds. A claim is made by creating the object of the
next number, which a store lets only one of several do; that is allowed where the claim before has run out or was given
back. The last claim stays when it is given back, so that numbers only rise: a run that slept through its time, or
whose clock is wrong, finds a higher number and publishes nothing.
"""

import json
import os
import platform
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from outsider_etl.errors import DatasetError
from outsider_etl.objects import ObjectPath

CLAIMS = ".publishing"
LEASE_SECONDS = 120.0
"""How long a claim holds without being kept up; clocks of hosts may differ by less."""

# By the clock of every host.
_LONG_AGO = datetime.fromtimestamp(0, UTC).isoformat()
_CLAIM = re.compile(r"[0-9]{8}\.json")


@dataclass(frozen=True, slots=True)
class Claim:
    """The right of one run to work on a dataset: who holds it, and until when (ISO 8601, UTC)."""

    owner: str
    host: str
    process: int
    expires: str

    def has_expired(self) -> bool:
        """Tell whether the claim has run out by the clock of this host."""
        return _now() >= datetime.fromisoformat(self.expires)


@contextmanager
def leased(destination: ObjectPath) -> Iterator[Callable[[], None]]:
    """Hold the claim to work on `destination`; what is given out raises DatasetError once it is lost.

    Raises DatasetError while another run holds one.
    """
    lease = _Lease(destination)
    done = threading.Event()
    keeper = threading.Thread(target=_keep_up, args=(lease, done), daemon=True)
    keeper.start()
    try:
        yield lease.confirm
    finally:
        done.set()
        keeper.join()
        with suppress(OSError, DatasetError):
            lease.give_back()


class _Lease:
    """A claim of this process on a destination, made when it is created."""

    def __init__(self, destination: ObjectPath) -> None:
        self._destination = destination
        self._lock = threading.Lock()
        newest = _newest(destination)
        if newest is not None and not (claim := _read(newest)).has_expired():
            raise _held(destination, claim)
        number = 1 + (int(newest.name.partition(".")[0]) if newest else 0)
        self._path = destination / CLAIMS / f"{number:08d}.json"
        self._claim = Claim(uuid4().hex, platform.node(), os.getpid(), _end())
        try:
            self._path.create(_to_json(self._claim))
        except FileExistsError as error:
            claim = _read(self._path)
            # A put that is tried again by the library may find what it has put before.
            if claim.owner != self._claim.owner:
                raise _held(destination, claim) from error

    def renew(self) -> None:
        """Keep the claim up for another while; DatasetError where it has run out."""
        with self._lock:
            if self._claim.has_expired():
                raise self._lost()
            claim = replace(self._claim, expires=_end())
            self._path.write_bytes(_to_json(claim))
            self._claim = claim

    def confirm(self) -> None:
        """Keep the claim up, and raise DatasetError where another run holds one."""
        self.renew()
        if _newest(self._destination) != self._path:
            raise self._lost()

    def give_back(self) -> None:
        """End the claim, if it is still this one that holds, and remove those that it followed."""
        self.confirm()
        self._path.write_bytes(_to_json(replace(self._claim, expires=_LONG_AGO)))
        for path in _claims(self._destination):
            if str(path) < str(self._path):
                path.unlink()

    def _lost(self) -> DatasetError:
        return DatasetError(
            f"{self._destination}: the claim to work there ran out before it was kept up, and nothing is published: "
            "run again"
        )


def _keep_up(lease: _Lease, done: threading.Event) -> None:
    while not done.wait(LEASE_SECONDS / 4):
        # What cannot be put now is tried again until the claim has run out, which `confirm` tells.
        with suppress(OSError, DatasetError):
            lease.renew()


def _claims(destination: ObjectPath) -> list[ObjectPath]:
    folder = destination / CLAIMS
    return [folder / name for name in folder.sizes() if _CLAIM.fullmatch(name)]


def _newest(destination: ObjectPath) -> ObjectPath | None:
    return max(_claims(destination), key=str, default=None)


def _read(path: ObjectPath) -> Claim:
    """Return the claim at `path`; one that was removed meanwhile, for a higher one, has ended."""
    try:
        return Claim(**json.loads(path.read_bytes()))
    except FileNotFoundError:
        return Claim("", "", 0, _LONG_AGO)
    except (ValueError, TypeError) as error:
        raise DatasetError(f"{path}: is no claim of a run; remove it and run again") from error


def _to_json(claim: Claim) -> bytes:
    return json.dumps(asdict(claim)).encode()


def _end() -> str:
    return (_now() + timedelta(seconds=LEASE_SECONDS)).isoformat()


def _now() -> datetime:
    return datetime.now(UTC)


def _held(destination: ObjectPath, claim: Claim) -> DatasetError:
    return DatasetError(
        f"another run is working on {destination} (process {claim.process} on {claim.host}, until {claim.expires} or "
        "later): run again when it has ended, or after that time if it has died"
    )
