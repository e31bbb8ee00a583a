"""The operations of a condition: one record each, and the registry of them all."""
