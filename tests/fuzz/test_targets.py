from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz.running import limited
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found(name: str) -> None:
    target = TARGETS[name]

    @settings(
        max_examples=target.examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(target.strategy)
    def check(drawn: Any) -> None:
        with limited():
            target.check(drawn)

    check()
