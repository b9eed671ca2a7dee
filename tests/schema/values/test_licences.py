import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.issues import IssueCode
from schema.values.licence_lists import licences
from schema.values.licences import licence

EUPL_PAGE = "https://joinup.ec.europa.eu/licence/european-union-public-licence-version-12-or-later-eupl"
AUTHORITY = "http://publications.europa.eu/resource/authority/licence/"


@pytest.mark.parametrize(
    ("stated", "spdx"),
    [
        ("EUPL 1.2", "EUPL-1.2"), ("eupl-1.2", "EUPL-1.2"), ("EUPL v1.2", "EUPL-1.2"), ("European Union Public Licence v. 1.2", "EUPL-1.2"),
        ("EUPL-1.2 or later", "EUPL-1.2+"), ("EUPL-1.2-or-later", "EUPL-1.2+"), ("MPL-2.0+", "MPL-2.0+"),
        ("Apache License 2.0", "Apache-2.0"), ("Apache 2", "Apache-2.0"), ("Apache-Lizenz 2.0 ", "Apache-2.0"), ("Apache License, Version 2.0", "Apache-2.0"),
        ("BSD 3-Clause", "BSD-3-Clause"), ('BSD 3-Clause "New" or "Revised" License', "BSD-3-Clause"), ("New BSD", "BSD-3-Clause"), ("MPL 2.0", "MPL-2.0"),
        ("The MIT License (MIT)", "MIT"), ("mit", "MIT"), ("GNU General Public License v3.0 or later", "GPL-3.0-or-later"), ("AGPL-3.0-or-later", "AGPL-3.0-or-later"),
        ("GPL v3 ou ultérieure", "GPL-3.0-or-later"), ("Licence Ouverte 2.0", "etalab-2.0"), ("Licence Ouverte / Open License 2.0", "etalab-2.0"), ("Etalab-2.0", "etalab-2.0"),
        ("CeCILL 2.1", "CECILL-2.1"), ("CC BY-SA 4.0", "CC-BY-SA-4.0"), ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"), ("CC0", "CC0-1.0"),
        ("0BSD", "0BSD"), ("LicenseRef-own-terms", "LicenseRef-own-terms"), ("lov2", "etalab-2.0"),
        ("CC BY 3.0 DE", "CC-BY-3.0-DE"), ("CC-BY-SA 3.0 de", "CC-BY-SA-3.0-DE"), ("CC BY 4.0 DE", "CC-BY-4.0"), ("CC BY-NC-SA 2.0 FR", "CC-BY-NC-SA-2.0-FR"),
        ("Creative Commons Attribution 3.0 Germany", "CC-BY-3.0-DE"), ("Creative Commons Attribution 3.0 Unported", "CC-BY-3.0"),
        ("Open Government Licence v3.0", "OGL-UK-3.0"), ("UK Open Government Licence 2.0", "OGL-UK-2.0"), ("Open Government Licence – Canada 2.0", "OGL-Canada-2.0"),
        ("Datenlizenz Deutschland – Namensnennung – Version 2.0", "DL-DE-BY-2.0"), ("Datenlizenz Deutschland — Zero — Version 2.0", "DL-DE-ZERO-2.0"),
        ("dl-de/by-2-0", "DL-DE-BY-2.0"), ("dl-de-zero-2.0", "DL-DE-ZERO-2.0"), ("dl-de/zero-2-0", "DL-DE-ZERO-2.0"),
        ("GPL 3.0 oder später", "GPL-3.0-or-later"), ("AGPL v3 oder höher", "AGPL-3.0-or-later"), ("GPLv3 o successive", "GPL-3.0-or-later"), ("EUPL 1.2 oder neuer", "EUPL-1.2+"),
        ("GPL v3 o versioni successive", "GPL-3.0-or-later"), ("GPLv3 oder jede spätere Version", "GPL-3.0-or-later"), ("GPL v3 o posterior", "GPL-3.0-or-later"),
    ],
)  # fmt: skip
def test_a_licence_alias_becomes_its_spdx_id(stated: str, spdx: str):
    assert licence(stated).value == spdx
    assert licence(stated).problem is None


