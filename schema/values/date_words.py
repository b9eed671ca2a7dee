"""Words of dates in English, Danish, French, German, Italian, Dutch and Spanish, folded."""

_MONTH_NAMES = (
    "january jan januar janvier janv gennaio genn januari enero ene jaenner",
    "february feb februar fevrier fevr fev febbraio febb februari febrero",
    "march mar marts mars marz maerz marzo mrt maart mrz",
    "april apr avril avr aprile abril abr",
    "may maj mai maggio magg mei mayo",
    "june jun juni juin giugno giu junio",
    "july jul juli juillet juil luglio lug julio",
    "august aug aout agosto ago augustus",
    "september sep sept septembre settembre sett set septiembre",
    "october oct okt oktober octobre ottobre ott octubre",
    "november nov novembre noviembre",
    "december dec dez dezember decembre dicembre dic diciembre",
)
MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
mandag tirsdag onsdag torsdag fredag lordag sondag lundi mardi mercredi jeudi vendredi samedi dimanche
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lunedi martedi mercoledi giovedi venerdi sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag lunes martes miercoles jueves viernes sabado domingo
"""
_SMALL_WORDS = "of the on at den d de del di le la el il kl klokken um uhr a alle ore om uur h utc gmt cet cest eet eest bst est edt pst pdt et hrs"
FILLERS: frozenset[str] = frozenset((_WEEKDAYS + _SMALL_WORDS).split())

ZONES: dict[str, str] = {
    "utc": "UTC", "gmt": "UTC", "cest": "Europe/Brussels", "cet": "Europe/Brussels", "eest": "Europe/Athens", "eet": "Europe/Athens",
    "bst": "Europe/London", "edt": "America/New_York", "est": "America/New_York", "pdt": "America/Los_Angeles", "pst": "America/Los_Angeles",
}  # fmt: skip
"""Zone abbreviations and the zone whose clock they mean: «CET» is also printed in summer, so the season decides."""
