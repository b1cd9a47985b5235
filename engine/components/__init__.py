"""Graph components that config.yml names; each is a thin coat of Rasa over plain modules of this package."""
