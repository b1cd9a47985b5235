"""Actions of the assistant that must look back at the conversation; everything else is a fixed `utter_`."""
