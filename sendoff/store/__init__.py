"""The metadata database: tables, transactions, one file a noun, and the queue."""
