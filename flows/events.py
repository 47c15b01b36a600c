"""What a run tells other programs, and automations, as events of Prefect.

A run that publishes emits `outsider.dataset.published` where the dataset changed, and `outsider.dataset.checked` where
there was nothing new: who waits for news takes the first, who watches over the schedule takes both. A run that fails
emits neither.
"""

import hashlib
import os
from pathlib import Path

from prefect.events import emit_event

from outsider_etl.dataset import Published
from outsider_etl.dataset.places import place_of
from outsider_etl.settings import Settings

PUBLISHED = "outsider.dataset.published"
CHECKED = "outsider.dataset.checked"


def announce(settings: Settings, published: Published) -> None:
    """Emit the event for a dataset that is up to date: its counts of documents, of failed sources and of rows."""
    emit_event(
        event=PUBLISHED if published.changed else CHECKED,
        resource={
            "prefect.resource.id": dataset_resource(settings.destination),
            "prefect.resource.name": settings.destination,
        },
        payload={
            "source": settings.source,
            "destination": settings.destination,
            "documents": len(published.manifest.documents),
            "new": published.new,
            "unchanged": published.unchanged,
            "removed": published.removed,
            "failed": published.failed,
            "rows": published.rows,
        },
    )


def dataset_resource(destination: str) -> str:
    """Return the id of a dataset among Prefect's resources, the same for every way to write its place down."""
    place = place_of(destination)
    name = os.path.realpath(place) if isinstance(place, Path) else str(place)
    return f"outsider.dataset.{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}"
