"""The command line: one-shot exports, a server, and a client of its API."""
