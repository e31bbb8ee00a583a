"""What is particular to Spark: its address, its text and its types, and what a session lets others do."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from sendoff.attributes.catalogue import DataType
from sendoff.conditions.predicates import EVERYBODY, AnyValue, Column, ContainsAny, InValueList, OneOf, Within
from sendoff.engines.port import EngineOptions, Query, SourceUnavailable, SourceUnusable
from sendoff.engines.registry import open_engine
from sendoff.errors import Invalid
from tests.spark_connect import SparkConnect

TEXT = Column("text", DataType.STRING)
WORDS = Column("words", DataType.STRING, multi=True)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("spark:///?table=a", "no host"),
        ("spark://host/", "either a table or a folder"),
        ("spark://host/?table=a&parquet=b", "either a table or a folder"),
        ("spark://host/?table=a.b.c.d", "one to three parts"),
        ("spark://host/?table=a..b", "one to three parts"),
        ("spark://host/?table=a&colour=red", r"'colour' is not known \(known: table, parquet"),
        ("spark://host/?table=", "'table' needs one value"),
        ("spark://host/?table=a&use_ssl=yes", "'use_ssl' is true or false"),
        ("spark://host/?table=a&ca_file=x", "'ca_file' is for use_ssl"),
        ("spark://u:secret@host/?table=a", "takes a token"),
        ("spark://host:port/?table=a", "host or port"),
    ],
)
def test_a_url_that_names_no_source_is_refused_without_showing_it(url: str, told: str) -> None:
    with pytest.raises(Invalid, match=told) as refused:
        open_engine(url)
    assert "secret" not in refused.value.message


def test_a_token_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    engine = open_engine(f"spark://127.0.0.1/?table=a&token_file={tmp_path}/none")
    with pytest.raises(SourceUnusable, match="token_file"):
        engine.catalogue()


@pytest.mark.parametrize("query", ["table=a", "table=a&use_ssl=true"])
def test_a_server_that_is_not_there_is_worth_another_try(query: str) -> None:
    with pytest.raises(SourceUnavailable, match="did not answer"):
        open_engine(f"spark://127.0.0.1:1/?{query}").catalogue()


def written(server: SparkConnect, folder: Path, table: pa.Table, name: str = "a") -> str:
    """The URL of a folder to which the table was added."""
    parquet.write_table(table, folder / f"{name}.parquet")
    return server.source(parquet=str(folder))


pytestmark = pytest.mark.timeout(300)  # starting the cluster counts towards the first test that asks


@pytest.mark.slow
def test_a_wrong_token_is_not_let_in(spark_connect: SparkConnect, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("wrong-token\n")
    address = spark_connect.url.partition("?")[0]
    with pytest.raises(SourceUnusable, match="token") as told:
        open_engine(f"{address}?table=a&token_file={tmp_path}/token").catalogue()
    assert "wrong-token" not in told.value.message


@pytest.mark.slow
@pytest.mark.parametrize("named", ["table=gone", "table=a.b.gone", "parquet=/gone"])
def test_a_source_that_is_not_there_is_named(spark_connect: SparkConnect, named: str) -> None:
    key, _, value = named.partition("=")
    with pytest.raises(SourceUnusable, match="names no table or folder") as told:
        open_engine(spark_connect.source(**{key: value})).catalogue()
    assert "a-token" not in told.value.message


@pytest.mark.slow
def test_nothing_in_a_text_is_replaced_by_what_the_server_knows(
    spark_connect: SparkConnect, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    texts = ["${env:home}", "${spark.app.name}", "\\", "\\n", "a\\'b\"", "%_\\%", "\0", ":x", "ž\u2028😀"]
    engine = open_engine(
        written(spark_connect, tmp_path, pa.table({"customer_entity_id": texts, "text": texts}))
    )
    assert engine.count(AnyValue(TEXT, OneOf(tuple(texts)))) == len(texts)
    for text in texts:
        assert engine.count(AnyValue(TEXT, OneOf((text,)))) == 1
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_letters_are_lowered_alone_and_by_one_unicode(spark_connect: SparkConnect, tmp_path: Path) -> None:
    texts = ["ΑΣ", "İX", "ŽĎÁR", "\u1c89", "ASCII", "\U00010400"]
    lowered = ["ασ", "ix", "žďár", "\u1c89", "ascii", "\U00010428"]
    engine = open_engine(
        written(spark_connect, tmp_path, pa.table({"customer_entity_id": texts, "text": texts}))
    )
    assert engine.count(AnyValue(TEXT, OneOf(tuple(lowered)))) == len(texts)
    assert engine.count(AnyValue(TEXT, OneOf(("ας", "i̇x", "\u1c8a")))) == 0


@pytest.mark.slow
def test_many_needles_are_looked_for_at_once(spark_connect: SparkConnect, tmp_path: Path) -> None:
    table = pa.table(
        {
            "customer_entity_id": range(40),
            "text": [f"<N{at}>" for at in range(40)],
            "words": [[None, f"<N{at}>"] for at in range(40)],
        }
    )
    engine = open_engine(written(spark_connect, tmp_path, table))
    needles = ContainsAny(tuple(f"<n{at}>" for at in range(10, 200)))
    assert engine.count(AnyValue(TEXT, needles)) == 30
    assert engine.count(AnyValue(WORDS, needles)) == 30


class Lists:
    def table(self, key: str) -> pa.Table:
        return pa.table({"value": pa.array([f"n{at}" for at in range(3, 300_000)], pa.large_string())})


@pytest.mark.slow
def test_an_uploaded_list_that_is_not_handed_out_whole_counts(
    spark_connect: SparkConnect, tmp_path: Path
) -> None:
    table = pa.table(
        {
            "customer_entity_id": range(10),
            "text": [f"N{at}" for at in range(10)],
            "words": [["x", f"N{at}"] for at in range(10)],
        }
    )
    engine = open_engine(written(spark_connect, tmp_path, table), EngineOptions(value_lists=Lists()))
    assert engine.count(AnyValue(TEXT, InValueList("any"))) == 7
    assert engine.count(AnyValue(WORDS, InValueList("any"))) == 7


@pytest.mark.slow
def test_both_zeros_are_one_number(spark_connect: SparkConnect, tmp_path: Path) -> None:
    table = pa.table({"customer_entity_id": range(4), "spent": [-0.0, 0.0, float("nan"), 1.0]})
    engine = open_engine(written(spark_connect, tmp_path, table))
    spent = Column("spent", DataType.FLOAT)
    assert engine.count(AnyValue(spent, OneOf((0,)))) == 2
    assert engine.count(AnyValue(spent, OneOf((-0.0, *map(float, range(20, 40)))))) == 2
    assert engine.count(AnyValue(spent, Within(low=0))) == 3


@pytest.mark.slow
def test_what_cannot_be_offered_is_left_out_with_its_reason(
    spark_connect: SparkConnect, tmp_path: Path
) -> None:
    record = pa.struct([("a", pa.int32()), ("b", pa.binary())])
    table = pa.table(
        {
            "customer_entity_id": pa.array(["c1"]),
            "bytes": pa.array([b"x"]),
            "map": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int32())),
            "nested": pa.array([[[1]]], pa.list_(pa.list_(pa.int32()))),
            "record": pa.array([{"a": 1, "b": b"x"}], record),
            "local": pa.array([datetime(2026, 1, 1)], pa.timestamp("us")),
        }
    )
    engine = open_engine(written(spark_connect, tmp_path, table))
    catalogue = engine.catalogue()
    assert list(catalogue.attributes) == ["record", "local"]
    reasons = {each.column: each.reason for each in catalogue.not_offered}
    assert reasons == {
        "bytes": "Binary data.",
        "map": "A map: its keys are not known in advance.",
        "nested": "A list inside a list.",
        "record.b": "Inside a record: binary data.",
    }
    with engine.rows(Query(EVERYBODY, ("record", "local")), batch_rows=10) as rows:
        assert rows.schema.field("local").type == pa.timestamp("us")
        assert [row["record"] for batch in rows for row in batch.to_pylist()] == [{"a": 1}]


@pytest.mark.slow
def test_a_column_that_only_some_files_have_is_not_lost(spark_connect: SparkConnect, tmp_path: Path) -> None:
    url = written(spark_connect, tmp_path, pa.table({"customer_entity_id": ["a"]}), "a")
    written(spark_connect, tmp_path, pa.table({"customer_entity_id": ["b"], "text": ["x"]}), "b")
    assert open_engine(url).count(AnyValue(TEXT, OneOf(("x",)))) == 1


@pytest.mark.slow
def test_files_that_cannot_be_read_together_are_refused(spark_connect: SparkConnect, tmp_path: Path) -> None:
    url = written(spark_connect, tmp_path, pa.table({"customer_entity_id": ["a"], "n": ["x"]}), "a")
    written(spark_connect, tmp_path, pa.table({"customer_entity_id": ["b"], "n": [1.5]}), "b")
    with pytest.raises(SourceUnusable, match="cannot be read together"):
        open_engine(url).catalogue()


@pytest.mark.slow
@pytest.mark.parametrize("ids", [pa.array([1.5]), pa.array([datetime(2026, 1, 1)], pa.timestamp("us"))])
def test_a_column_that_is_written_in_several_ways_is_no_id(
    spark_connect: SparkConnect, tmp_path: Path, ids: pa.Array
) -> None:
    with pytest.raises(SourceUnusable, match="several ways"):
        open_engine(written(spark_connect, tmp_path, pa.table({"customer_entity_id": ids}))).catalogue()
