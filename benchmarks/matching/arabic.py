"""Queries in Arabic script against romanised records: a scenario of its own.

The spellings are those in which the names are written in Arabic, or in Urdu, and not
made by a rule; so they share no author with the product's transliteration. Which
romanised spellings are the same name is a list as well.
"""

from collections.abc import Iterable, Iterator
from typing import Any

SCRIPT, SEARCH = "arabic_script", "arabic_search_year"
# {as written in Arabic or Urdu: romanised spellings in records}
WRITTEN = {
    "محمد": "mohammed muhammad mohamed mohammad muhammed mohamad maxamed",
    "أحمد": "ahmed ahmad axmed",
    "علي": "ali cali",
    "حسن": "hassan hasan xasan",
    "حسين": "hussain hussein husain hossain xuseen",
    "عمر": "omar umar cumar",
    "إبراهيم": "ibrahim ebrahim ibraahim",
    "يوسف": "yusuf yousef yousuf yusef youssef yuusuf",
    "خالد": "khalid khaled khaalid",
    "عبدالله": "abdullah abdulla abdullahi cabdullaahi cabdulahi",
    "فاطمة": "fatima fatimah faadumo faduma fatma",
    "عائشة": "aisha ayesha aysha caasha",
    "مريم": "maryam mariam miriam maryan",
    "زينب": "zainab zaynab zeinab saynab",
    "خديجة": "khadija khadijah khadiija",
    "أمينة": "amina aminah aamina",
    "ليلى": "layla leila laila",
    "نور": "noor nur nour nuur",
    "حمزة": "hamza hamzah xamse",
    "بلال": "bilal bilaal",
    "مصطفى": "mustafa mostafa mustapha",
    "محمود": "mahmoud mahmood mahmud maxamuud",
    "كريم": "karim kareem",
    "طارق": "tariq tarek tareq",
    "عثمان": "osman uthman usman cismaan",
    "إدريس": "idris idrees",
    "إسماعيل": "ismail ismaeel ismaciil",
    "يحيى": "yahya",
    "موسى": "musa mousa moussa muuse",
    "سليمان": "suleiman sulaiman saleban",
    "سعيد": "said saeed saed siciid",
    "فيصل": "faisal faysal",
    "ناصر": "nasser nasir naser",
    "جمال": "jamal jamaal gamal",
    "مالك": "malik",
    "عمران": "imran",
    "إقبال": "iqbal",
    "خان": "khan",
    "أختر": "akhtar akhter",
    "شاه": "shah",
    "بیگم": "begum begam",
    "بی بی": "bibi",
    "قریشی": "qureshi qureishi",
    "راشد": "rashid rashed",
    "سلمان": "salman",
    "رحمن": "rahman rehman",
    "هاشم": "hashim hashem",
    "صالح": "saleh salih saalax",
    "عزيز": "aziz azeez",
    "سارة": "sara sarah",
    "مرزا": "mirza",
    "عباس": "abbas",
}
ROMANISED = {
    spelling: written for written, many in WRITTEN.items() for spelling in many.split()
}
MOST = 600


def queries(
    records: Iterable[dict[str, Any]], only: set[str]
) -> Iterator[dict[str, Any]]:
    """Yield for each record with such names a referral in Arabic script, after a move,
    and a search by the name and about the year. At most MOST of each.
    """
    made = 0
    for record in records:
        given, family = (written(record.get(part)) for part in ("given", "family"))
        born = record.get("dob") or ""
        if not (given and family and len(born) == 10) or made == MOST:
            continue
        made += 1
        told = {"given": given, "family": family, "dob": born}
        search = {"name": f"{given} {family}", "dob": born[:4]}
        for scenario, asked in ((SCRIPT, told), (SEARCH, search)):
            if not only or scenario in only:
                yield {"scenario": scenario, "record": asked, "truth": [record["id"]]}


def written(name: str | None) -> str:
    return ROMANISED.get((name or "").strip().lower(), "")
