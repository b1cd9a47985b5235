"""Personal values: found and hidden before anything is written or sent on."""
