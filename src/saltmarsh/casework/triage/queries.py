from saltmarsh.casework.triage import clocks

SETTINGS = clocks.SETTINGS
