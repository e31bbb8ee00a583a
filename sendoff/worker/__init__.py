"""The working door: threads that claim exports and carry them out."""
