from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding("partnerships.Partnership", "A partnership’s name, hosts and settings."),
]
