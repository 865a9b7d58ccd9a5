"""What can be edited of the home and of the money: lease, rent account, procedure, budget, aids, démarches."""

from __future__ import annotations

from app.services.editing.fields import Editable, FieldType, cents, count, day, flag, long_text, of, text, word
from app.services.editing.people import CONFIDED
from app.words import N_
from db.models.aid import Aid, Piece, Procedure, SchemePeriod
from db.models.arrears import Arrears, ArrearsStep, Movement
from db.models.budget import Budget, BudgetCharge, BudgetDebt, BudgetResource
from db.models.lease import Dwelling, Lease, LeaseExam
from resources.vocabulary import (
    AidKind,
    AidStatus,
    ChargeType,
    DebtType,
    DelayUnit,
    DwellingType,
    ExamProposal,
    Financing,
    LeaseKind,
    MovementKind,
    PieceState,
    PlanKind,
    ProcedureStatus,
    ProcedureStep,
    ProcedureTopic,
    ResourceType,
    Scheme,
    SlideMotive,
    TenantOfRecord,
)

LEASE = Editable(
    "lease",
    Lease,
    N_("Bail"),
    (
        word("kind", N_("Sorte de bail"), LeaseKind, needed=True),
        of(FieldType.PERSONS, "tenant_ids", N_("Signataires")),
        word("tenant_of_record", N_("Au nom de"), TenantOfRecord),
        day("signed_on", N_("Signé le")),
        day("started_on", N_("Début")),
        day("renewed_on", N_("Renouvelé le")),
        day("ends_on", N_("Prend fin le")),
        day("ended_on", N_("Terminé le")),
        cents("rent", N_("Loyer")),
        cents("charges", N_("Charges")),
        cents("deposit", N_("Dépôt de garantie")),
        count("clause_delay_value", N_("Délai de la clause résolutoire")),
        word("clause_delay_unit", N_("Délai compté en"), DelayUnit),
        word("slide_motive", N_("Pourquoi un bail glissant"), SlideMotive),
        of(FieldType.TEXTS, "slide_conditions", N_("Ce qui fera glisser le bail")),
        day("trial_until", N_("Période d’essai jusqu’au")),
    ),
    versions=True,
    in_order=(("started_on", "ended_on"), ("started_on", "ends_on")),
    together=((("clause_delay_value", "clause_delay_unit"), ()),),
)
DWELLING = Editable(
    "dwelling",
    Dwelling,
    N_("Logement"),
    (
        text("address", N_("Adresse")),
        word("type", N_("Taille"), DwellingType),
        of(FieldType.NUMBER, "area_m2", N_("Surface en m²")),
        text("floor", N_("Étage")),
        word("financing", N_("Financement"), Financing),
        flag("furnished", N_("Meublé")),
        long_text("accessibility", N_("Accès")),
        day("available_until", N_("Disponible jusqu’au")),
        cents("apl_ceiling", N_("Loyer plafond de l’APL")),
    ),
    parents={"lease": "lease_id"},
    single=True,
)
LEASE_EXAM = Editable(
    "lease_exam",
    LeaseExam,
    N_("Point d’étape du logement"),
    (
        day("due_on", N_("Prévu le")),
        day("held_on", N_("Tenu le")),
        of(FieldType.TEXTS, "criteria", N_("Ce qui a été regardé")),
        long_text("household_view", N_("Ce que vous dites")),
        long_text("operator_view", N_("Ce que dit l’association")),
        long_text("landlord_view", N_("Ce que dit le bailleur")),
        word("proposal", N_("Proposition"), ExamProposal),
        day("prefect_told_on", N_("Préfet prévenu le")),
        long_text("refusal_motive", N_("Motif du refus")),
    ),
    parents={"lease": "lease_id"},
    sort="due_on",
)
ARREARS = Editable(
    "arrears",
    Arrears,
    N_("Compte locatif"),
    (
        day("plan_from_day", N_("Plan : à partir du")),
        cents("plan_monthly", N_("Plan : par mois")),
        word("plan_kind", N_("Plan : fixé par"), PlanKind),
        of(FieldType.ORGANISATION, "plan_agreed_with_id", N_("Plan : convenu avec")),
        day("plan_ended_on", N_("Plan : terminé le")),
        day("hold_from_day", N_("Promesse : à partir du")),
        day("hold_until", N_("Promesse : jusqu’au")),
        of(FieldType.ORGANISATION, "hold_by_id", N_("Promesse : faite par")),
        long_text("hold_promise", N_("Promesse : en quels mots")),
    ),
    versions=True,
    in_order=(("plan_from_day", "plan_ended_on"), ("hold_from_day", "hold_until")),
    together=(
        (("plan_from_day", "plan_monthly"), ("plan_kind", "plan_agreed_with_id", "plan_ended_on")),
        (("hold_from_day",), ("hold_until", "hold_by_id", "hold_promise")),
    ),
)
MOVEMENT = Editable(
    "movement",
    Movement,
    N_("Ligne du compte locatif"),
    (
        day("on_day", N_("Le"), needed=True),
        word("kind", N_("Quoi"), MovementKind, needed=True),
        text("label", N_("Libellé")),
        cents("debit", N_("Dû")),
        cents("credit", N_("Payé")),
    ),
    parents={"arrears": "arrears_id"},
    sort="on_day",
)
ARREARS_STEP = Editable(
    "arrears_step",
    ArrearsStep,
    N_("Acte de la procédure"),
    (
        word("step", N_("Acte"), ProcedureStep, needed=True),
        day("on_day", N_("Reçu ou fait le"), needed=True),
        day("hearing_on", N_("Audience le")),
        of(FieldType.HOUR, "hearing_at", N_("Audience à")),
        text("place", N_("Lieu")),
        count("written_delay_value", N_("Délai écrit dans l’acte")),
        word("written_delay_unit", N_("Délai compté en"), DelayUnit),
        long_text("text", N_("Ce que dit l’acte")),
    ),
    parents={"arrears": "arrears_id"},
    sort="on_day",
    together=((("written_delay_value", "written_delay_unit"), ()),),
)
BUDGET = Editable(
    "budget",
    Budget,
    N_("Budget"),
    (
        day("on_day", N_("Fait le"), needed=True),
        cents("housing_rent", N_("Loyer")),
        cents("housing_charges", N_("Charges")),
        cents("housing_housing_benefit", N_("Aide au logement")),
        cents("housing_rls", N_("Réduction de loyer de solidarité")),
        cents("housing_energy_works", N_("Contribution aux travaux d’économie d’énergie")),
        cents("housing_annexes", N_("Annexes")),
        flag("housing_paid_to_landlord", N_("Aide versée au bailleur")),
    ),
    versions=True,
)
BUDGET_RESOURCE = Editable(
    "budget_resource",
    BudgetResource,
    N_("Ressource"),
    (
        word("type", N_("Ressource"), ResourceType, needed=True),
        of(FieldType.PERSON, "person_id", N_("De qui")),
        of(FieldType.AMOUNTS, "monthly", N_("Trois derniers mois")),
        cents("current", N_("Ce mois-ci")),
        flag("proof", N_("Justificatif vu")),
    ),
    parents={"budget": "budget_id"},
    fallbacks={"type": ResourceType.OTHER},
)
BUDGET_CHARGE = Editable(
    "budget_charge",
    BudgetCharge,
    N_("Charge"),
    (
        word("type", N_("Charge"), ChargeType, needed=True),
        text("label", N_("Libellé")),
        cents("monthly", N_("Par mois"), needed=True),
    ),
    parents={"budget": "budget_id"},
    fallbacks={"type": ChargeType.OTHER, "monthly": 0},
)
BUDGET_DEBT = Editable(
    "budget_debt",
    BudgetDebt,
    N_("Dette"),
    (
        text("creditor", N_("À qui")),
        word("type", N_("Sorte de dette"), DebtType),
        cents("balance", N_("Reste dû")),
        cents("monthly", N_("Payé par mois")),
    ),
    parents={"budget": "budget_id"},
)
AID = Editable(
    "aid",
    Aid,
    N_("Aide demandée"),
    (
        word("scheme", N_("Auprès de"), Scheme, needed=True),
        word("kind", N_("Pour"), AidKind),
        cents("asked", N_("Demandé")),
        cents("granted", N_("Accordé")),
        day("on_day", N_("Demandée le"), needed=True),
        word("status", N_("Où elle en est"), AidStatus),
        day("decided_on", N_("Décidée le")),
        day("paid_on", N_("Versée le")),
    ),
    sort="on_day",
    in_order=(("on_day", "decided_on"), ("decided_on", "paid_on")),
    fallbacks={"scheme": Scheme.OTHER},
)
PROCEDURE = Editable(
    "procedure",
    Procedure,
    N_("Démarche"),
    (
        word("topic", N_("À quel sujet"), ProcedureTopic, needed=True),
        text("body", N_("Auprès de")),
        text("what", N_("Quoi")),
        word("status", N_("Où elle en est"), ProcedureStatus),
        day("on_day", N_("Faite le")),
        day("due_on", N_("Pour le")),
        day("chase_on", N_("À relancer le")),
        *CONFIDED,
    ),
    fallbacks={"topic": ProcedureTopic.OTHER},
)
PIECE = Editable(
    "piece",
    Piece,
    N_("Pièce"),
    (
        text("name", N_("Pièce"), needed=True),
        word("state", N_("Vue, remise ou copiée"), PieceState),
        day("on_day", N_("Le")),
        of(FieldType.WORKER, "by_id", N_("Par")),
        day("until", N_("Copie gardée jusqu’au")),
    ),
    parents={"procedure": "procedure_id", "aid": "aid_id"},
    in_order=(("on_day", "until"),),
    fallbacks={"name": ""},
)
SCHEME_PERIOD = Editable(
    "scheme_period",
    SchemePeriod,
    N_("Dispositif déjà connu"),
    (
        word("scheme", N_("Dispositif"), Scheme, needed=True),
        day("from_day", N_("Depuis le"), needed=True),
        day("to_day", N_("Jusqu’au")),
        count("renewals", N_("Renouvelé combien de fois")),
    ),
    sort="from_day",
    in_order=(("from_day", "to_day"),),
    fallbacks={"scheme": Scheme.OTHER},
)
HOME = (
    LEASE,
    DWELLING,
    LEASE_EXAM,
    ARREARS,
    MOVEMENT,
    ARREARS_STEP,
    BUDGET,
    BUDGET_RESOURCE,
    BUDGET_CHARGE,
    BUDGET_DEBT,
    AID,
    PROCEDURE,
    PIECE,
    SCHEME_PERIOD,
)
