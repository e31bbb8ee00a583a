"""Customers of Snowflake: one table of one of its databases."""
