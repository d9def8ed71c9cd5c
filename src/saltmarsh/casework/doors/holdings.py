from saltmarsh.foundation.records import Holding

HOLDINGS = [
    Holding(
        "doors.Code",
        "What a code and its browser are looked up by, and how often it was tried.",
        kept="referrals, by outcome and by age",
        erased="With the delivery",
    ),
]
