"""Customers of BigQuery: one table of one of its datasets."""
