"""The words of the practice as they are written on disk and in case files.

Once shipped, a word is never renamed nor removed: older vaults and files hold it. Sources: the project's domain
dossier (A.3 to A.7, B.8, E.1, G) and its decisions; labels and confidentiality stand in ``resources.labels``.
"""

from __future__ import annotations

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is to the household."""

    OPERATOR = "operator"
    LANDLORD = "landlord"
    FUNDER = "funder"
    STATE = "state"
    LOCAL_AUTHORITY = "local_authority"
    HEALTH = "health"
    PARTNER = "partner"
    MEDIATION = "mediation"


class Profession(StrEnum):
    """What a worker does for a living."""

    SOCIAL_WORKER = "social_worker"
    EDUCATOR = "educator"
    CESF = "cesf"
    PSYCHOLOGIST = "psychologist"
    NURSE = "nurse"
    DOCTOR = "doctor"
    MEDIATOR = "mediator"
    VOLUNTEER = "volunteer"
    LANDLORD_ADVISOR = "landlord_advisor"
    MANAGER = "manager"
    COORDINATOR = "coordinator"
    OTHER = "other"


class WorkerRole(StrEnum):
    """What a file says a worker is; it describes and never grants a right."""

    REFERENT = "referent"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    COMMITTEE_SECRETARY = "committee_secretary"
    ADMIN = "admin"
    DPO = "dpo"


class SecrecyBasis(StrEnum):
    """Why a worker must keep what they hear to themselves."""

    PROFESSION = "profession"
    MISSION = "mission"
    DISCRETION = "discretion"


class Relation(StrEnum):
    """A person's place in the household."""

    HOLDER = "holder"
    PARTNER = "partner"
    CHILD = "child"
    OTHER_ADULT = "other_adult"
    DEPENDENT = "dependent"


class Nationality(StrEnum):
    """The only three values the data-protection reference allows."""

    FR = "fr"
    EU = "eu"
    NON_EU = "non_eu"


class AddressForm(StrEnum):
    """How papers speak to the household."""

    VOUS = "vous"
    TU = "tu"
    JE = "je"


class ContactWay(StrEnum):
    """How a person wishes to be reached."""

    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    POST = "post"
    VISIT = "visit"


class ReadingPreference(StrEnum):
    """How a person prefers to receive a paper."""

    SPOKEN = "spoken"
    READ_TOGETHER = "read_together"
    LARGE_PRINT = "large_print"
    PICTOGRAMS = "pictograms"
    VOICE_MESSAGE = "voice_message"


class ProtectionMeasure(StrEnum):
    """Legal protection of an adult."""

    NONE = "none"
    TUTELLE = "tutelle"
    CURATELLE_SIMPLE = "curatelle_simple"
    CURATELLE_RENFORCEE = "curatelle_renforcee"
    SAUVEGARDE = "sauvegarde"
    HABILITATION = "habilitation"
    MASP_MAJ = "masp_maj"


class ResidentialSituation(StrEnum):
    """Where a person lived; a stay in prison or hospital is never stored."""

    STREET = "street"
    MAKESHIFT = "makeshift"
    HOTEL = "hotel"
    THIRD_PARTY = "third_party"
    FAMILY = "family"
    SHELTER = "shelter"
    PRIVATE_RENT = "private_rent"
    SOCIAL_RENT = "social_rent"
    OWNER = "owner"
    SUBLEASE = "sublease"
    SLIDING_LEASE = "sliding_lease"
    ADAPTED = "adapted"
    OTHER = "other"


class CaseCategory(StrEnum):
    """Getting a home or keeping it."""

    ACCESS = "access"
    RETENTION = "retention"


class AlertSign(StrEnum):
    """Why somebody worried (domain A.4)."""

    RECURRENT_NEIGHBOUR_DISTURBANCE = "recurrent_neighbour_disturbance"
    UNCONTROLLED_ARREARS_NO_CONTACT = "uncontrolled_arrears_no_contact"
    AGGRESSIVE_BEHAVIOUR = "aggressive_behaviour"
    PROPERTY_DAMAGE = "property_damage"
    WITHDRAWAL_ISOLATION = "withdrawal_isolation"
    NEGLECTED_DWELLING = "neglected_dwelling"
    EVICTION_IMMINENT = "eviction_imminent"
    ENERGY_CUTOFF_RISK = "energy_cutoff_risk"
    OTHER = "other"


