"""The HTTP door: it authenticates, translates, and asks the services."""
