"""Invented customers to try Sendoff with, and to measure it by."""
