"""Profiles in a table or in Parquet files of a Spark cluster, asked for through Spark Connect."""
