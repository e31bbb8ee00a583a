"""The operations of the condition language, one record each."""
