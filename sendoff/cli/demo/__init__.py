"""The parts of `sendoff demo`: its folder, its server, and what it does through the API."""
