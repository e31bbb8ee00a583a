"""Where an export can go."""
