import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import outsider_etl
from outsider_etl import model_files, report, settings
from outsider_etl.citations import crf, encoder
from outsider_etl.errors import ModelError
from outsider_etl.model_files import read_model_file, record, recorded
from outsider_etl.nlp import wordpieces
from outsider_etl.nlp.organisations import tagger
from outsider_etl.nlp.pipeline import load_nlp
from outsider_etl.sources import Content, Source

PACKAGE = Path(outsider_etl.__file__).parent
REPORT = "Ports\n\nThe port paid $5 million.1\n\n1 J. Roe, Ports and Money, Oxford University Press, 1983, p. 3.\n"


@pytest.fixture
def other_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file of the models be another than the one recorded."""
    monkeypatch.setattr(model_files, "recorded", lambda: dict.fromkeys(recorded(), "0" * 64))
    cached = (tagger._tagger, encoder._session, encoder._pieces, crf.package_weights)
    for loader in cached:
        loader.cache_clear()


def test_every_file_of_the_models_is_recorded() -> None:
    weights = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.onnx")}
    assert len(weights) == 2
    others = {"citations/fields.txt", "citations/types.txt", "nlp/vocabulary.txt"}
    assert recorded().keys() == weights | others
    for name, digest in recorded().items():
        content = read_model_file(name)
        assert content == (PACKAGE / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest


@pytest.mark.usefixtures("other_hashes")
@pytest.mark.parametrize(
    ("load", "name"),
    [
        (lambda: load_nlp(threads=1), "nlp/organisations/tagger.onnx"),
        (encoder._session, "citations/encoder.onnx"),
        (lambda: crf.package_weights("types.txt"), "citations/types.txt"),
        (wordpieces.tokenizer, "nlp/vocabulary.txt"),
    ],
)
def test_a_model_that_is_not_the_recorded_one_is_not_loaded(load, name) -> None:
    with pytest.raises(ModelError, match=rf"{name}: is not the file of this version .* 000000000000.*install"):
        load()


def test_a_model_file_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model_files.resources, "files", lambda package: tmp_path)
    with pytest.raises(ModelError, match=r"citations/encoder\.onnx: cannot be read \(No such file.*install"):
        read_model_file("citations/encoder.onnx")


def test_a_wrong_model_is_no_failure_of_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load_nlp(threads=1)

    def broken(*_: object) -> None:
        raise ModelError("wrong")

    monkeypatch.setattr(report, "read_footnotes", broken)
    with pytest.raises(ModelError, match="wrong"):
        report.extract(Content(Source("ports.txt", Path("ports.txt")), REPORT.encode(), "0" * 16, {}, ""), nlp)


def test_training_records_what_it_wrote(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*recorded(), model_files.RECORD):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGE / name, tmp_path / name)
    before = (tmp_path / model_files.RECORD).read_text()
    monkeypatch.setattr(model_files, "__file__", str(tmp_path / "model_files.py"))
    record()
    assert (tmp_path / model_files.RECORD).read_text() == before
    (tmp_path / "citations" / "fields.txt").write_bytes(b"O\n")
    record()
    after = (tmp_path / model_files.RECORD).read_text()
    digest = hashlib.sha256(b"O\n").hexdigest()
    assert after == before.replace(recorded()["citations/fields.txt"], digest) != before


def test_the_key_of_rows_changes_with_the_recorded_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "outsider_etl"
    package.mkdir()
    (package / model_files.RECORD).write_text("0")
    (package / "tagger.onnx").write_text("loaded only where it has the hash recorded")
    monkeypatch.setattr(settings, "__file__", str(package / "settings.py"))
    state = settings._code_state.__wrapped__()
    (package / model_files.RECORD).write_text("1")
    assert settings._code_state.__wrapped__() != state


def test_models_tell_nobody_that_they_are_run(tmp_path: Path) -> None:
    """ONNX Runtime keeps a file in the folder for such files as soon as it is to tell of its use over the network."""
    code = "import outsider_etl; print(outsider_etl.load_nlp()('The World Bank lent $5 million.').ents)"
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= {"TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "(World Bank, $5 million)\n"
    assert list(tmp_path.iterdir()) == []
