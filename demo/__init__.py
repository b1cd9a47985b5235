"""A record to look at: 500 conversations of four weeks, held with the running assistant from written scripts."""
