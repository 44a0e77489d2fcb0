"""What can only be tried on PostgreSQL is collected there, and skipped nowhere."""

from __future__ import annotations

from django.db import connection

collect_ignore = (
    []
    if connection.vendor == "postgresql"
    else [
        "test_migrating_keeps_nobody_waiting.py",
        "test_a_kept_connection_is_looked_at.py",
        "test_a_kept_statement_is_prepared_once.py",
        "test_what_is_not_the_sites_is_left_alone.py",
    ]
)