class DiagnosisPoint(StrEnum):
    """The eight points of the shared diagnosis, in their order (domain A.1.2)."""

    FAMILY_SITUATION = "family_situation"
    FAMILY_HISTORY = "family_history"
    ADMINISTRATIVE_SITUATION = "administrative_situation"
    FINANCIAL_SITUATION = "financial_situation"
    PROFESSIONAL_SITUATION = "professional_situation"
    HEALTH_ISSUES = "health_issues"
    RESIDENTIAL_PROJECT = "residential_project"
    ONGOING_PROCEDURES = "ongoing_procedures"


class PointState(StrEnum):
    """How far a point was talked about; ``prefers_not_to`` is a complete answer."""

    DISCUSSED = "discussed"
    TO_REVISIT = "to_revisit"
    PREFERS_NOT_TO = "prefers_not_to"
    NOT_YET = "not_yet"


class LandlordShare(StrEnum):
    """What the landlord receives of a point: nothing, or one sentence written for them."""

    NONE = "none"
    SENTENCE = "sentence"


class ApprovalStatus(StrEnum):
    """What an adult says of the diagnosis."""

    APPROVED = "approved"
    APPROVED_WITH_RESERVATIONS = "approved_with_reservations"
    DISPUTED = "disputed"


class WorkAxis(StrEnum):
    """Domains of support (domain A.3)."""

    HOUSING_OCCUPANCY = "housing_occupancy"
    BUDGET_RENT = "budget_rent"
    MOVE_IN_SUPPORT = "move_in_support"
    RIGHTS_ADMIN = "rights_admin"
    EMPLOYMENT = "employment"
    HEALTH = "health"
    FAMILY_PARENTING = "family_parenting"
    SOCIAL_TIES = "social_ties"


class MeasureType(StrEnum):
    """The three kinds of measure a committee decides (domain A.1.3)."""

    AVDL_TYPE = "avdl_type"
    RETENTION = "retention"
    ORIENTATION_ADAPTED = "orientation_adapted"


class CommitteeKind(StrEnum):
    """Which instance sat."""

    FOLLOWUP = "followup"
    STEERING = "steering"
    PRE_CAL = "pre_cal"
    FOLLOWUP_COMMISSION = "followup_commission"
    SYNTHESIS = "synthesis"


class CommitteePurpose(StrEnum):
    """Why a case came before a committee."""

    PROPOSAL = "proposal"
    DIAGNOSIS = "diagnosis"
    REVIEW = "review"
    EVALUATION = "evaluation"
    CLOSURE = "closure"


class CommitteeDecision(StrEnum):
    """What a committee decided."""

    ADMIT = "admit"
    DEFER = "defer"
    REFUSE = "refuse"
    REDIRECT = "redirect"
    ADJUST = "adjust"
    SUSPEND = "suspend"
    REACTIVATE = "reactivate"
    CLOSE = "close"


class HouseholdAnswer(StrEnum):
    """What the household says of a decision told to them."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    THINKING = "thinking"


class Scheme(StrEnum):
    """What pays for a measure, or what a household used before."""

    AVDL = "avdl"
    FSL_ACCESS = "fsl_access"
    FSL_RETENTION = "fsl_retention"
    FSL_SPECIFIC = "fsl_specific"
    MOUS = "mous"
    ASLL = "asll"
    RSA = "rsa"
    ALT = "alt"
    OWN_FUNDS = "own_funds"
    PREPARATORY = "preparatory"
    OTHER = "other"


class MeasurePhase(StrEnum):
    """Where the support stands relative to the dwelling (domain B.6)."""

    TOWARD = "toward"
    AT_REHOUSING = "at_rehousing"
    IN_HOUSING = "in_housing"


class Intensity(StrEnum):
    """How often people meet."""

    LIGHT = "light"
    STANDARD = "standard"
    INTENSIVE = "intensive"


class MeasureEnd(StrEnum):
    """How a measure ended (domain E.2.2)."""

    REACHED = "reached"
    PARTIAL = "partial"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    MOVED = "moved"
    REDIRECTED = "redirected"
    MAINSTREAM = "mainstream"
    LOST_CONTACT = "lost_contact"
    DEATH = "death"
    EVICTION = "eviction"
    EXPIRED = "expired"


class LegalRegime(StrEnum):
    """Which text a support contract stands on (domain B.1.1)."""

    DIPC_L3114 = "dipc_l3114"
    STAY_CONTRACT = "stay_contract"
    CONVENTIONAL_AVDL = "conventional_avdl"
    FSL_ASLL = "fsl_asll"
    OTHER = "other"


class ContractEnd(StrEnum):
    """How a contract ended (domain E.2.4)."""

    EXPIRED = "expired"
    ENDED_BY_MUTUAL = "ended_by_mutual"
    RENOUNCED = "renounced"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"


class ObjectiveStage(StrEnum):
    """Said by the household, never a mark."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    ALMOST = "almost"
    REACHED = "reached"
    REFORMULATED = "reformulated"
    DROPPED = "dropped"


