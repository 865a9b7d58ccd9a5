"""Money, rent and the dwelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.labelling.label import N_, same, veiled
from resources.vocabulary import (
    AidKind,
    AidStatus,
    ChargeType,
    Confidentiality,
    DebtType,
    DwellingType,
    ExamProposal,
    Financing,
    LeaseKind,
    MovementKind,
    PlanKind,
    ResourceType,
    SlideMotive,
    TenantOfRecord,
)

if TYPE_CHECKING:
    from resources.labelling.label import Tables

MONEY: Tables = {
    ResourceType: {
        ResourceType.SALARY: same(N_("salaire")),
        ResourceType.SELF_EMPLOYED: same(N_("revenu d’indépendant")),
        ResourceType.RSA: same(N_("RSA")),
        ResourceType.ACTIVITY_BONUS: same(N_("prime d’activité")),
        ResourceType.UNEMPLOYMENT: same(N_("allocation chômage")),
        ResourceType.TRAINING: same(N_("rémunération de formation")),
        ResourceType.FAMILY_ALLOWANCE: same(N_("allocations familiales")),
        ResourceType.FAMILY_SUPPLEMENT: same(N_("complément familial")),
        ResourceType.FAMILY_SUPPORT: same(N_("allocation de soutien familial")),
        ResourceType.EARLY_CHILDHOOD: same(N_("prestation d’accueil du jeune enfant")),
        ResourceType.ALIMONY: same(N_("pension alimentaire reçue")),
        ResourceType.PENSION: same(N_("retraite")),
        ResourceType.MINIMUM_OLD_AGE: same(N_("allocation de solidarité aux personnes âgées (ASPA)")),
        ResourceType.DISABILITY_ALLOWANCE: veiled(
            N_("allocation aux adultes handicapés (AAH)"), N_("allocation"), Confidentiality.HEALTH
        ),
        ResourceType.DISABILITY_PENSION: veiled(N_("pension d’invalidité"), N_("pension"), Confidentiality.HEALTH),
        ResourceType.SICK_PAY: veiled(
            N_("indemnités journalières (arrêt de travail)"), N_("revenu de remplacement"), Confidentiality.HEALTH
        ),
        ResourceType.ASYLUM_ALLOWANCE: veiled(
            N_("allocation pour demandeur d’asile (ADA)"), N_("allocation"), Confidentiality.ORIGIN
        ),
        ResourceType.SCHOLARSHIP: same(N_("bourse d’études")),
        ResourceType.FAMILY_HELP: same(N_("aide de la famille")),
        ResourceType.OTHER: same(N_("autre ressource")),
    },
    ChargeType: {
        ChargeType.ENERGY: same(N_("énergie")),
        ChargeType.WATER: same(N_("eau")),
        ChargeType.INSURANCE: same(N_("assurances")),
        ChargeType.PHONE_INTERNET: same(N_("téléphone et internet")),
        ChargeType.TRANSPORT: same(N_("transports")),
        ChargeType.SCHOOL_MEALS: same(N_("cantine")),
        ChargeType.CHILDCARE: same(N_("garde d’enfants")),
        ChargeType.HEALTH_COVER: veiled(N_("complémentaire santé"), N_("assurances"), Confidentiality.HEALTH),
        ChargeType.TAX: same(N_("impôts")),
        ChargeType.ALIMONY_PAID: same(N_("pension alimentaire versée")),
        ChargeType.FOOD: same(N_("alimentation")),
        ChargeType.OTHER: same(N_("autre charge")),
    },
    DebtType: {
        DebtType.RENT_ARREARS: same(N_("loyers impayés")),
        DebtType.ENERGY: same(N_("énergie")),
        DebtType.WATER: same(N_("eau")),
        DebtType.CREDIT: same(N_("crédit")),
        DebtType.OVERDRAFT: same(N_("découvert bancaire")),
        DebtType.TAX: same(N_("impôts")),
        DebtType.FINE: veiled(N_("amende"), N_("autre dette")),
        DebtType.CRIMINAL_FINE: veiled(N_("amende pénale"), N_("autre dette"), Confidentiality.PENAL),
        DebtType.DAMAGES: veiled(
            N_("dommages et intérêts (parties civiles)"), N_("autre dette"), Confidentiality.PENAL
        ),
        DebtType.BENEFIT_OVERPAYMENT: same(N_("trop-perçu de prestations")),
        DebtType.FAMILY: same(N_("proches")),
        DebtType.HEALTH: veiled(N_("frais de soins"), N_("autre dette"), Confidentiality.HEALTH),
        DebtType.OTHER: same(N_("autre dette")),
    },
    LeaseKind: {
        LeaseKind.DIRECT_LEASE: same(N_("location directe")),
        LeaseKind.TRANSIT_LEASE: same(N_("bail de transit")),
        LeaseKind.SLIDING_LEASE: same(N_("bail glissant")),
        LeaseKind.TRANSIT_SLIDING_LEASE: same(N_("bail transit-glissant")),
        LeaseKind.SUBLEASE: same(N_("sous-location")),
        LeaseKind.COTENANCY: same(N_("colocation")),
        LeaseKind.TEMPORARY_ACCOMMODATION: same(N_("hébergement temporaire")),
        LeaseKind.ADAPTED_HOUSING: same(N_("habitat adapté")),
    },
    DwellingType: {
        DwellingType.ROOM: same(N_("chambre")),
        DwellingType.T1: same(N_("T1")),
        DwellingType.T1BIS: same(N_("T1 bis")),
        DwellingType.T2: same(N_("T2")),
        DwellingType.T3: same(N_("T3")),
        DwellingType.T4: same(N_("T4")),
        DwellingType.T5: same(N_("T5")),
        DwellingType.T6: same(N_("T6")),
        DwellingType.T7: same(N_("T7")),
    },
    Financing: {
        Financing.PLAI: same(N_("PLAI")),
        Financing.SUPER_PLAI: same(N_("super-PLAI")),
        Financing.PLUS: same(N_("PLUS")),
        Financing.PLS: same(N_("PLS")),
        Financing.OTHER: same(N_("autre financement")),
    },
    TenantOfRecord: {
        TenantOfRecord.HOUSEHOLD: same(N_("au nom du ménage")),
        TenantOfRecord.OPERATOR: same(N_("au nom de l’association")),
    },
    SlideMotive: {
        SlideMotive.RIGHTS_NOT_OPEN: same(N_("des droits restent à ouvrir")),
        SlideMotive.REMAINING_FRAGILITY: veiled(N_("un appui est encore utile"), N_("étape avant le bail")),
        SlideMotive.ANTI_EVICTION: same(N_("éviter l’expulsion")),
    },
    ExamProposal: {
        ExamProposal.OFFER_LEASE: same(N_("proposer le bail")),
        ExamProposal.EXTEND: same(N_("prolonger")),
        ExamProposal.OTHER: same(N_("autre proposition")),
    },
    MovementKind: {
        MovementKind.TERM: same(N_("échéance")),
        MovementKind.HOUSING_BENEFIT: same(N_("aide au logement")),
        MovementKind.PAYMENT: same(N_("paiement")),
        MovementKind.ADJUSTMENT: same(N_("régularisation")),
        MovementKind.COST: same(N_("frais")),
        MovementKind.AID: same(N_("aide")),
    },
    PlanKind: {
        PlanKind.AMICABLE: same(N_("plan amiable")),
        PlanKind.PAYER: same(N_("plan validé par l’organisme payeur")),
        PlanKind.JUDGE: same(N_("délais accordés par le juge")),
        PlanKind.FSL: same(N_("plan lié au FSL")),
        PlanKind.OVER_INDEBTEDNESS: same(N_("plan de surendettement")),
        PlanKind.COHESION_PROTOCOL: same(N_("protocole de cohésion sociale")),
    },
    AidKind: {
        AidKind.DEPOSIT: same(N_("dépôt de garantie")),
        AidKind.FIRST_RENT: same(N_("premier loyer")),
        AidKind.ARREARS: same(N_("dette de loyer")),
        AidKind.ENERGY: same(N_("énergie")),
        AidKind.WATER: same(N_("eau")),
        AidKind.PHONE: same(N_("téléphone")),
        AidKind.INSURANCE: same(N_("assurance")),
        AidKind.FURNITURE: same(N_("mobilier")),
        AidKind.RENT_GUARANTEE: same(N_("garantie de loyer")),
        AidKind.OTHER: same(N_("autre aide")),
    },
    AidStatus: {
        AidStatus.DRAFT: same(N_("à préparer")),
        AidStatus.WAITING_DOCS: same(N_("pièces attendues")),
        AidStatus.WAITING_DECISION: same(N_("décision attendue")),
        AidStatus.GRANTED: same(N_("accordée")),
        AidStatus.REFUSED: same(N_("non accordée")),
        AidStatus.PAID: same(N_("versée")),
    },
}
