"""Checks over everything a patient may be told, and over the examples it is learnt from: `python -m data_checks`."""