class AmendmentMotive(StrEnum):
    """Why a signed contract changes (domain C.3)."""

    MODULATION = "modulation"
    SUSPENSION = "suspension"
    REACTIVATION = "reactivation"
    NEW_OBJECTIVES = "new_objectives"
    REFERENT_CHANGE = "referent_change"
    LEASE_CHANGE = "lease_change"
    SIX_MONTHS = "six_months"
    YEARLY_REFRESH = "yearly_refresh"
    OTHER = "other"


class SignatureCapacity(StrEnum):
    """In what quality somebody signs."""

    HOUSEHOLD = "household"
    OPERATOR = "operator"
    LANDLORD = "landlord"
    REPRESENTATIVE = "representative"
    CHOSEN_PERSON = "chosen_person"
    INTERPRETER = "interpreter"
    WITNESS = "witness"


class SignatureMethod(StrEnum):
    """How somebody signed."""

    PAPER = "paper"
    SCREEN = "screen"


class SignatureOutcome(StrEnum):
    """What came of asking for a signature."""

    SIGNED = "signed"
    NOT_TODAY = "not_today"
    DECLINED = "declined"


class ContactKind(StrEnum):
    """How people met."""

    HOME_VISIT = "home_visit"
    OFFICE = "office"
    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    LETTER = "letter"
    VIDEO = "video"
    OUTSIDE = "outside"
    ACCOMPANIMENT = "accompaniment"
    TRIPARTITE = "tripartite"
    COLLECTIVE = "collective"
    MEDIATION = "mediation"
    LANDLORD_EXCHANGE = "landlord_exchange"
    INFORMAL = "informal"
    ON_SITE_PRESENCE = "on_site_presence"
    OUTREACH_ATTEMPT = "outreach_attempt"
    MARAUDE = "maraude"
    THIRD_PARTY_CALL = "third_party_call"
    NO_SHOW = "no_show"  # as older files write what ``outcome`` says now


class ContactOutcome(StrEnum):
    """What came of a planned meeting."""

    HELD = "held"
    NO_SHOW = "no_show"
    POSTPONED = "postponed"
    CANCELLED_BY_HOUSEHOLD = "cancelled_by_household"
    CANCELLED_BY_WORKER = "cancelled_by_worker"
    REFUSED_ENTRY = "refused_entry"
    CLOSED_DOOR = "closed_door"


class PassageKind(StrEnum):
    """What a passage of a note is."""

    OBSERVED = "observed"
    REPORTED = "reported"
    ANALYSIS = "analysis"


class Channel(StrEnum):
    """How a request came in."""

    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    OFFICE = "office"
    THIRD_PARTY = "third_party"
    OTHER = "other"


