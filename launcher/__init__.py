"""Starts the assistant on one machine: engine, actions and front desk under supervisord."""
