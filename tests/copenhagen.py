"""Copenhagen as two networks state it: under two names, with one page and one number of the
Danish register of companies.
"""

CITY = {
    "key": "kbh",
    "name": "Københavns Kommune",
    "countries": ["DK"],
    "url": "https://www.kk.dk",
    "id:cvr": "64942212",
}
ABROAD = {
    "key": "cph",
    "name": "City of Copenhagen",
    "countries": ["DK"],
    "url": "https://kk.dk/",
    "id:cvr": "64942212",
}
