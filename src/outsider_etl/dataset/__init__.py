"""The room of files: staging finished documents, publishing them as one dataset, and loading it again."""

from outsider_etl.dataset.entries import Entry, Failed, Published
from outsider_etl.dataset.loading import Dataset, load
from outsider_etl.dataset.manifest import Manifest, read_manifest
from outsider_etl.dataset.publishing import publish, publish_anew
from outsider_etl.dataset.staging import clear_staging, document_key, forget_staged, is_staged, stage, staged_keys

__all__ = [
    "Dataset",
    "Entry",
    "Failed",
    "Manifest",
    "Published",
    "clear_staging",
    "document_key",
    "forget_staged",
    "is_staged",
    "load",
    "publish",
    "publish_anew",
    "read_manifest",
    "stage",
    "staged_keys",
]
