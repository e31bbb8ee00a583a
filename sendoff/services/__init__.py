"""What can be asked of Sendoff: rights and transactions, one file a noun; every door asks here."""
