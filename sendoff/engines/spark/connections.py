"""Sessions on a Spark Connect server: each call has its own, which ends its queries when it is released."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import grpc
import pyarrow as pa
import pyspark.sql.connect.proto as proto
from pyspark.logger import PySparkLogger
from pyspark.sql.connect.client import ChannelBuilder
from pyspark.sql.connect.client.core import RpcDeadlines
from pyspark.sql.connect.dataframe import DataFrame
from pyspark.sql.connect.plan import SQL
from pyspark.sql.connect.session import SparkSession
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import ArrayType, StringType, StructField, StructType

from sendoff.engines.spark.address import Address
from sendoff.engines.spark.failures import FAILURES, explain
from sendoff.engines.spark.letters import declarations
from sendoff.engines.sql.speech import VALUE

# On its own PySpark writes what it could not run, customers' values in it, to the error stream.
for _each in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
    PySparkLogger.getLogger(_each).setLevel(logging.CRITICAL + 1)

_CONNECT_SECONDS = 30
_END_SECONDS = 1.0
_VALUES_A_ROW = 1000
_BROADCAST_VALUES = 200_000
_NO_BROADCAST = {
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.adaptive.autoBroadcastJoinThreshold": "-1",
}
"""Spark takes a list for as small as it is compressed, hands it whole to each executor, and has no room for
it there: 5 million values (2026-11-24)."""
_TOGETHER = StructType([StructField(VALUE, ArrayType(StringType()))])

SETTINGS: Mapping[str, str] = {
    # Meaning of what we write.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.variable.substitute": "false",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.parser.quotedRegexColumnNames": "false",
    "spark.sql.ansi.doubleQuotedIdentifiers": "false",
    "spark.sql.legacy.followThreeValuedLogicInArrayExists": "true",
    # Each of these can take customers or columns away without a word, or move their days.
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.parquet.mergeSchema": "true",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    # Real types in Arrow, a fifth of the bytes in the server's memory and on the way (2026-11-24).
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
    "spark.sql.execution.arrow.compression.codec": "zstd",
}

STREAMED = {"spark.sql.files.maxPartitionBytes": "32m"}
"""For rows that come to us: an executor holds the rows of one such piece of a file at a time."""


class Connection:
    """One call's session."""

    def __init__(self, address: Address, settings: Mapping[str, str]) -> None:
        self._session: Any = SparkSession(connection=_Channel(address), userId=address.user)
        self._client: Any = self._session.client
        # What did not work is told, and the whole run tried again; RPCs are answered or given up.
        self._client.set_retry_policies([])
        self._client._rpc_deadlines = RpcDeadlines(config=_CONNECT_SECONDS, release_session=_END_SECONDS)
        self._settings = {**SETTINGS, **settings}
        self._ended = False

    def begin(self) -> None:
        """Raises: one of `FAILURES`, also where the server cannot be reached."""
        self._set(self._settings)

    def columns(self, sql: str) -> StructType:
        """The columns that the query gives; nothing is run. Raises: one of `FAILURES`."""
        found = self._query(sql).schema
        assert isinstance(found, StructType)
        return found

    def prepare(self, sql: str, lists: Mapping[str, pa.Table]) -> None:
        """What the query names is there: lists as views of this session. Raises: one of `FAILURES`."""
        if any(len(table) > _BROADCAST_VALUES for table in lists.values()):
            self._set(_NO_BROADCAST)
        for each, table in lists.items():
            together = self._session.createDataFrame(_together(table), _TOGETHER)
            together.selectExpr(f"explode({VALUE}) AS {VALUE}").createOrReplaceTempView(each)
        for statement in declarations(sql):
            self._session.sql(statement)

    def arrow_schema(self, sql: str) -> pa.Schema:
        """The columns as they come out of `batches`. Raises: one of `FAILURES`."""
        return to_arrow_schema(self.columns(sql), timezone="UTC")

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        """The answer, as it comes, nothing of it kept. Raises: one of `FAILURES`."""
        return self._batches(self._query(sql))

    def mapped(self, sql: str, work: Any, columns: str) -> Iterator[pa.RecordBatch]:
        """What `work` makes of the answer's batches on the executors. Raises: one of `FAILURES`."""
        return self._batches(self._query(sql).mapInArrow(work, columns))

    def watch(self, handler: Any) -> None:
        """Tells it of each query's stages and running tasks, every two seconds."""
        self._client.register_progress_handler(handler)

    def end(self) -> None:
        """Ends the session and all its queries on the server, as far as it can be reached; once."""
        if self._ended:
            return
        self._ended = True
        with suppress(*FAILURES, ValueError):
            self._client.release_session()
        # First the channel: what is still under way over it is not waited for.
        self._client._channel.close()
        self._client.close()
        atexit.unregister(self._client._on_exit)  # it would keep the client as long as the process lives

    def _set(self, settings: Mapping[str, str]) -> None:
        pairs = [proto.KeyValue(key=key, value=value) for key, value in settings.items()]
        # What the server has to say about them, such as that one is going to go, is not for our users.
        self._client.config(proto.ConfigRequest.Operation(set=proto.ConfigRequest.Set(pairs=pairs)))

    def _query(self, sql: str) -> Any:
        # Not `session.sql`, which has the server read the query once more.
        return DataFrame(SQL(sql), self._session)

    def _batches(self, query: Any) -> Iterator[pa.RecordBatch]:
        for piece in self._client.to_table_as_iterator(query._plan.to_proto(self._client), {}):
            if isinstance(piece, pa.Table):
                yield from piece.to_batches()


def _together(table: pa.Table) -> pa.Table:
    """Many values in each row: the server has them all in memory, and a row of its own takes 200 bytes."""
    values = table.column(VALUE).combine_chunks()
    offsets = [*range(0, len(values), _VALUES_A_ROW), len(values)]
    rows = pa.LargeListArray.from_arrays(pa.array(offsets, pa.int64()), values)
    return pa.table({VALUE: rows.cast(pa.list_(values.type))})


@contextmanager
def opened(address: Address, settings: Mapping[str, str]) -> Iterator[Connection]:
    """A session of the caller's own; on leaving it has ended, and its queries with it.

    Raises: SourceUnavailable, SourceUnusable.
    """
    try:
        connection = Connection(address, settings)
    except FAILURES as error:
        raise explain(error, address.shown) from None
    try:
        yield connection
    finally:
        connection.end()


class _Channel(ChannelBuilder):  # type: ignore[misc]  # of no type
    """As PySpark's own, but that files name the token and the authorities."""

    def __init__(self, address: Address) -> None:
        super().__init__()
        self._address = address
        self._token = address.token()
        self._authorities = address.authorities()
        if address.user is not None:
            self.set(ChannelBuilder.PARAM_USER_ID, address.user)
        self.set(ChannelBuilder.PARAM_USER_AGENT, "sendoff")

    @property
    def host(self) -> str:
        return self._address.host

    def toChannel(self) -> grpc.Channel:
        if self._address.use_ssl:
            credentials = grpc.ssl_channel_credentials(root_certificates=self._authorities)
        elif self._token is None:
            return self._insecure_channel(self._address.endpoint)
        else:
            credentials = grpc.local_channel_credentials()  # refuses other machines
        if self._token is not None:
            token = grpc.access_token_call_credentials(self._token.reveal())
            credentials = grpc.composite_channel_credentials(credentials, token)
        return self._secure_channel(self._address.endpoint, credentials)
