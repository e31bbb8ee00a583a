"""Profiles in one table or view of a PostgreSQL server, read through ADBC as Arrow."""