class ResourceType(StrEnum):
    """What comes in; housing benefit is deducted from housing and never stands here."""

    SALARY = "salary"
    SELF_EMPLOYED = "self_employed"
    RSA = "rsa"
    ACTIVITY_BONUS = "activity_bonus"
    UNEMPLOYMENT = "unemployment"
    TRAINING = "training"
    FAMILY_ALLOWANCE = "family_allowance"
    FAMILY_SUPPLEMENT = "family_supplement"
    FAMILY_SUPPORT = "family_support"
    EARLY_CHILDHOOD = "early_childhood"
    ALIMONY = "alimony"
    PENSION = "pension"
    MINIMUM_OLD_AGE = "minimum_old_age"
    DISABILITY_ALLOWANCE = "disability_allowance"
    DISABILITY_PENSION = "disability_pension"
    SICK_PAY = "sick_pay"
    ASYLUM_ALLOWANCE = "asylum_allowance"
    SCHOLARSHIP = "scholarship"
    FAMILY_HELP = "family_help"
    OTHER = "other"


class ChargeType(StrEnum):
    """What goes out each month beside housing and debts."""

    ENERGY = "energy"
    WATER = "water"
    INSURANCE = "insurance"
    PHONE_INTERNET = "phone_internet"
    TRANSPORT = "transport"
    SCHOOL_MEALS = "school_meals"
    CHILDCARE = "childcare"
    HEALTH_COVER = "health_cover"
    TAX = "tax"
    ALIMONY_PAID = "alimony_paid"
    FOOD = "food"
    OTHER = "other"


class DebtType(StrEnum):
    """What is owed."""

    RENT_ARREARS = "rent_arrears"
    ENERGY = "energy"
    WATER = "water"
    CREDIT = "credit"
    OVERDRAFT = "overdraft"
    TAX = "tax"
    FINE = "fine"
    CRIMINAL_FINE = "criminal_fine"
    DAMAGES = "damages"
    BENEFIT_OVERPAYMENT = "benefit_overpayment"
    FAMILY = "family"
    HEALTH = "health"
    OTHER = "other"


class LeaseKind(StrEnum):
    """Titles of occupation (domain A.7)."""

    DIRECT_LEASE = "direct_lease"
    TRANSIT_LEASE = "transit_lease"
    SLIDING_LEASE = "sliding_lease"
    TRANSIT_SLIDING_LEASE = "transit_sliding_lease"
    SUBLEASE = "sublease"
    COTENANCY = "cotenancy"
    TEMPORARY_ACCOMMODATION = "temporary_accommodation"
    ADAPTED_HOUSING = "adapted_housing"


class DwellingType(StrEnum):
    """Size of a dwelling as landlords write it."""

    ROOM = "room"
    T1 = "T1"
    T1BIS = "T1bis"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"
    T6 = "T6"
    T7 = "T7"


class Financing(StrEnum):
    """Which loan built the dwelling."""

    PLAI = "plai"
    SUPER_PLAI = "super_plai"
    PLUS = "plus"
    PLS = "pls"
    OTHER = "other"


class TenantOfRecord(StrEnum):
    """Whose name the lease bears."""

    HOUSEHOLD = "household"
    OPERATOR = "operator"


class SlideMotive(StrEnum):
    """Why a lease is meant to slide (practice S-10)."""

    RIGHTS_NOT_OPEN = "rights_not_open"
    REMAINING_FRAGILITY = "remaining_fragility"
    ANTI_EVICTION = "anti_eviction"


class ExamProposal(StrEnum):
    """What an examination of a sublease proposes."""

    OFFER_LEASE = "offer_lease"
    EXTEND = "extend"
    OTHER = "other"


class MovementKind(StrEnum):
    """A line of a rent account."""

    TERM = "term"
    HOUSING_BENEFIT = "housing_benefit"
    PAYMENT = "payment"
    ADJUSTMENT = "adjustment"
    COST = "cost"
    AID = "aid"


class PlanKind(StrEnum):
    """Who set a repayment plan."""

    AMICABLE = "amicable"
    PAYER = "payer"
    JUDGE = "judge"
    FSL = "fsl"
    OVER_INDEBTEDNESS = "over_indebtedness"
    COHESION_PROTOCOL = "cohesion_protocol"