@pytest.mark.parametrize(
    ("address", "spdx"),
    [
        (AUTHORITY + "EUPL_1_2", "EUPL-1.2"), (AUTHORITY + "CC_BYSA_4_0", "CC-BY-SA-4.0"), (AUTHORITY + "CC_BY_4_0", "CC-BY-4.0"), (AUTHORITY + "CC0", "CC0-1.0"),
        (EUPL_PAGE, "EUPL-1.2+"), ("https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12", "EUPL-1.2"),
        ("https://opensource.org/licenses/MIT", "MIT"), ("https://opensource.org/license/apache-2-0", "Apache-2.0"), ("https://opensource.org/license/bsd-3-clause", "BSD-3-Clause"),
        ("https://spdx.org/licenses/CC0-1.0", "CC0-1.0"), ("https://spdx.org/licenses/GPL-2.0", "GPL-2.0-only"),
        ("https://spdx.org/licenses/MPL-2.0.html", "MPL-2.0"), ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"), ("https://www.mozilla.org/en-US/MPL/2.0/", "MPL-2.0"),
        ("https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"), ("https://creativecommons.org/licenses/by/4.0/deed.en", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/3.0/de/", "CC-BY-3.0-DE"), ("https://creativecommons.org/licenses/by/3.0/de/deed.de", "CC-BY-3.0-DE"),
        ("http://dcat-ap.de/def/licenses/cc-by-de/3.0", "CC-BY-3.0-DE"), ("http://dcat-ap.de/def/licenses/cc-by/4.0", "CC-BY-4.0"), ("http://dcat-ap.de/def/licenses/dl-by-de/2.0", "DL-DE-BY-2.0"),
        ("https://www.govdata.de/dl-de/by-2-0", "DL-DE-BY-2.0"), ("https://www.govdata.de/dl-de/zero-2-0", "DL-DE-ZERO-2.0"), ("http://dcat-ap.de/def/licenses/dl-zero-de/2.0", "DL-DE-ZERO-2.0"),
        ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0"), ("http://www.nationalarchives.gov.uk/doc/open-government-licence/version/2", "OGL-UK-2.0"),
        ("https://eupl.eu/1.2/en/", "EUPL-1.2"), ("https://eupl.eu/1.1/de", "EUPL-1.1"), ("https://creativecommons.org/licenses/by/4.0/deed.de", "CC-BY-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"), ("https://www.gnu.org/licenses/agpl-3.0.en.html", "AGPL-3.0-only"),
    ],
)  # fmt: skip
def test_the_address_of_a_licence_text_is_its_spdx_id(address: str, spdx: str):
    assert licence(address).value == spdx


@pytest.mark.parametrize(
    ("stated", "current"),
    [("GPL-3.0", "GPL-3.0-only"), ("GPL-3.0+", "GPL-3.0-or-later"), ("agpl-3.0", "AGPL-3.0-only"), ("AGPLv3", "AGPL-3.0-only"), ("GPLv3+", "GPL-3.0-or-later"), ("LGPL-v2.1", "LGPL-2.1-only"), ("GPL V2.0", "GPL-2.0-only")],
)  # fmt: skip
def test_a_deprecated_gnu_id_keeps_its_meaning_and_is_reported(stated: str, current: str):
    assert licence(stated).value == current
    assert licence(stated).problem.code is IssueCode.LICENCE_DEPRECATED


@pytest.mark.parametrize(
    ("stated", "spdx"),
    [
        (
            "(mit or apache-2.0) and gpl-2.0-only with classpath-exception-2.0",
            "(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0",
        ),
        ("LGPL-3.0-or-later AND MPL-2.0+", "LGPL-3.0-or-later AND MPL-2.0+"),
        ("MIT or GPL-3.0-or-later", "MIT OR GPL-3.0-or-later"),
        ("AGPL-3.0 or later OR MIT", "AGPL-3.0-or-later OR MIT"),
        ("GPLv2+CPE", "GPL-2.0-only WITH Classpath-exception-2.0"),
    ],
)
def test_an_expression_is_kept_in_canonical_case(stated: str, spdx: str):
    assert licence(stated).value == spdx


@pytest.mark.parametrize(
    "stated",
    ["GPL", "LGPL", "AGPL", "BSD", "EUPL", "Apache", "Apache License", "GNU General Public License", "CC BY", "Licence Ouverte", "NOASSERTION", "XXXXXXXXX", "Public Domain",
     "MIT/Apache-2.0", "LGPL-3.0, GPL-3.0, MPL-2.0", "MPL 2.0 et EPL 1.0", "CeCILL-2.2", "BSD-3.0", "CC BY 3.0 DK", "https://creativecommons.org/licenses/by/3.0/dk/", "dl-de/by-1-0", "Open Government Licence 2.0", "AGPL-3.0-or-later OR", "OR", "MIT AND", "(MIT OR", "GPL-3.0-only WITH nothing",
     "http://purl.org/adms/licencetype/PublicDomain", "http://www.gnu.org/licenses/gpl.html", {"id": "MIT"}],
)  # fmt: skip
def test_what_is_ambiguous_is_never_guessed(stated: object):
    assert licence(stated).value is None
    assert licence(stated).problem.code is IssueCode.LICENCE_UNKNOWN


def test_the_hint_says_how_to_correct_it():
    assert licence("EUPL").problem.hint == "state the version, as the SPDX id does"
    assert licences("MIT, see LICENSE").problem.hint == "of its parts “see LICENSE” is not known"
    assert licence("EUPL-1.3").problem.hint.startswith("did you mean `EUPL-1.")


@pytest.mark.parametrize(
    ("stated", "spdx"),
    [
        ("MIT, GPL-3.0", "MIT AND GPL-3.0-only"), ("MIT/Apache-2.0", "MIT OR Apache-2.0"), ("MIT; EUPL 1.2", "MIT AND EUPL-1.2"),
        ("MIT, Apache-2.0 or GPL-2.0-only", "MIT OR Apache-2.0 OR GPL-2.0-only"), ("Dual licensed: MIT and Apache-2.0", "MIT OR Apache-2.0"),
        ("GNU General Public License, version 2 or later, MIT", "GPL-2.0-or-later AND MIT"), ("MPL 2.0 et EUPL 1.2", "MPL-2.0 AND EUPL-1.2"),
        (["MIT", "Apache-2.0"], "MIT AND Apache-2.0"), (["MIT", None, "MIT"], "MIT"), (["MIT OR Apache-2.0", "EUPL-1.2"], "(MIT OR Apache-2.0) AND EUPL-1.2"),
        ({"@id": "https://spdx.org/licenses/MIT"}, "MIT"), ([{"name": "MIT License", "URL": "LICENSE.md"}, {"@id": "https://spdx.org/licenses/EUPL-1.2"}], "MIT AND EUPL-1.2"),
        ([], None), ({}, None), (None, None),
    ],
)  # fmt: skip
def test_several_licences_become_one_expression(stated: object, spdx: str | None):
    assert licences(stated).value == spdx


def test_a_part_of_a_list_that_is_no_known_licence_is_kept_and_told():
    outcome = licences(["MIT", {"name": "Terms of the town (2024)"}])
    assert outcome.value == "MIT AND LicenseRef-terms-of-the-town-2024"
    assert outcome.problem is not None
    assert outcome.problem.code is IssueCode.LICENCE_UNKNOWN


@given(st.lists(st.sampled_from(["MIT", "EUPL-1.2", "Apache-2.0 OR MIT", "own terms"]), max_size=5))
def test_a_list_says_what_its_text_with_and_says(parts: list[str]):
    known = [part for part in parts if part != "own terms"]
    assert licences(known).value == licences(licences(known).value).value
    assert (licences(parts).value is None) == (not known)
