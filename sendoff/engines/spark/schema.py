"""Column types of Spark as attributes, or as not offered with the reason."""

from __future__ import annotations

from pyspark.sql.types import ArrayType, DecimalType, StringType, StructType
from pyspark.sql.types import DataType as SparkType

from sendoff.attributes.catalogue import DataType, NotOffered
from sendoff.engines.sql.columns import ColumnType, NoId, Schema, schema_of
from sendoff.engines.sql.values import Doubles, ValueType, days, decimals, integers, moments

COLLATED = "STRING COLLATE"
"""How a column is marked whose collation takes different texts for equal."""

_INTEGERS = {"tinyint": 8, "smallint": 16, "int": 32, "bigint": 64}

_REASONS = {
    "array": "A list",
    "struct": "A record",
    "map": "A map: its keys are not known in advance.",
    "binary": "Binary data.",
    "variant": "Values of changing types.",
    "interval": "A span of time.",
    "void": "A column without a type: it holds nothing but unknown values.",
    "time": "A time of day without a date.",
    "geometry": "A geometry.",
    "geography": "A geometry.",
    "timestamp": "A moment in nanoseconds, which Spark has on trial.",
    "timestamp_ntz": "A moment in nanoseconds, which Spark has on trial.",
}


def read(columns: StructType, *, id_column: str) -> Schema:
    """The schema of a table with these columns.

    Raises: NoId.
    """
    not_offered: list[NotOffered] = []
    found = []
    for field in columns.fields:
        column = _column(field.name, field.dataType, not_offered)
        if field.name == id_column and column is not None and column.value is not None:
            _check_id(field.name, column.value)
        found.append((field.name, column))
    return schema_of(found, not_offered, id_column=id_column)


def _check_id(name: str, value: ValueType) -> None:
    if value.column_type == COLLATED:
        raise NoId(
            f"The column {name!r} cannot identify a customer: it holds collated text, which can be written "
            "in several ways. Name another one in `id_column`."
        )


def _column(name: str, spark_type: SparkType, not_offered: list[NotOffered]) -> ColumnType | None:
    multi = isinstance(spark_type, ArrayType)
    inner = spark_type.elementType if multi else spark_type
    if not isinstance(inner, StructType):
        value = value_type(inner)
        if value is None:
            not_offered.append(NotOffered(name, _reason(inner, within="a list" if multi else "")))
            return None
        return ColumnType(multi, False, value, {})
    fields: dict[str, ValueType] = {}
    for field in inner.fields:
        value = value_type(field.dataType)
        if value is None:
            not_offered.append(NotOffered(f"{name}.{field.name}", _reason(field.dataType, within="a record")))
        else:
            fields[field.name] = value
    if not fields:
        not_offered.append(NotOffered(name, "A record without any field that is offered."))
        return None
    return ColumnType(multi, False, None, fields, len(fields) < len(inner.fields))


def value_type(spark_type: SparkType) -> ValueType | None:
    """The scalar type; None where it is not offered."""
    if isinstance(spark_type, StringType):
        return ValueType(DataType.STRING, "STRING", "STRING" if _is_binary(spark_type) else COLLATED)
    if isinstance(spark_type, DecimalType):
        name = f"DECIMAL({spark_type.precision}, {spark_type.scale})"
        return ValueType(DataType.FLOAT, name, name, decimals(spark_type.precision, spark_type.scale))
    kind = spark_type.simpleString()
    if kind in _INTEGERS:
        half = 2 ** (_INTEGERS[kind] - 1)
        return ValueType(DataType.INT, kind.upper(), kind.upper(), integers(-half, half - 1))
    match kind:
        case "float" | "double":
            return ValueType(DataType.FLOAT, "DOUBLE", kind.upper(), Doubles())
        case "boolean":
            return ValueType(DataType.BOOL, "BOOLEAN", "BOOLEAN")
        case "date":
            return ValueType(DataType.DATE, "DATE", "DATE", days())
        case "timestamp" | "timestamp_ntz":
            zoned = kind == "timestamp"
            return ValueType(DataType.DATETIME, kind.upper(), kind.upper(), moments(1, zoned=zoned), zoned)
        case _:
            return None


def _is_binary(text: StringType) -> bool:
    """Whether texts are equal where their bytes are."""
    return bool(getattr(text, "collation", "UTF8_BINARY") == "UTF8_BINARY")


def _reason(spark_type: SparkType, *, within: str) -> str:
    written = spark_type.simpleString()
    kind = written.partition("<")[0].partition("(")[0].partition(" ")[0]
    reason = _REASONS.get(kind, f"Its type {written.upper()} is not one of ours.")
    if kind in ("array", "struct"):
        return f"{reason} inside {within}."
    return f"Inside {within}: {reason[0].lower()}{reason[1:]}" if within else reason