class ProcedureStep(StrEnum):
    """Acts of an eviction procedure (domain B.8, law 2 and 6)."""

    FIRST_DEFAULT = "first_default"
    ARREARS_CONSTITUTED_APL = "arrears_constituted_apl"
    ARREARS_REPORT = "arrears_report"
    CCAPEX_REFERRAL = "ccapex_referral"
    SUMMONS_TO_PAY = "summons_to_pay"
    COURT_SUMMONS = "court_summons"
    PREFECT_NOTICE = "prefect_notice"
    PREFECT_REFERRAL = "prefect_referral"
    ASSESSMENT_INTERVIEW = "assessment_interview"
    ASSESSMENT_TO_JUDGE = "assessment_to_judge"
    HEARING = "hearing"
    POSTPONEMENT = "postponement"
    JUDGMENT = "judgment"
    JUDGMENT_STAY = "judgment_stay"
    JUDGMENT_TERMINATION = "judgment_termination"
    APPEAL = "appeal"
    ORDER_TO_LEAVE = "order_to_leave"
    POLICE_REQUEST = "police_request"
    EVICTION = "eviction"
    WITHDRAWAL = "withdrawal"


class DelayUnit(StrEnum):
    """Unit of a delay written in an act or a clause."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class AidKind(StrEnum):
    """What an aid is asked for."""

    DEPOSIT = "deposit"
    FIRST_RENT = "first_rent"
    ARREARS = "arrears"
    ENERGY = "energy"
    WATER = "water"
    PHONE = "phone"
    INSURANCE = "insurance"
    FURNITURE = "furniture"
    RENT_GUARANTEE = "rent_guarantee"
    OTHER = "other"


class AidStatus(StrEnum):
    """Where a request for aid stands."""

    DRAFT = "draft"
    WAITING_DOCS = "waiting_docs"
    WAITING_DECISION = "waiting_decision"
    GRANTED = "granted"
    REFUSED = "refused"
    PAID = "paid"


class PieceState(StrEnum):
    """A supporting paper is seen by default; it is copied only until a day."""

    MISSING = "missing"
    ASKED = "asked"
    SEEN = "seen"
    HANDED = "handed"
    COPIED = "copied"


class ProcedureTopic(StrEnum):
    """What a démarche is about."""

    HOUSING_BENEFIT = "housing_benefit"
    SOCIAL_MINIMA = "social_minima"
    FAMILY_BENEFITS = "family_benefits"
    HEALTH_COVER = "health_cover"
    DISABILITY = "disability"
    RESIDENCE_PERMIT = "residence_permit"
    ASYLUM = "asylum"
    IDENTITY = "identity"
    HOUSING_REQUEST = "housing_request"
    DALO = "dalo"
    FSL = "fsl"
    ENERGY = "energy"
    OVER_INDEBTEDNESS = "over_indebtedness"
    LEGAL_AID = "legal_aid"
    TAX = "tax"
    EMPLOYMENT = "employment"
    SCHOOL = "school"
    RETIREMENT = "retirement"
    WORKS = "works"
    OTHER = "other"


class ProcedureStatus(StrEnum):
    """Where a démarche stands."""

    TODO = "todo"
    REQUESTED = "requested"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    ABANDONED = "abandoned"


class Confidentiality(StrEnum):
    """One scale for every text and every word of a vocabulary (review E6)."""

    GENERAL = "general"
    FULL = "full"
    HEALTH = "health"
    PENAL = "penal"
    VIOLENCE = "violence"
    ORIGIN = "origin"


class SpaceKind(StrEnum):
    """Unit of sharing, of encryption and of merging; a row never changes space."""

    ORGANISATION = "organisation"
    CASE_OPERATOR = "case/operator"
    CASE_SHARED = "case/shared"
    CASE_LANDLORD = "case/landlord"
    PERSONAL = "personal"
    PROGRAMME = "programme"


class Recipient(StrEnum):
    """Whom a document is made for."""

    HOUSEHOLD = "household"
    OPERATOR = "operator"
    LANDLORD = "landlord"
    COMMITTEE = "committee"
    FUNDER = "funder"


class DocumentKind(StrEnum):
    """Documents that can be printed (domain C)."""

    DIAGNOSIS_FORM = "diagnosis_form"
    LANDLORD_SENTENCES = "landlord_sentences"
    SUPPORT_CONTRACT = "support_contract"
    AMENDMENT = "amendment"
    MUTUAL_COMMITMENTS = "mutual_commitments"
    VISIT_REPORT = "visit_report"
    FOLLOWUP_SHEET = "followup_sheet"
