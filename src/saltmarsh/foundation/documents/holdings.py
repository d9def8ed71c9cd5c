from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "documents.Document",
        "A file that came with a record: its name, content and digest, sealed.",
        about="whoever the record tells of, and who sent it",
        why="To read what somebody sent with what they told",
        kept="as long as the record that it came with",
        exported="The document, with third parties redacted",
        erased="With the record’s key; the sealed file is deleted in the night",
    ),
]
