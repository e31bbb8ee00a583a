"""Profiles in Parquet and CSV files and in DuckDB files, read by embedded DuckDB."""
