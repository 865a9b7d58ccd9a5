"""What can be edited of the people, of the case itself and of those around them."""

from __future__ import annotations

from app.services.editing.fields import Editable, FieldType, day, flag, long_text, of, text, word, words
from app.words import N_
from db.models.around import Action, Letter, Partner
from db.models.case_file import CaseFile
from db.models.consent import Consent
from db.models.household import Household, Person, ResidentialPeriod
from resources.vocabulary import (
    AddressForm,
    AlertSign,
    CaseCategory,
    Confidentiality,
    ContactWay,
    DiagnosisPoint,
    Nationality,
    ProtectionMeasure,
    ReadingPreference,
    Relation,
    ResidentialSituation,
    WorkAxis,
)

CONFIDED = (
    words("confidentiality", N_("Ce que cela touche"), Confidentiality),
    of(FieldType.PERSON, "confided_by_id", N_("Confié par")),
    of(FieldType.PERSONS, "hide_from_ids", N_("À ne pas montrer à")),
)

CASE_FILE = Editable(
    "case_file",
    CaseFile,
    N_("Dossier"),
    (
        text("number", N_("Numéro du dossier"), needed=True),
        text("programme", N_("Dispositif")),
        day("opened_on", N_("Ouvert le"), needed=True),
        day("closed_on", N_("Clos le")),
        long_text("closing_reason", N_("Pourquoi il se clôt")),
        word("category", N_("Accéder à un logement ou y rester"), CaseCategory),
        of(FieldType.ORGANISATION, "referral_organisation_id", N_("Qui nous a écrit")),
        of(FieldType.WORKER, "referral_worker_id", N_("La personne qui nous a écrit")),
        day("referral_received_on", N_("Reçu le")),
        words("referral_alert_signs", N_("Ce qui a inquiété"), AlertSign),
        long_text("referral_text", N_("Ce qui nous a été écrit")),
        day("referral_told_to_household_on", N_("Dit au ménage le")),
    ),
    single=True,
    in_order=(("opened_on", "closed_on"),),
)
HOUSEHOLD = Editable(
    "household",
    Household,
    N_("Ménage"),
    (
        text("label", N_("Nom du dossier, choisi ensemble")),
        text("interpreter_language", N_("Langue de l’interprète")),
        flag("protected_address", N_("Adresse à ne donner à personne")),
        word("address_form", N_("Les papiers disent"), AddressForm),
    ),
    single=True,
)
PERSON = Editable(
    "person",
    Person,
    N_("Personne"),
    (
        text("first_name", N_("Prénom"), needed=True),
        text("last_name", N_("Nom")),
        word("relation", N_("Adulte ou enfant\u00a0? Sa place dans le ménage"), Relation),
        text("birth_name", N_("Nom de naissance")),
        text("called", N_("Comment l’appeler")),
        text("civility", N_("Civilité")),
        day("birth_date", N_("Date de naissance")),
        text("contact_phone", N_("Téléphone")),
        text("contact_email", N_("Courriel")),
        words("contact_ways", N_("Comment la joindre"), ContactWay),
        text("contact_hours", N_("À quelles heures")),
        flag("contact_leave_message", N_("On peut laisser un message")),
        text("contact_code_word", N_("Mot convenu")),
        words("preferences", N_("Pour lire un papier"), ReadingPreference),
        word("nationality", N_("Nationalité"), Nationality),
        text("residence_permit_type", N_("Titre de séjour")),
        day("residence_permit_valid_until", N_("Titre valable jusqu’au")),
        word("protection_measure", N_("Protection juridique"), ProtectionMeasure),
        text("representative", N_("Représentant")),
        flag("shared_custody", N_("Garde partagée")),
    ),
    parents={"household": "household_id"},
    fallbacks={"first_name": ""},
)
RESIDENTIAL_PERIOD = Editable(
    "residential_period",
    ResidentialPeriod,
    N_("Lieu de vie"),
    (
        of(FieldType.PERSON, "person_id", N_("Qui"), needed=True),
        day("from_day", N_("Depuis le"), needed=True),
        day("to_day", N_("Jusqu’au")),
        word("situation", N_("Quel logement"), ResidentialSituation, needed=True),
        text("address", N_("Adresse")),
        text("exit_reason", N_("Pourquoi le départ")),
    ),
    parents={"household": "household_id"},
    sort="from_day",
    in_order=(("from_day", "to_day"),),
    fallbacks={"situation": ResidentialSituation.OTHER},
)
PARTNER = Editable(
    "partner",
    Partner,
    N_("Partenaire"),
    (
        text("name", N_("Nom"), needed=True),
        text("kind", N_("Ce que c’est")),
        word("topic", N_("Pour quoi"), WorkAxis),
        text("contact", N_("Comment joindre")),
        day("since", N_("Depuis le")),
        of(FieldType.PERSON, "agreed_by_id", N_("Avec l’accord de")),
        *CONFIDED,
    ),
    fallbacks={"name": ""},
)
ACTION = Editable(
    "action",
    Action,
    N_("Chose à faire"),
    (
        long_text("what", N_("À faire"), needed=True),
        of(FieldType.SOMEONE, "by_id", N_("Par")),
        day("due_on", N_("Pour le")),
        day("done_on", N_("Fait le")),
        of(FieldType.CONTACT, "contact_id", N_("Décidé pendant")),
    ),
    sort="due_on",
    fallbacks={"what": ""},
)
LETTER = Editable(
    "letter",
    Letter,
    N_("Courrier"),
    (
        day("on_day", N_("Du"), needed=True),
        text("kind", N_("Sorte de courrier")),
        text("to_whom", N_("À qui")),
        of(FieldType.ORGANISATION, "organisation_id", N_("Organisme")),
        text("subject", N_("Objet")),
        long_text("text", N_("Texte")),
        day("sent_on", N_("Envoyé le")),
        day("acknowledged_on", N_("Reçu, ils l’ont dit le")),
        day("chase_on", N_("À relancer le")),
        *CONFIDED,
    ),
    sort="on_day",
    in_order=(("sent_on", "acknowledged_on"),),
)
CONSENT = Editable(
    "consent",
    Consent,
    N_("Accord de partage"),
    (
        of(FieldType.PERSONS, "person_ids", N_("Qui est d’accord"), needed=True),
        of(FieldType.ORGANISATION, "recipient_id", N_("Pour partager avec"), needed=True),
        words("topics", N_("Sur quels points"), DiagnosisPoint, needed=True),
        text("purpose", N_("Pour quoi faire")),
        day("given_on", N_("Donné le"), needed=True),
        day("until", N_("Valable jusqu’au")),
        day("withdrawn_on", N_("Retiré le")),
        of(FieldType.ORGANISATIONS, "members_informed_ids", N_("Organismes du comité, ce jour-là")),
        text("form", N_("Papier signé")),
    ),
    sort="given_on",
    in_order=(("given_on", "until"), ("given_on", "withdrawn_on")),
)
PEOPLE = (CASE_FILE, HOUSEHOLD, PERSON, RESIDENTIAL_PERIOD, PARTNER, ACTION, LETTER, CONSENT)
