import subprocess
import sys

import outsider_etl


def test_interface_is_complete_and_sorted() -> None:
    assert outsider_etl.__all__ == sorted(outsider_etl._MODULES)
    for name in outsider_etl.__all__:
        assert callable(getattr(outsider_etl, name))


def test_core_imports_no_prefect() -> None:
    code = "import sys, outsider_etl.report, outsider_etl.batch, outsider_etl.cli; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_interface_imports_nothing_heavy() -> None:
    code = "import sys, outsider_etl; sys.exit(any(name in sys.modules for name in ('spacy', 'pyarrow', 'duckdb')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
