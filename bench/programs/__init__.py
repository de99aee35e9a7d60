"""Whole programs, run in fresh processes: what starting from a warm cache costs."""
