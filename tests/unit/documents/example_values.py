"""The fictional Benali case of the exchange format, as the documents receive it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from app.documents import values as v
from resources.vocabulary import (
    AddressForm,
    ApprovalStatus,
    LeaseKind,
    LegalRegime,
    PointState,
    Recipient,
    SignatureMethod,
)

OPERATOR = v.Organisation(
    name="Association Les Deux Rives",
    service="Service logement",
    address="3 place du Marché, 59000 Lille",
    phone="03 20 00 00 01",
    registration="SIRET 000 000 000 00018",
)
LANDLORD = v.Organisation(name="Habitat de la Deûle", address="41 quai du Wault, 59000 Lille", phone="03 20 00 00 02")
REFERENT = v.Worker(name="Claire Morel", profession="assistante sociale", phone="03 20 00 00 01")
NADIA = v.Person("Nadia Benali", "34 ans, signataire du bail")
KARIM = v.Person("Karim Benali", "36 ans, signataire du bail")
HOUSEHOLD = (NADIA, KARIM, v.Person("Inès Benali", "10 ans"), v.Person("Sami Benali", "6 ans"))
ADULTS = (v.Person("Nadia Benali"), v.Person("Karim Benali"))
DWELLING = "12 rue des Lilas, 59000 Lille (T4)"
EDITED = dt.date(2026, 11, 20)
READ = dt.date(2026, 9, 7)
SIGNED = dt.date(2026, 9, 22)
LEGAL = v.LegalFrame(
    regime=LegalRegime.CONVENTIONAL_AVDL,
    tenure=LeaseKind.DIRECT_LEASE,
    complaint_to="Anne Lesage",
    data_contact="Anne Lesage, 03 20 00 00 01",
)


def heading(recipient: Recipient, kind: str, state: v.DocumentState = v.DocumentState.FINAL) -> v.Heading:
    return v.Heading(OPERATOR, f"2026-0142/{kind}/1", recipient, EDITED, state)


def signatories(*, signed: bool = True, landlord: bool = False) -> tuple[v.Signatory, ...]:
    method, on = (SignatureMethod.PAPER, SIGNED) if signed else (None, None)
    places = [
        v.Signatory("household_1", "Nadia Benali", "pour elle-même", method, None, on),
        v.Signatory("household_2", "Karim Benali", "pour lui-même", method, None, on),
        v.Signatory("operator_1", "Claire Morel", "référente, pour l’association", method, None, on),
    ]
    if landlord:
        places.append(v.Signatory("landlord_1", "Sophie Delattre", "conseillère, pour le bailleur", method, None, on))
    return tuple(places)


def points(*, whole: bool = True) -> tuple[v.Point, ...]:
    """The eight points; not whole = what a committee reads."""
    every = (
        v.Point(
            1,
            "La situation familiale",
            PointState.DISCUSSED,
            "« On tient grâce à ma sœur, elle garde les petits. »",
            "Deux enfants scolarisés, présents et calmes pendant l’entretien.",
            "Le couple est soudé ; la fatigue est forte.",
            ("Entraide familiale proche",),
            None,
            "Couple avec deux enfants scolarisés.",
            READ,
        ),
        v.Point(
            2,
            "L’histoire familiale et le parcours",
            PointState.DISCUSSED,
            "Premier logement social en 2021 après sept ans dans le privé.",
            "Aucun impayé avant avril 2026.",
            "Rupture récente et datée.",
            ("Cinq ans de paiement régulier",),
            None,
            "Cinq ans de paiement régulier avant avril 2026.",
            READ,
        ),
        v.Point(
            3,
            "La situation administrative",
            PointState.TO_REVISIT,
            "",
            "Carte de résident de Karim à renouveler avant le 10 janvier 2027.",
        ),
        v.Point(
            4,
            "La situation financière",
            PointState.DISCUSSED,
            "« Depuis la fin de l’intérim on paie une facture sur deux. »",
            "RSA ouvert en avril. APL non versée en août et septembre.",
            "La dette vient d’une baisse brutale de revenus, pas d’un défaut de gestion.",
            ("Budget tenu par Nadia dans un cahier",),
            v.LandlordWord(
                "Compte arrêté au 31 août ; la procédure est engagée.", "Sophie Delattre", dt.date(2026, 9, 11)
            ),
            "Une reprise d’emploi est prévue en novembre ; un plan de 60 € par mois paraît tenable.",
            READ,
        ),
        v.Point(
            5,
            "La situation professionnelle",
            PointState.DISCUSSED,
            "Karim attend une mission d’intérim pour novembre.",
            "Nadia sans emploi, projet d’assistante maternelle.",
            leaves="Une reprise d’emploi est prévue en novembre 2026.",
            read_on=READ,
        ),
        v.Point(
            6,
            "La santé",
            PointState.DISCUSSED,
            "SECRET-SANTE-7319 suivi en cours pour l’un des adultes.",
            "Pas de mutuelle depuis juin.",
        ),
        v.Point(
            7,
            "Le projet résidentiel",
            PointState.DISCUSSED,
            "« On veut rester, les enfants ont leurs copains. »",
            leaves="La famille souhaite rester dans son logement.",
            read_on=READ,
        ),
        v.Point(
            8,
            "Les démarches en cours",
            PointState.DISCUSSED,
            "",
            "FSL maintien à déposer ; complémentaire santé solidaire demandée ; rappel d’APL à réclamer.",
            leaves="Une demande d’aide au maintien va être déposée.",
            read_on=READ,
        ),
    )
    if whole:
        return every
    return tuple(v.Point(one.number, one.title, one.state, leaves=one.leaves) for one in every if one.leaves)


BUDGET = v.Budget(
    on=dt.date(2026, 11, 17),
    resources=(
        v.MoneyLine("Salaire", 84500, "Karim, justifié"),
        v.MoneyLine("RSA", 61000, "Nadia, justifié"),
        v.MoneyLine("Allocations familiales", 14852, "Nadia, justifié"),
    ),
    housing=(
        v.MoneyLine("Loyer", 40000),
        v.MoneyLine("Charges", 7690),
        v.MoneyLine("Aide au logement", -21040, "versée au bailleur"),
    ),
    charges=(
        v.MoneyLine("Énergie", 9200),
        v.MoneyLine("Téléphone, internet", 3998),
        v.MoneyLine("Assurances", 1850),
        v.MoneyLine("Transports", 6800),
        v.MoneyLine("Cantine", 4400),
    ),
    debts=(
        v.MoneyLine("Habitat de la Deûle", 175330, "loyer, 60,00 € par mois"),
        v.MoneyLine("Crédit à la consommation", 231000, "95,00 € par mois"),
    ),
    facts=(("Taux d’effort", "16,6 %, aide déduite"), ("Reste à vivre", "9,87 € par jour et par personne")),
)


def diagnosis(
    recipient: Recipient = Recipient.HOUSEHOLD, *, state: v.DocumentState = v.DocumentState.FINAL
) -> v.DiagnosisForm:
    committee = recipient == Recipient.COMMITTEE
    value = v.DiagnosisForm(
        heading=heading(recipient, "diagnostic", state),
        legal=LEGAL,
        household=() if committee else HOUSEHOLD,
        points=points(whole=not committee),
        estimated_months=9,
        proposed_measure="mesure de maintien",
        approvals=(
            v.Approval("Nadia Benali", ApprovalStatus.APPROVED, READ),
            v.Approval("Karim Benali", ApprovalStatus.APPROVED, READ),
        ),
    )
    if committee:
        return value
    return dataclasses.replace(
        value,
        dwelling=DWELLING,
        interviews=(dt.date(2026, 8, 27), dt.date(2026, 9, 3)),
        place="au domicile",
        present=("Nadia Benali", "Karim Benali", "Claire Morel"),
        authors=(REFERENT,),
        referred_by="Habitat de la Deûle, le 20 août 2026",
        difficulties=(
            v.Difficulty(
                "Cinq mois sans payer la part de loyer du ménage",
                "Fin de l’intérim en mars",
                "Commandement de payer le 10 juin",
            ),
        ),
        work_axes=("budget et loyer", "droits et démarches", "emploi"),
        operator_means="Visite tous les quinze jours, classement du courrier, dépôt du FSL.",
        partners=("CAF du Nord", "Maison du département"),
        household_opinion="Nous sommes d’accord avec ce qui est écrit.",
        budget=BUDGET,
        signatories=signatories(signed=False),
    )


def sentences(recipient: Recipient = Recipient.LANDLORD) -> v.LandlordSentences:
    return v.LandlordSentences(
        heading=heading(recipient, "phrases"),
        legal=LEGAL,
        landlord=LANDLORD,
        household=ADULTS,
        sentences=tuple(v.SharedSentence(one.title, one.leaves, one.read_on) for one in points() if one.leaves),
        dwelling=DWELLING,
        purpose="diagnostic partagé et suivi de la mesure",
        given_on=READ,
    )


OBJECTIVES = (
    v.Objective(
        axis="budget et loyer",
        household_words="Payer le loyer à la date.",
        expected_result="Loyer courant payé chaque mois",
        indicator="nombre de mois consécutifs payés à l’échéance",
        baseline="0",
        target="6",
        due_on=dt.date(2027, 3, 22),
        commitments=v.Commitments("virement le 5 du mois", "point budget mensuel"),
        progress=v.ProgressLine("en route", "2 mois sur 6", dt.date(2026, 11, 17), "« C’est reparti. »"),
    ),
    v.Objective(
        axis="droits et démarches",
        household_words="Ne plus avoir peur du courrier.",
        expected_result="Courrier ouvert et classé chaque semaine",
        indicator="semaines sans courrier fermé",
        baseline="0",
        target="12",
        due_on=dt.date(2026, 12, 22),
        commitments=v.Commitments("tout garder dans la boîte bleue", "tri ensemble à chaque visite"),
        progress=v.ProgressLine("presque", "4 semaines sur 12", dt.date(2026, 11, 17)),
    ),
    v.Objective(
        axis="santé",
        household_words="Retrouver une mutuelle.",
        expected_result="Couverture complémentaire ouverte",
        indicator="attestation reçue",
        baseline="non",
        target="oui",
        due_on=dt.date(2027, 1, 31),
        commitments=v.Commitments("fournir les pièces", "déposer le dossier"),
        progress=v.ProgressLine("en route", "", dt.date(2026, 11, 3)),
    ),
)


def contract(
    recipient: Recipient = Recipient.HOUSEHOLD, *, signed: bool = True, state: v.DocumentState = v.DocumentState.FINAL
) -> v.SupportContract:
    return v.SupportContract(
        heading=heading(recipient, "contrat", state),
        legal=LEGAL,
        household=(NADIA, KARIM),
        objectives=OBJECTIVES if signed else tuple(dataclasses.replace(one, progress=None) for one in OBJECTIVES),
        dwelling=DWELLING,
        frame="accompagnement vers et dans le logement",
        measure="mesure de maintien",
        phase="dans le logement",
        committee_on=dt.date(2026, 9, 11),
        referent=REFERENT,
        relay="Hugo Lambert, éducateur, 03 20 00 00 01",
        answer_delay="dans la demi-journée ou dans la journée",
        rhythm="une visite tous les quinze jours, le mardi",
        effective_on=SIGNED,
        review_on=dt.date(2027, 3, 22),
        handed_on=dt.date(2026, 9, 14),
        sharings=(
            v.Sharing(
                "Habitat de la Deûle",
                "situation et histoire familiales, finances, travail, projet résidentiel, démarches",
                "diagnostic partagé et suivi de la mesure",
                "donné le 7 septembre 2026",
            ),
        ),
        watch_period="pendant deux ans",
        annexes=("Diagnostic partagé du 7 septembre 2026", "Accords de partage"),
        originals=2,
        signatories=signatories(signed=signed),
    )


def commitments(recipient: Recipient = Recipient.HOUSEHOLD, *, signed: bool = True) -> v.MutualCommitments:
    return v.MutualCommitments(
        heading=heading(recipient, "engagements"),
        legal=LEGAL,
        household_persons=ADULTS,
        landlord_organisation=LANDLORD,
        household=(
            v.Commitment("payer le loyer courant"),
            v.Commitment("rembourser 60 € par mois dès décembre"),
        ),
        operator=(v.Commitment("transmettre au bailleur la preuve de la demande d’aide", dt.date(2026, 10, 15)),),
        landlord=(
            v.Commitment("demander le renvoi de l’audience si le loyer courant est payé"),
            v.Commitment("un seul interlocuteur : Sophie Delattre"),
        ),
        dwelling=DWELLING,
        agreed_on=SIGNED,
        next_point_on=dt.date(2026, 12, 11),
        operator_contact="Claire Morel, 03 20 00 00 01",
        landlord_contact="Sophie Delattre, 03 20 00 00 02",
        plan=v.RepaymentPlan(dt.date(2026, 12, 5), 6000, 175330, dt.date(2026, 11, 20)),
        hearing=v.Hearing(dt.date(2026, 12, 9), "9 h", "tribunal judiciaire de Lille"),
        originals=3,
        signatories=signatories(signed=signed, landlord=True),
    )


def amendment(recipient: Recipient = Recipient.HOUSEHOLD, *, signed: bool = False) -> v.AmendmentPaper:
    return v.AmendmentPaper(
        heading=heading(recipient, "avenant"),
        legal=LEGAL,
        household=ADULTS,
        amendment=v.Amendment(
            1,
            "changement de rythme",
            "une visite par mois, le premier mardi\nle point budget se fait au téléphone",
            dt.date(2026, 11, 17),
            dt.date(2026, 12, 1),
        ),
        contract_reference="2026-0142/contrat/1",
        contract_signed_on=SIGNED,
        originals=2,
        signatories=signatories(signed=signed),
    )


def visit(recipient: Recipient = Recipient.HOUSEHOLD) -> v.VisitReport:
    household = recipient == Recipient.HOUSEHOLD
    return v.VisitReport(
        heading=heading(recipient, "visite"),
        on=dt.date(2026, 11, 17),
        kind="visite à domicile",
        worker=REFERENT,
        household=ADULTS,
        minutes=None if household else 40,
        announced=True,
        present=("Nadia Benali", "Karim Benali"),
        facts=("Loyer de novembre payé. Courrier du commissaire de justice ouvert ensemble.",),
        said=() if household else ("Karim a commencé l’intérim lundi.",),
        analysis=() if household else ("La reprise se confirme.",),
        objectives=("payer le loyer à la date", "ne plus avoir peur du courrier"),
        tasks=(
            v.Task("préparer la feuille « Mon audience »", "Claire Morel", dt.date(2026, 12, 1)),
            v.Task("apporter l’attestation CAF", "Nadia Benali", dt.date(2026, 12, 1)),
        ),
        next_on=dt.date(2026, 12, 1),
    )


def followup(recipient: Recipient = Recipient.HOUSEHOLD) -> v.FollowupSheet:
    return v.FollowupSheet(
        heading=heading(recipient, "suivi"),
        legal=LEGAL,
        household=(NADIA, KARIM),
        from_on=SIGNED,
        to_on=EDITED,
        referent=REFERENT,
        rhythm="une visite tous les quinze jours, le mardi",
        axes=tuple(
            v.Axis(label, label in {"Budget et loyer", "Droits et démarches", "Santé"})
            for label in (
                "Logement",
                "Budget et loyer",
                "Installation",
                "Droits et démarches",
                "Emploi et formation",
                "Santé",
                "Famille",
                "Lien social",
            )
        ),
        objectives=OBJECTIVES,
        meetings=(
            v.Meeting(SIGNED, "visite à domicile", "Contrat lu à voix haute et signé. Boîte bleue mise en place."),
            v.Meeting(dt.date(2026, 10, 6), "visite à domicile", "Dossier FSL complet."),
            v.Meeting(dt.date(2026, 10, 13), "visite à domicile", "Loyer d’octobre payé."),
            v.Meeting(dt.date(2026, 11, 3), "visite à domicile", "Pièces de la complémentaire rassemblées."),
            v.Meeting(
                dt.date(2026, 11, 17),
                "visite à domicile",
                "Loyer de novembre payé. Courrier du commissaire de justice ouvert ensemble.",
            ),
        ),
        household_commitments=(v.Commitment("payer le loyer courant", None, "octobre et novembre payés"),),
        operator_commitments=(
            v.Commitment("transmettre la preuve de la demande d’aide", None, "fait le 12 octobre 2026"),
        ),
        landlord_commitments=(v.Commitment("demander le renvoi de l’audience", None, "confirmé le 12 novembre 2026"),),
        tasks=(v.Task("préparer la feuille « Mon audience »", "Claire Morel", dt.date(2026, 12, 1)),),
        next_on=dt.date(2026, 12, 1),
        next_at="10 h 30",
        hearing=v.Hearing(dt.date(2026, 12, 9), "9 h", "tribunal judiciaire de Lille"),
        signatories=(
            v.Signatory("household_1", "Nadia Benali", "vu le"),
            v.Signatory("operator_1", "Claire Morel", "référente"),
        ),
    )


def everything() -> dict[str, v.DocumentValue]:
    """Every kind for every recipient it is made for, and two drafts."""
    household, operator, landlord = Recipient.HOUSEHOLD, Recipient.OPERATOR, Recipient.LANDLORD
    return {
        "diagnosis_form-household": diagnosis(household),
        "diagnosis_form-operator": diagnosis(operator, state=v.DocumentState.DRAFT),
        "diagnosis_form-committee": diagnosis(Recipient.COMMITTEE),
        "landlord_sentences-landlord": sentences(landlord),
        "landlord_sentences-household": sentences(household),
        "support_contract-household": contract(household, signed=False),
        "support_contract-operator": contract(operator),
        "amendment-household": amendment(household),
        "amendment-operator": amendment(operator, signed=True),
        "mutual_commitments-household": commitments(household),
        "mutual_commitments-operator": commitments(operator),
        "mutual_commitments-landlord": commitments(landlord, signed=False),
        "visit_report-household": visit(household),
        "visit_report-operator": visit(operator),
        "followup_sheet-household": followup(household),
        "followup_sheet-operator": followup(operator),
    }


def speaking(value: v.DocumentValue, form: AddressForm) -> v.DocumentValue:
    """The same paper in another form of address."""
    return dataclasses.replace(value, heading=dataclasses.replace(value.heading, speaks=form))


def spoken() -> dict[str, v.DocumentValue]:
    """Every paper of the household's own, where it chose « tu » or « je »."""
    return {
        f"{name}-{form}": speaking(value, form)
        for name, value in everything().items()
        for form in (AddressForm.TU, AddressForm.JE)
        if value.heading.recipient is Recipient.HOUSEHOLD
    }
