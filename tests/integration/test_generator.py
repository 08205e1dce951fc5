"""What is measured must be a site as the program would have made it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.own_site import own_site, run

SHARE = 0.0005


@pytest.mark.slow
def test_the_generated_field_counts_as_its_rows_do_and_is_found(tmp_path: Path) -> None:
    with own_site(tmp_path) as site:
        built = json.loads(run(site, "bench", "--inside", "generate", str(SHARE), "model").splitlines()[-1])
        found = json.loads(run(site, "bench", "--inside", "count_again").splitlines()[-1])
    assert (built["posts"], built["communities"], built["members"]) == (2200, 600, 600)
    assert found["posts"] == 2200
    assert found["wrong_topics"] == found["wrong_communities"] == found["wrong_members"] == 0
    assert found["broken_references"] == 0
    assert found["indexed"] == found["live"] > 2000
    assert found["index_differs"] == []
