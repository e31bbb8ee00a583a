"""What an export is: its states, column treatments, and the manifest of what left."""
