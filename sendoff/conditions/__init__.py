"""The condition language: JSON to tree, its meaning, its sentence, and what engines render."""
