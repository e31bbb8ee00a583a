"""Customers of Trino: one table of one of its catalogs."""
