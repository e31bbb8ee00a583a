"""Who may do what: features, roles, the rights table as data, passwords and tokens."""
