"""Where profiles live: each engine renders predicates and streams Arrow record batches."""
