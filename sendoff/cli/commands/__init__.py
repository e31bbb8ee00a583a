"""ADD A COMMAND HERE: one file a noun."""
