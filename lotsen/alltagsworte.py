"""What people call a subject when they look for help; names of offers rarely hold these words."""

ALLTAGSWORTE: dict[str, str] = {
    "sprache": "deutschkurs deutsch sprachkurs german course language курс німецької мови دورة لغة ألمانية almanca dil kursu",
    "arbeit": "arbeit job stelle praktikum ausbildung work робота عمل وظيفة iş",
    "anerkennung": "zeugnis diplom abschluss anerkennung recognition диплом شهادة diploma denklik",
    "wohnen": "wohnung zimmer miete wohnungssuche flat housing rent житло квартира سكن شقة ev kira",
    "gesundheit": "arzt krank versicherung doctor health лікар طبيب صحة doktor sağlık",
    "familie": "kind kita kindergarten schule child school дитина школа طفل مدرسة çocuk okul",
    "finanzen": "geld konto schulden kindergeld money bank гроші مال نقود para",
    "recht": "anwalt asyl rechtsberatung lawyer адвокат محام avukat",
    "einbuergerung": "pass einbürgerung staatsangehörigkeit citizenship громадянство جنسية vatandaşlık",
}


def subjects_called(text: str) -> list[str]:
    """Return the subjects of which one of their everyday words stands in ``text``, whole or as the beginning of one."""
    typed = text.casefold().split()
    return [
        subject
        for subject, words in ALLTAGSWORTE.items()
        if any(word == said or (len(said) >= 4 and word.startswith(said)) for word in words.casefold().split() for said in typed)
    ]
