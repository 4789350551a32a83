"""Tables as files for other programs: CSV, JSON, SQLite, Parquet. The same tables are the same bytes."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ralb.tables import TABLES, Kind, Row, Table
from ralb.text import disarmed
from ralb.trouble import Trouble

Rows = Mapping[str, Sequence[Row]]


class NoParquet(Trouble):
    """Parquet is written by a large library that few need."""

    def __init__(self) -> None:
        super().__init__("`--to parquet` needs pyarrow: `pip install 'ralb[parquet]'`")


def as_csv(rows: Rows, stem: str) -> Iterator[tuple[str, bytes]]:
    """A file a table, for Excel: with a mark that tells UTF-8, and no cell that a spreadsheet would run."""
    for table in TABLES:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(column.name for column in table.columns)
        writer.writerows([_cell(value) for value in _values(table, row)] for row in rows[table.name])
        yield f"{table.name}{stem}.csv", text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else disarmed(str(value))


def _values(table: Table, row: Row) -> list[Any]:
    return [row[column.name] for column in table.columns]


def as_json(rows: Rows, stem: str) -> Iterator[tuple[str, bytes]]:
    """One file: the tables by name, each a list of its rows."""
    import json

    every = {
        table.name: [{column.name: row[column.name] for column in table.columns} for row in rows[table.name]]
        for table in TABLES
    }
    yield f"ralb{stem}.json", (json.dumps(every, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


_SQL = {Kind.TEXT: "TEXT", Kind.DATE: "TEXT", Kind.NUMBER: "INTEGER", Kind.TRUTH: "BOOLEAN"}


def as_sqlite(rows: Rows, stem: str) -> Iterator[tuple[str, bytes]]:
    """One database with all the tables."""
    import sqlite3

    base = sqlite3.connect(":memory:")
    try:
        for table in TABLES:
            columns = ", ".join(f"{column.name} {_SQL[column.kind]}" for column in table.columns)
            base.execute(f"CREATE TABLE {table.name} ({columns})")
            places = ", ".join("?" * len(table.columns))
            statement = f"INSERT INTO {table.name} VALUES ({places})"  # noqa: S608 - our own names, no one's values
            base.executemany(statement, [_values(table, row) for row in rows[table.name]])
        base.commit()
        yield f"ralb{stem}.sqlite", base.serialize()
    finally:
        base.close()


def as_parquet(rows: Rows, stem: str) -> Iterator[tuple[str, bytes]]:
    """A file a table; raises `NoParquet` where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise NoParquet from error
    kinds = {
        Kind.TEXT: pyarrow.string(),
        Kind.DATE: pyarrow.string(),
        Kind.NUMBER: pyarrow.int64(),
        Kind.TRUTH: pyarrow.bool_(),
    }
    for table in TABLES:
        schema = pyarrow.schema([(column.name, kinds[column.kind]) for column in table.columns])
        content = io.BytesIO()
        parquet.write_table(pyarrow.Table.from_pylist(list(rows[table.name]), schema=schema), content)
        yield f"{table.name}{stem}.parquet", content.getvalue()


FORMATS: dict[str, Callable[[Rows, str], Iterator[tuple[str, bytes]]]] = {
    "csv": as_csv,
    "json": as_json,
    "sqlite": as_sqlite,
    "parquet": as_parquet,
}
