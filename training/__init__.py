"""How the tagger of organisations is made: `python -m training.train`; what it is made of is told in docs/models.md."""

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
