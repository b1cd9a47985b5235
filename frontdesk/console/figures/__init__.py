"""Figures of days and periods, and their charts."""
