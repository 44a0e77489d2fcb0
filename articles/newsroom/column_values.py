"""Which values stand in a column, without a look at every row."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Model

# From one value to the next by the column's index: as many steps as there are values.
EACH = """
WITH RECURSIVE each_one(value) AS (
  SELECT min({column}) FROM {table}
  UNION ALL
  SELECT (SELECT min({column}) FROM {table} WHERE {column} > each_one.value) FROM each_one
  WHERE each_one.value IS NOT NULL
)
SELECT value FROM each_one WHERE value IS NOT NULL
"""


def values_in(model: type[Model], column: str) -> set[Any]:
    """Each value of a model's column, which has an index; they are few."""
    name = connection.ops.quote_name
    sql = EACH.format(column=name(column), table=name(model._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}
