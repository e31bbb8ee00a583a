"""Customers of Databricks: one table of one of its catalogs."""
