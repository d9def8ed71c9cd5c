from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding("keyring.PartnershipKey", "A partnership’s keys, wrapped by the root key."),
    Holding("keyring.RecordKey", "Each file’s key, wrapped by its partnership’s key."),
]
