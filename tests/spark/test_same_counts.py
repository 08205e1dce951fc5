"""The expressions of ``queries/tallies`` on Spark give what they give on DuckDB. Run by `make test-spark`, and no part of
`make test`: it needs Java and three hundred megabytes that no site needs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

pyspark_sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: `make test-spark` brings it")

import ibis.expr.types as ir  # noqa: E402 - nothing here makes sense without Spark
from bench.listening.made import post  # noqa: E402

from dayroom.apps.listening.actions.crew import Batch, write  # noqa: E402
from dayroom.apps.listening.queries import tallies as counting  # noqa: E402
from dayroom.apps.listening.rules.coarse import Terms  # noqa: E402
from dayroom.apps.listening.rules.meaning import Wanted, patterns_of  # noqa: E402
from dayroom.platform.lake import question  # noqa: E402

POSTS = 600
TERMS = Terms(
    source="made", intake="one", language="", now=datetime(2030, 1, 1, tzinfo=UTC), oldest=date(2000, 1, 1),
    key=b"posts", author_key=b"writers", key_era=1,
)  # fmt: skip


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("lake") / "posts.parquet"
    # far apart, so that they fill days
    write(Batch(0, [(number, post(number * 40)) for number in range(POSTS)]), TERMS, file)
    return file


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = (
        pyspark_sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield session
    session.stop()


def on_duckdb(file: Path, asked: ir.Table) -> list[dict[str, Any]]:
    import duckdb

    with duckdb.connect() as connection:
        connection.read_parquet(str(file)).create_view("posts")
        return connection.sql(question(asked)).to_arrow_table().to_pylist()


def on_spark(session: Any, file: Path, asked: ir.Table) -> list[dict[str, Any]]:
    session.read.parquet(str(file)).createOrReplaceTempView("posts")
    return [row.asDict() for row in session.sql(question(asked, "pyspark")).collect()]


def plain(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """In one order, with whole numbers as such: one engine adds up to decimals."""
    return sorted(
        tuple(
            (name, value if isinstance(value, str | date) else int(value or 0)) for name, value in sorted(row.items())
        )
        for row in rows
    )


FLU = patterns_of({"terms": {"en": ["flu", "cough", "flu shot*"], "es": ["gripe", "sarampión"]}}, "Flu")


@pytest.mark.parametrize("topic", [None, FLU], ids=["everything", "a topic"])
def test_counts_are_the_same(spark: Any, lake: Path, topic: Wanted | None) -> None:
    asked = counting.tallies(counting.about(counting.posts(), topic))
    here = plain(on_duckdb(lake, asked))
    assert len(here) > 100
    assert plain(on_spark(spark, lake, asked)) == here


def test_the_same_posts_belong_to_a_topic(spark: Any, lake: Path) -> None:
    posts = counting.posts()
    asked = posts.filter(counting.fits(posts, FLU)).select("key")
    here = plain(on_duckdb(lake, asked))
    assert 0 < len(here) < POSTS
    assert plain(on_spark(spark, lake, asked)) == here
