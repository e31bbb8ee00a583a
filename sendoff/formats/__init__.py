"""Rows to bytes: the formats of files and their compression."""
