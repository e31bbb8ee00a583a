"""What invented customers are called, where they live and what they like."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """One country: its share of the customers is `weight`; names and cities are spread evenly."""

    code: str
    calling_code: str
    weight: int
    first_names: str
    last_names: str
    cities: str


COUNTRIES = (
    Country(
        "CZ", "+420", 6,
        "Jana Jiří Eva Tomáš Hana Petr Lucie Ondřej Tereza Vojtěch Žaneta Štěpán",
        "Nováková Svoboda Dvořáková Černý Procházková Kučera "
        "Veselá Horák Němcová Řezníček Pokorná Šťastný",
        "Praha Brno Ostrava Plzeň Liberec Olomouc",
    ),
    Country(
        "DE", "+49", 5,
        "Anna Lukas Jürgen Käthe Björn Sören Ute Matthias Änne Günther Heike Jörg",
        "Müller Schmidt Schröder Weiß Groß Krüger Jäger Böhm Köhler Schäfer Fuchs Vogel",
        "Berlin Hamburg München Köln Düsseldorf Nürnberg",
    ),
    Country(
        "PL", "+48", 4,
        "Agnieszka Łukasz Małgorzata Michał Żaneta Paweł "
        "Zofia Stanisław Ewa Jakub Świętosława Krzysztof",
        "Kowalska Wiśniewski Wójcik Kamińska Zieliński Szymańska "
        "Woźniak Dąbrowski Kozłowska Jabłoński Król Pawlak",
        "Warszawa Kraków Łódź Wrocław Poznań Gdańsk",
    ),
    Country(
        "GB", "+44", 4,
        "Oliver Amelia Harry Isla Jack Ava George Emily Noah Grace Oscar Sophie",
        "Smith Jones O'Connor Taylor Brown Williams Wilson Johnson Davies Patel Wright Thompson",
        "London Manchester Bristol Leeds Glasgow Cardiff",
    ),
    Country(
        "FR", "+33", 3,
        "Élodie François Chloé Jérôme Zoé Loïc Anaïs Rémi Maëlle Benoît Noémie Hervé",
        "Lefèvre Dupont Moreau Garnier Béranger Gauthier Rousseau Fournier Mercier Boulanger D'Arc Noël",
        "Paris Lyon Marseille Nîmes Orléans Besançon",
    ),
    Country(
        "ES", "+34", 2,
        "María José Íñigo Lucía Álvaro Begoña Martín Sofía Óscar Inés Andrés Núria",
        "García Fernández Muñoz Peña Núñez López Martínez Sánchez Pérez Gómez Ibáñez Ordóñez",
        "Madrid Barcelona Sevilla Málaga Córdoba Cádiz",
    ),
    Country(
        "GR", "+30", 1,
        "Γιώργος Μαρία Δημήτρης Ελένη Κώστας Κατερίνα Νίκος Βασιλική Γιάννης Σοφία Ανδρέας Άννα",
        "Παπαδόπουλος Γεωργίου Δημητρίου Νικολάου Οικονόμου Αντωνίου "
        "Μακρής Αλεξίου Ρήγας Βλάχος Σταύρου Χρήστου",
        "Αθήνα Θεσσαλονίκη Πάτρα Ηράκλειο Βόλος Χανιά",
    ),
    Country(
        "TR", "+90", 1,
        "Ayşe Mehmet İpek Çağla Özgür Şebnem Uğur Gülşah Işıl Kerem Ömer Zeynep",
        "Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç",
        "İstanbul Ankara İzmir Bursa Eskişehir Muğla",
    ),
)  # fmt: skip

TAGS = [
    "vip", "loyal", "newcomer", "sale-hunter", "returns", "gift", "wholesale", "students", "b2b", "win-back",
    "garden", "outdoor", "kids", "pets",
]  # fmt: skip
STREETS = [
    "Dlouhá", "Hauptstraße", "ul. Długa", "High Street", "Rue de l'Église", "Calle Mayor", "Οδός Ερμού",
    "İstiklal Caddesi",
]  # fmt: skip
MAIL_HOSTS = ["example.com", "example.org", "example.net", "mail.example", "post.example"]

_PLAIN = str.maketrans("αβγδεζηθικλμνξοπρσςτυφχψωøłßıđ", "avgdezitiklmnxoprsstyfxpoolsid")


def latin(name: str) -> str:
    """The name as it stands in an e-mail address: lower-case ASCII letters alone."""
    decomposed = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in decomposed.translate(_PLAIN) if c.isascii() and c.isalpha())
