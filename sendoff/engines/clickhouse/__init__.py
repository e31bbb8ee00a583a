"""Profiles in a table of ClickHouse, read over HTTP as Arrow."""
