"""The front desk: the Django project that faces people, keeps the record and alone speaks to the engine."""
