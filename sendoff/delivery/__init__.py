"""Carrying one run out; knows ports, no database."""
